/** Makes DOM elements; nothing on this page is ever parsed from markup. */

const SVG = "http://www.w3.org/2000/svg";

/** Make an element: `onclick` and the like are listeners, `style` and `dataset` are objects. */
export function element(tag, properties = {}, ...children) {
  return fill(document.createElement(tag), properties, children);
}

/** Make a part of an SVG drawing. */
export function drawing(tag, properties = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), properties, children);
}

function fill(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) set(node, name, value);
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

function set(node, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "style" || name === "dataset") Object.assign(node[name], value);
  else if (name === "value") node.value = value;
  else node.setAttribute(name, value === true ? "" : value);
}

/** Give `parent` the children that `items` ({key, make}) ask for, keeping those already there. */
export function arrange(parent, items) {
  const present = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  items.forEach(({ key, make }, index) => {
    const child = present.get(key) ?? keyed(make(), key);
    present.delete(key);
    const there = parent.children[index];
    if (there !== child) parent.insertBefore(child, there ?? null);
  });
  present.forEach((child) => child.remove());
}

function keyed(node, key) {
  node.dataset.key = key;
  return node;
}

/** A push button with a visible text. */
export function button(text, onclick, properties = {}) {
  return element("button", { type: "button", onclick, ...properties }, text);
}

/** A form field with its label. */
export function field(label, input) {
  return element("label", { class: "field" }, element("span", {}, label), input);
}

/** A drop-down list; `options` are [value, text] pairs. */
export function choice(options, { value: chosen, ...properties } = {}) {
  const list = options.map(([value, text]) => element("option", { value }, text));
  const select = element("select", properties, list);
  if (chosen !== undefined) select.value = chosen; // only now are its options there
  return select;
}

/** Make an element that has an action behave as a button for mouse, touch and keyboard. */
export function pressable(node, press) {
  node.classList.add("pressable");
  node.setAttribute("role", "button");
  node.tabIndex = 0;
  node.addEventListener("click", (event) => {
    event.stopPropagation();
    press();
  });
  node.addEventListener("keydown", (event) => {
    if (event.target !== node || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    press();
  });
  return node;
}
