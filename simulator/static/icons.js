/** The few line drawings that the page's buttons carry. */

import { drawing } from "./dom.js";

const PATHS = {
  menu: "M4 7h16M4 12h16M4 17h16",
  down: "M6 9l6 6 6-6",
  left: "M15 5l-7 7 7 7",
  right: "M9 5l7 7-7 7",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  close: "M6 6l12 12M18 6L6 18",
  plus: "M12 5v14M5 12h14",
  sticker: "M12 3a9 9 0 1 0 9 9M21 12a9 9 0 0 0-9-9c0 6 3 9 9 9M8.5 11h.01M8.5 15.5c1.6 1.4 3.7 1.4 5.3.2",
  image: "M4 5h16v14H4zM4 16l5-5 4 4 2.5-2.5L20 17M15.5 9h.01",
  video: "M3 6h12v12H3zM15 10.5l6-3v9l-6-3",
  audio: "M12 4a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V7a3 3 0 0 1 3-3zM6 11.5a6 6 0 0 0 12 0M12 17.5V21",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  location: "M12 21s7-6.2 7-11.3A7 7 0 0 0 5 9.7C5 14.8 12 21 12 21zM12 12.2a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8z",
  mention: "M15.5 12a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0zm0 0v1.6a2.3 2.3 0 0 0 4.6 0V12a8.1 8.1 0 1 0-3.3 6.5",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.4-3.8 3-6 6.5-6s6.1 2.2 6.5 6M15.5 4.4a3.5 3.5 0 0 1 0 6.2M17.5 14.5c2.3.7 3.7 2.6 4 5.5",
  chat: "M4 5h16v11H10l-4.5 4v-4H4z",
  panel: "M4 4h16v16H4zM4 9h16M14 9v11",
  phone: "M6 3.5h3.5l1.5 5-2.2 1.6a12 12 0 0 0 5.1 5.1l1.6-2.2 5 1.5V18a2.5 2.5 0 0 1-2.7 2.5A16.5 16.5 0 0 1 3.5 6.2 2.5 2.5 0 0 1 6 3.5z",
};

/** A drawing the size of the text beside it, hidden from screen readers. */
export function icon(name) {
  const frame = { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" };
  return drawing("svg", frame, drawing("path", { d: PATHS[name] }));
}
