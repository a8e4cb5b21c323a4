/** Draws Flex boxes and hands what is in them to who can draw it. */

import { element, pressable } from "./dom.js";
import { button } from "./flex-button.js";
import { borderWidth, colour, gradient, imageSize, paddings, space } from "./flex-measures.js";
import { icon, image, video } from "./flex-media.js";
import { place } from "./flex-place.js";
import { text } from "./flex-text.js";
import { unknown } from "./unknown.js";

const LAYOUTS = ["horizontal", "vertical", "baseline"];
const SPREADS = [
  "center", "flex-start", "flex-end", "space-between", "space-around", "space-evenly",
];
const COMPONENTS = { box, text, button, image, icon, video, separator, filler };

/** A box in the box around it: {layout, spacing, first}. */
export function box(component, screen, around) {
  const layout = LAYOUTS.includes(component.layout) ? component.layout : "vertical";
  const node = element("div", { class: `flex-box ${layout}`, style: look(component) });
  if (component.action) pressable(node, () => screen.perform(component.action));
  let first = true;
  for (const child of component.contents ?? []) {
    node.append(draw(child, screen, { layout, spacing: component.spacing, first }));
    first &&= child.position === "absolute"; // what floats takes no place in the row
  }
  return place(node, component, around);
}

function draw(component, screen, around) {
  const known = Object.hasOwn(COMPONENTS, component?.type);
  return known ? COMPONENTS[component.type](component, screen, around) : unknown(component?.type);
}

function look(component) {
  const width = borderWidth(component.borderWidth);
  const radius = space(component.cornerRadius);
  return {
    background: gradient(component.background) || colour(component.backgroundColor),
    ...(width && { border: `${width} solid ${colour(component.borderColor) || "transparent"}` }),
    ...(radius && { borderRadius: radius, overflow: "hidden" }),
    ...paddings(component),
    ...extent(component),
    justifyContent: spread(component.justifyContent),
    alignItems: spread(component.alignItems),
  };
}

function extent({ width, height, maxWidth, maxHeight }) {
  return {
    width: imageSize(width),
    height: imageSize(height),
    maxWidth: imageSize(maxWidth) || "100%",
    maxHeight: imageSize(maxHeight),
  };
}

const spread = (value) => (SPREADS.includes(value) ? value : "");

function separator(component, screen, around) {
  const node = element("div", {
    class: `flex-separator in-${around.layout}`,
    style: { background: colour(component.color) },
  });
  return place(node, component, around);
}

function filler(component, screen, around) {
  return place(element("div"), { flex: 1, ...component }, around);
}
