/** Draws the pictures, icons and videos of a Flex message. */

import { element, pressable } from "./dom.js";
import { colour, imageSize, ratio, textSize } from "./flex-measures.js";
import { place } from "./flex-place.js";
import { showPicture } from "./media.js";

const FILLS = { cover: "cover", fit: "contain" };

export function image(component, screen, around) {
  const picture = photograph(component, screen);
  picture.style.width = imageSize(component.size ?? "md");
  const side = ["start", "center", "end"].includes(component.align) ? component.align : "center";
  const classes = `flex-image align-${side} gravity-${component.gravity}`;
  const node = element("div", { class: classes }, picture);
  if (component.action) pressable(node, () => screen.perform(component.action));
  return place(node, component, around);
}

function photograph({ url, aspectRatio, aspectMode, backgroundColor }, screen) {
  const picture = showPicture(url, screen);
  Object.assign(picture.style, {
    aspectRatio: ratio(aspectRatio),
    objectFit: FILLS[aspectMode] ?? "contain",
    background: colour(backgroundColor),
  });
  return picture;
}

export function icon(component, screen, around) {
  const height = textSize(component.size ?? "md");
  const picture = showPicture(component.url, screen);
  picture.classList.add("flex-icon");
  Object.assign(picture.style, { height, aspectRatio: ratio(component.aspectRatio) });
  return place(picture, component, around);
}

export function video(component, screen, around) {
  const film = element("video", {
    class: "flex-video",
    controls: true,
    preload: "none",
    src: screen.picture(component.url),
    poster: screen.picture(component.previewUrl),
    style: { aspectRatio: ratio(component.aspectRatio) },
  });
  return place(film, component, around);
}
