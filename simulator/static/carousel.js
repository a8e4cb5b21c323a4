/** A row of cards that slides by arrows, keys, wheel, finger or mouse. */

import { element } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./texts.js";

const CLICK = 5; // pixels that a hand may tremble within a click

export function carousel(cards, name) {
  const track = element("div", {
    class: "track", tabindex: "0", role: "group", "aria-label": name ?? t("carousel"),
  }, cards);
  const before = arrow("left", t("previousCard"), () => slide(track, -1));
  const after = arrow("right", t("nextCard"), () => slide(track, 1));
  const node = element("div", { class: "carousel" }, track, before, after);
  const update = () => showArrows(track, before, after);
  track.addEventListener("scroll", update, { passive: true });
  new ResizeObserver(update).observe(track);
  track.addEventListener("keydown", (event) => slideByKey(track, event));
  drag(track);
  return node;
}

function arrow(side, label, onclick) {
  const properties = { type: "button", class: `arrow ${side}`, "aria-label": label, onclick };
  return element("button", { ...properties, hidden: true }, icon(side));
}

function showArrows(track, before, after) {
  before.hidden = track.scrollLeft < 8;
  after.hidden = track.scrollLeft > track.scrollWidth - track.clientWidth - 8;
}

function slide(track, direction) {
  const card = track.firstElementChild;
  if (card) track.scrollBy({ left: direction * (card.offsetWidth + 8), behavior: "smooth" });
}

function slideByKey(track, event) {
  const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!direction) return;
  event.preventDefault();
  slide(track, direction);
}

// A finger scrolls by itself; a mouse needs help, and must not press what it drags.
function drag(track) {
  let moved = false;
  track.addEventListener("pointerdown", (event) => {
    moved = false;
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    pull(track, event, () => (moved = true));
  });
  track.addEventListener("click", (event) => moved && event.stopPropagation(), { capture: true });
  track.addEventListener("dragstart", (event) => event.preventDefault());
}

function pull(track, start, tellMoved) {
  const { signal, abort } = ending();
  const left = track.scrollLeft;
  addEventListener("pointermove", ({ clientX }) => {
    const distance = clientX - start.clientX;
    if (Math.abs(distance) < CLICK && !track.classList.contains("dragging")) return;
    tellMoved();
    track.classList.add("dragging");
    track.scrollLeft = left - distance;
  }, { signal });
  const end = () => {
    track.classList.remove("dragging");
    abort();
  };
  addEventListener("pointerup", end, { signal });
  addEventListener("pointercancel", end, { signal });
}

function ending() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
