/** What a member can do with a message of her own: take it back, or copy it. */

import * as api from "./api.js";
import { attempt } from "./dialogs.js";
import { element } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { t } from "./texts.js";

const LONG_PRESS = 500; // milliseconds

/** Open the menu by a button, by the right mouse button, or by a long press. */
export function offerMenu(row, entry, screen) {
  const open = () => openMenu(more, choices(entry, screen));
  const properties = { type: "button", class: "more", "aria-label": t("messageOptions") };
  const more = element("button", { ...properties, onclick: open }, icon("more"));
  row.querySelector(".line").prepend(more);
  row.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    open();
  });
  longPress(row, open);
}

function choices({ id, message }, screen) {
  const unsend = [t("unsend"), () => attempt(() => api.unsend(screen.chat, screen.owner, id))];
  const copy = [t("copy"), () => navigator.clipboard.writeText(message.text)];
  return message.text ? [unsend, copy] : [unsend];
}

function longPress(node, act) {
  let timer;
  const cancel = () => clearTimeout(timer);
  node.addEventListener("pointerdown", ({ pointerType }) => {
    if (pointerType === "touch") timer = setTimeout(act, LONG_PRESS);
  });
  for (const name of ["pointerup", "pointercancel", "pointermove"]) {
    node.addEventListener(name, cancel);
  }
}
