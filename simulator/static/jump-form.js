/** The form that moves the simulated clock to a typed moment; it warns before going back. */

import { dateField } from "./date-field.js";
import { fromWall, span, wall } from "./dates.js";
import { element } from "./dom.js";
import { t } from "./texts.js";

const MINUTE = 60_000;

/** `jump` gets the ISO text. The field follows the clock until somebody edits it. */
export function jumpForm(store, jump) {
  const { input, set, nodes } = dateField(t("jumpTo"), "datetime");
  const warning = element("p", { class: "warning", role: "status" });
  let edited = false;
  const follow = () => edited || document.activeElement === input || set(minute(store));
  const refresh = () => {
    if (!store.clock) return;
    follow();
    warning.textContent = edited ? wayBack(input.value, store) : "";
  };
  const edit = () => {
    edited = true;
    refresh();
  };
  const leap = async (event) => {
    event.preventDefault();
    if (!edited) return; // it shows the time that it is
    edited = !(await jump(fromWall(input.value))); // what was refused stays
    refresh();
  };
  input.addEventListener("input", edit);
  store.on("clock", refresh);
  setInterval(refresh, 1000);
  return element("form", { onsubmit: leap },
    ...nodes, warning, element("button", { type: "submit", class: "main" }, t("jump")));
}

const minute = (store) => wall(store.now()).slice(0, 16);

/** What to know of a moment that is over; nothing of one still ahead. */
function wayBack(value, store) {
  const back = value ? Date.parse(fromWall(minute(store))) - Date.parse(fromWall(value)) : 0;
  return back >= MINUTE ? t("backwards", { span: span(back / MINUTE) }) : "";
}
