/** Eight stickers of our own drawing, sent under the ids of LINE stickers that bots know. */

import { drawing, element } from "./dom.js";
import { t } from "./texts.js";

const PACKAGE = "446";
const HAPPY = "M34 58q16 16 32 0";
const FLAT = "M38 62h24";
const SAD = "M36 66q14-12 28 0";
const WIDE = "M34 56q16 26 32 0z";
const OPEN = "M36 44v6M64 44v6";
const SHUT = "M30 46q6-6 12 0M58 46q6-6 12 0";
const WINK = "M36 44v6M58 47h12";

/** [sticker id, name of its text, colour, eyes, mouth] */
const FACES = [
  ["1988", "stickerHello", "#FFD66B", OPEN, WIDE],
  ["1989", "stickerThanks", "#F9B4C4", SHUT, HAPPY],
  ["1990", "stickerOk", "#A9DFBF", WINK, HAPPY],
  ["1991", "stickerLaugh", "#FFC48A", SHUT, WIDE],
  ["1992", "stickerSad", "#A8CBF0", OPEN, SAD],
  ["1993", "stickerThink", "#D9C7F2", WINK, FLAT],
  ["1994", "stickerGo", "#F7A491", OPEN, HAPPY],
  ["1995", "stickerSleep", "#C3CCD6", SHUT, FLAT],
];

export const PALETTE = FACES.map(([stickerId, name]) => ({ stickerId, name, packageId: PACKAGE }));

/** The drawing of a sticker; one that is not ours shows its ids. */
export function sticker({ packageId, stickerId }) {
  const found = packageId === PACKAGE && FACES.find(([id]) => id === stickerId);
  if (!found) return foreign(packageId, stickerId);
  const [, name, colour, eyes, mouth] = found;
  const label = t(name);
  const frame = { class: "sticker", viewBox: "0 0 100 112", role: "img", "aria-label": label };
  return drawing("svg", frame,
    drawing("circle", { cx: 50, cy: 52, r: 40, fill: colour }),
    drawing("path", { d: `${eyes}${mouth}`, class: "strokes" }),
    drawing("text", { x: 50, y: 106, "text-anchor": "middle" }, label),
  );
}

function foreign(packageId, stickerId) {
  const label = t("sticker", { id: `${packageId}/${stickerId}` });
  return element("div", { class: "sticker foreign" }, label);
}
