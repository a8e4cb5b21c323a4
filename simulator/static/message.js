/** Draws one message of a chat, whatever kind it is. */

import { avatar } from "./avatar.js";
import { element } from "./dom.js";
import { hour } from "./dates.js";
import { flex } from "./flex.js";
import { imagemap } from "./imagemap.js";
import * as media from "./media.js";
import { offerMenu } from "./message-menu.js";
import { sticker } from "./stickers.js";
import { template } from "./template.js";
import { textMessage, textMessageV2 } from "./text-message.js";
import { t } from "./texts.js";
import { unknown } from "./unknown.js";
import { whole } from "./whole.js";

const KINDS = {
  text: textMessage,
  textV2: textMessageV2,
  sticker,
  image: media.imageMessage,
  video: media.videoMessage,
  audio: media.audioMessage,
  file: media.fileMessage,
  location: media.locationMessage,
  flex,
  template,
  imagemap,
};
const WIDE = ["flex", "template", "imagemap"];

/** A row of the chat, seen by who holds the phone. */
export function messageRow(entry, screen) {
  if (entry.from === "system") return notice(entry.message.happened, entry.message.who, screen);
  if (entry.unsent) return notice("unsent", entry.from, screen);
  const own = entry.from === screen.owner;
  const row = element("li", { class: `row ${own ? "own" : "theirs"} ${kindOf(entry)}` });
  row.append(...(own ? [] : [face(entry, screen)]), body(entry, screen, own));
  if (own) offerMenu(row, entry, screen);
  return row;
}

const kindOf = ({ message }) => (WIDE.includes(message.type) ? "wide" : "narrow");

function notice(happened, who, screen) {
  const name = screen.nameOf(who);
  return element("li", { class: "row notice" },
    element("span", {}, whole(t(happened, { name }), name)));
}

function face({ from, message }, screen) {
  const picture = message.sender?.iconUrl ?? (from === "bot" ? screen.botPicture : null);
  return avatar(senderName({ from, message }, screen), picture && screen.picture(picture), from);
}

const senderName = ({ from, message }, screen) => message.sender?.name ?? screen.nameOf(from);

function body(entry, screen, own) {
  const named = !own && (screen.inGroup || entry.message.sender?.name);
  return element("div", { class: "body" },
    named ? element("div", { class: "name" }, senderName(entry, screen)) : null,
    element("div", { class: "line" }, drawSafely(entry.message, screen), margin(entry)),
  );
}

function margin({ at, counted }) {
  return element("div", { class: "margin" },
    counted > 0 ? element("span", { class: "cost" }, t("cost", { count: counted })) : null,
    element("time", { datetime: at }, hour(at)),
  );
}

// One strange message must not take the rest of the chat away.
function drawSafely(message, screen) {
  try {
    const draw = Object.hasOwn(KINDS, message.type) && KINDS[message.type];
    return draw ? draw(message, screen) : unknown(message.type);
  } catch (error) {
    console.warn(error);
    return unknown(message.type);
  }
}
