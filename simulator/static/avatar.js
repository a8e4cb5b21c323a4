/** The round picture of a person, or the first letter of the name on a colour of its own. */

import { element } from "./dom.js";

const COLOURS = ["#0B6E5A", "#14365C", "#7A4A12", "#7B2D5B", "#3C5A14", "#5B3F8C", "#8A3324"];
const LEADING_VOWELS = /^[เแโใไ]/; // written before the consonant that the name begins with

export function avatar(name, picture, id) {
  const node = element("span", { class: "avatar", "aria-hidden": "true" });
  const fallBack = () => letter(node, name);
  if (picture) node.append(element("img", { src: picture, alt: "", onerror: fallBack }));
  else fallBack();
  node.style.background = COLOURS[sum(id ?? name) % COLOURS.length];
  return node;
}

function letter(node, name) {
  node.replaceChildren(name.trim().replace(LEADING_VOWELS, "").charAt(0) || "?");
}

const sum = (text) => [...text].reduce((total, sign) => total + sign.codePointAt(0), 0);
