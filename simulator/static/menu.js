/** A small menu that opens beside a button and closes by choice, Escape or a click elsewhere. */

import { button, element } from "./dom.js";

/** `choices` are [text, act] or [text, act, picture]. */
export function openMenu(anchor, choices, properties = {}) {
  document.querySelector(".menu")?.remove();
  const close = () => {
    menu.remove();
    ending.abort();
  };
  const ending = new AbortController();
  const menu = element("div", { class: "menu", role: "menu", ...properties });
  menu.append(...choices.map((choice) => item(choice, close)));
  anchor.parentElement.append(menu);
  closeLater(menu, anchor, close, ending.signal);
  menu.firstElementChild.focus();
}

function item([text, act, picture], close) {
  const choose = () => {
    close();
    act();
  };
  const made = button(text, choose, { role: "menuitem" });
  if (picture) made.prepend(picture);
  return made;
}

function closeLater(menu, anchor, close, signal) {
  document.addEventListener("pointerdown", ({ target }) => {
    if (!menu.contains(target) && !anchor.contains(target)) close();
  }, { signal });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close();
      anchor.focus();
    }
    move(menu, { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key], event);
  });
}

function move(menu, step, event) {
  if (!step) return;
  event.preventDefault();
  const items = [...menu.children];
  const next = items.indexOf(document.activeElement) + step;
  items.at(next % items.length).focus();
}
