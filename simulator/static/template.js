/** Draws template messages: buttons, confirm, carousel, image carousel. */

import { carousel } from "./carousel.js";
import { button, element, pressable } from "./dom.js";
import { colour } from "./flex-measures.js";
import { showPicture } from "./media.js";
import { unknown } from "./unknown.js";
import { whole } from "./whole.js";

const KINDS = {
  buttons: (template, screen) => card(template, screen, template),
  confirm: (template, screen) => confirmation(template, screen),
  carousel: (template, screen, name) =>
    carousel(template.columns.map((column) => card(column, screen, template)), name),
  image_carousel: (template, screen, name) =>
    carousel(template.columns.map((column) => poster(column, screen)), name),
};

export function template({ template: content, altText }, screen) {
  const draw = Object.hasOwn(KINDS, content?.type) && KINDS[content.type];
  return draw ? draw(content, screen, altText) : unknown(content?.type);
}

/** A card of title, text and actions; `shape` says how all pictures of the message look. */
function card(content, screen, shape) {
  const words = element("div", { class: "card-words" },
    content.title ? element("strong", {}, content.title) : null,
    element("span", {}, whole(content.text ?? "", screen.botName)),
  );
  if (content.defaultAction) pressable(words, () => screen.perform(content.defaultAction));
  const parts = [thumbnail(content, screen, shape), words, actions(content.actions, screen)];
  return element("div", { class: "card" }, parts);
}

function thumbnail({ thumbnailImageUrl, imageBackgroundColor }, screen, shape) {
  if (!thumbnailImageUrl) return null;
  const picture = showPicture(thumbnailImageUrl, screen);
  picture.className = `thumbnail ${shape.imageAspectRatio === "square" ? "square" : ""}`;
  picture.style.objectFit = shape.imageSize === "contain" ? "contain" : "cover";
  picture.style.background = colour(imageBackgroundColor);
  return picture;
}

function confirmation(content, screen) {
  const words = element("div", { class: "card-words" },
    whole(content.text ?? "", screen.botName));
  return element("div", { class: "card" }, words, actions(content.actions, screen, "side-by-side"));
}

function actions(list, screen, layout = "") {
  const press = (action) => button(action.label ?? "", () => screen.perform(action));
  return element("div", { class: `card-actions ${layout}` }, (list ?? []).map(press));
}

function poster({ imageUrl, action }, screen) {
  const label = action?.label ? element("span", { class: "poster-label" }, action.label) : null;
  const node = element("div", { class: "poster" }, showPicture(imageUrl, screen), label);
  return pressable(node, () => screen.perform(action));
}
