/** Draws a Flex message: a bubble, or a carousel of bubbles. */

import { carousel } from "./carousel.js";
import { element, pressable } from "./dom.js";
import { box } from "./flex-box.js";
import { image, video } from "./flex-media.js";
import { colour } from "./flex-measures.js";
import { unknown } from "./unknown.js";

const SIZES = ["nano", "micro", "deca", "hecto", "kilo", "mega", "giga"];
const BLOCKS = ["header", "hero", "body", "footer"];
const AROUND = { layout: "vertical", spacing: "none", first: true };

/** `screen` is the phone's: what actions do, where pictures come from. */
export function flex(message, screen) {
  const { contents } = message;
  if (contents?.type === "bubble") return bubble(contents, screen);
  if (contents?.type !== "carousel") return unknown(contents?.type);
  return carousel((contents.contents ?? []).map((one) => bubble(one, screen)), message.altText);
}

function bubble(content, screen) {
  const size = SIZES.includes(content.size) ? content.size : "mega";
  const node = element("div", { class: `flex-bubble ${size}`, dir: content.direction });
  const present = BLOCKS.filter((name) => content[name]);
  node.append(...present.flatMap((name) => block(name, content, screen)));
  if (content.action) pressable(node, () => screen.perform(content.action));
  return node;
}

function block(name, content, screen) {
  const style = content.styles?.[name] ?? {};
  const background = colour(style.backgroundColor);
  const node = element("div", { class: `flex-block ${name}`, style: { background } });
  node.append(drawBlock(name, content[name], screen));
  return style.separator ? [line(style.separatorColor), node] : [node];
}

function drawBlock(name, content, screen) {
  const drawers = name === "hero" ? { image, video, box } : { box };
  if (!Object.hasOwn(drawers, content.type)) return unknown(content.type);
  return drawers[content.type](content, screen, AROUND);
}

function line(value) {
  return element("div", { class: "flex-separator", style: { background: colour(value) } });
}
