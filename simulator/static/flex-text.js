/** Draws the texts of a Flex message. */

import { element, pressable } from "./dom.js";
import { shrinkToFit } from "./flex-fit.js";
import { colour, textSize } from "./flex-measures.js";
import { place } from "./flex-place.js";
import { whole } from "./whole.js";

const DECORATIONS = ["underline", "line-through"];

export function text(component, screen, around) {
  const words = element("div", { class: "flex-words", style: look(component) });
  words.append(...contents(component, screen.botName));
  if (component.wrap) words.classList.add("wraps");
  if (component.maxLines > 0) limit(words, component.maxLines);
  const node = element("div", { class: `flex-text gravity-${component.gravity}` }, words);
  if (component.action) pressable(node, () => screen.perform(component.action));
  if (component.adjustMode === "shrink-to-fit") shrinkToFit(words);
  return place(node, component, around);
}

function contents(component, name) {
  if (!component.contents?.length) return whole(component.text ?? "", name);
  return component.contents.map((span) =>
    element("span", { style: font(span) }, whole(span.text ?? "", name)));
}

function look(component) {
  const { align, lineSpacing } = component;
  const apart = /^\d+(\.\d+)?px$/.test(lineSpacing ?? "") ? lineSpacing : "";
  return {
    ...font(component),
    textAlign: ["start", "center", "end"].includes(align) ? align : "",
    ...(apart && { lineHeight: `calc(1.5em + ${apart})`, marginBlock: `calc(${apart} / -2)` }),
  };
}

function font({ size, weight, style, decoration, color }) {
  return {
    fontSize: textSize(size),
    fontWeight: weight === "bold" ? "700" : weight === "regular" ? "400" : "",
    fontStyle: style === "italic" ? "italic" : style === "normal" ? "normal" : "",
    textDecoration: DECORATIONS.includes(decoration) ? decoration : "",
    color: colour(color),
  };
}

function limit(words, lines) {
  words.classList.add("limited");
  words.style.webkitLineClamp = String(lines);
}
