/** Draws imagemap messages. */

import { showPicture } from "./media.js";
import { pictureWithAreas } from "./picture-areas.js";

const WIDEST = 1040; // LINE serves an imagemap's picture in five widths, this is the largest

export function imagemap(message, screen) {
  const picture = showPicture(`${message.baseUrl}/${WIDEST}`, screen);
  const areas = (message.actions ?? []).map((action) => ({
    bounds: action.area,
    label: action.label ?? action.text ?? action.linkUri ?? "",
    press: () => screen.perform(inCommonWords(action)),
  }));
  const node = pictureWithAreas(picture, message.baseSize, areas);
  node.classList.add("imagemap");
  return node;
}

// An imagemap says "linkUri" where all other actions say "uri".
const inCommonWords = (action) => ({ ...action, uri: action.linkUri });
