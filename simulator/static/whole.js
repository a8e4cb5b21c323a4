/** Keeps names whole: a browser's dictionary of Thai does not know them, and breaks inside. */

import { element } from "./dom.js";

/** The parts of a text, each word of this name in a box that breaks only where it must. */
export function whole(text, name) {
  if (!name) return [text];
  const boxed = () => name.split(/(\s+)/).map((word) => (word.trim() ? box(word) : word));
  return text.split(name).flatMap((part, index) => (index > 0 ? [...boxed(), part] : [part]));
}

const box = (word) => element("span", { class: "whole" }, word);
