/** Draws pictures, videos, sounds, files and places. */

import { element, pressable } from "./dom.js";
import { icon } from "./icons.js";
import { showLarge } from "./dialogs.js";
import { t } from "./texts.js";

/** A picture of the bot; one that cannot be had here says so. */
export function showPicture(url, screen) {
  return saysWhenMissing(element("img", { alt: "", src: screen.picture(url), title: url }));
}

function saysWhenMissing(picture) {
  picture.addEventListener("error", () => {
    picture.alt = t("pictureMissing");
    picture.classList.add("missing");
  });
  return picture;
}

// The bot's files lie behind addresses, a member's own under the message's number.
const source = ({ originalContentUrl, id }, screen) =>
  originalContentUrl ? screen.picture(originalContentUrl) : screen.media(id);

const preview = (message, screen) =>
  message.previewImageUrl ? screen.picture(message.previewImageUrl) : undefined;

export function imageMessage(message, screen) {
  const full = source(message, screen);
  const picture = element("img", {
    class: "photo", src: preview(message, screen) ?? full, alt: t("picture"),
  });
  return pressable(saysWhenMissing(picture), () => showLarge(full));
}

export function videoMessage(message, screen) {
  const properties = { controls: true, preload: "metadata", "aria-label": t("video") };
  const files = { poster: preview(message, screen), src: source(message, screen) };
  return element("video", { class: "film", ...properties, ...files });
}

export function audioMessage(message, screen) {
  const properties = { controls: true, preload: "none", "aria-label": t("audio") };
  const sound = element("audio", { ...properties, src: source(message, screen) });
  return element("div", { class: "bubble sound" }, sound);
}

export function fileMessage(message, screen) {
  const name = message.fileName ?? t("file");
  const link = element("a", { href: screen.media(message.id), download: name }, name);
  return element("div", { class: "bubble attached" }, icon("file"), link);
}

export function locationMessage({ title, address, latitude, longitude }) {
  return element("div", { class: "bubble place" },
    element("div", { class: "map" }, icon("location")),
    element("strong", {}, title || t("location")),
    address ? element("span", {}, address) : null,
    element("small", {}, `${latitude}, ${longitude}`),
  );
}
