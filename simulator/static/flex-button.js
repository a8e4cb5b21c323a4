/** Draws the buttons of a Flex message. */

import { element } from "./dom.js";
import { shrinkToFit } from "./flex-fit.js";
import { colour } from "./flex-measures.js";
import { place } from "./flex-place.js";

const STYLES = ["primary", "secondary", "link"];

export function button(component, screen, around) {
  const style = STYLES.includes(component.style) ? component.style : "link";
  const label = element("span", { class: "flex-label" }, component.action?.label ?? "");
  const press = element("button", {
    type: "button",
    class: `flex-button ${style} ${component.height === "sm" ? "sm" : "md"}`,
    style: paint(style, colour(component.color)),
    onclick: (event) => {
      event.stopPropagation(); // the box around it may have an action of its own
      screen.perform(component.action);
    },
  }, label);
  if (component.adjustMode === "shrink-to-fit") shrinkToFit(label);
  const frame = element("div", { class: `flex-press gravity-${component.gravity}` }, press);
  return place(frame, component, around);
}

function paint(style, value) {
  return style === "link" ? { color: value } : { background: value };
}
