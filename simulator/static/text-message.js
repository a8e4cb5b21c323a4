/** Draws text messages: links, line breaks, LINE's own emoji and mentions. */

import { element } from "./dom.js";
import { t } from "./texts.js";
import { whole } from "./whole.js";

const LINK = /https?:\/\/[^\s<>"'“”]+|tel:\+?[\d-]{3,}/g;
const TRAILING = /[).,;:!?ฯ]+$/; // belongs to the sentence, not to the address

export function textMessage(message, screen) {
  return speech(linkify(withEmojis(message), screen));
}

/** A text with {keys} that stand for mentions and emoji; doubled braces are braces. */
export function textMessageV2({ text, substitution = {} }, screen) {
  const filled = text.replace(/\{\{|\}\}|\{(\w+)\}/g, (found, key) => {
    if (found === "{{" || found === "}}") return found[0];
    return standIn(substitution[key], screen) ?? found;
  });
  return speech(linkify(filled, screen));
}

function standIn(value, screen) {
  if (value?.type === "emoji") return t("lineEmoji");
  if (value?.type !== "mention") return undefined;
  const { type, userId } = value.mentionee ?? {};
  return `@${type === "all" ? "All" : screen.nameOf(userId)}`;
}

function withEmojis({ text, emojis = [] }) {
  const units = [...emojis].sort((one, two) => two.index - one.index);
  return units.reduce(
    (result, { index }) => result.slice(0, index) + t("lineEmoji") + result.slice(index + 1),
    text,
  );
}

function speech(parts) {
  return element("div", { class: "bubble speech" }, parts);
}

/** Split a text into strings and links. */
export function linkify(text, screen) {
  const parts = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(LINK)) {
    const address = found.replace(TRAILING, "");
    parts.push(...whole(text.slice(end, index), screen.botName), link(address, screen));
    end = index + address.length;
  }
  return [...parts, ...whole(text.slice(end), screen.botName)];
}

function link(address, screen) {
  const follow = (event) => {
    event.preventDefault(); // the simulator knows where the link leads on this machine
    screen.openLink(address);
  };
  const properties = { href: address, target: "_blank", rel: "noopener noreferrer" };
  return element("a", { ...properties, onclick: follow }, address);
}
