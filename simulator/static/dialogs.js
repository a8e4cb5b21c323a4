/** The dialogs and short notes that appear above the page. */

import { button, element } from "./dom.js";
import { refusal } from "./server-texts.js";
import { t } from "./texts.js";

const NOTE_MILLISECONDS = 6000;

/** Show a dialog; `close` it from within. Escape closes it too. */
export function openDialog(title, fill, properties = {}) {
  const dialog = element("dialog", { "aria-label": title, ...properties });
  const close = () => dialog.close();
  dialog.addEventListener("close", () => dialog.remove());
  dialog.append(element("h2", {}, title), ...fill(close));
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** A dialog with a form: `submit` gets what is in the fields. */
export function openForm(title, fields, confirm, submit) {
  return openDialog(title, (close) => {
    const send = (event) => {
      event.preventDefault();
      close();
      submit();
    };
    const buttons = element("div", { class: "buttons" },
      button(t("cancel"), close, { class: "quiet" }),
      element("button", { type: "submit", class: "main" }, confirm),
    );
    return [element("form", { onsubmit: send }, ...fields, buttons)];
  });
}

/** Tell something in passing. */
export function note(text, kind = "") {
  if ([...notes().children].some(({ textContent }) => textContent === text)) return;
  const line = element("p", { class: `note ${kind}`, role: kind === "error" ? "alert" : "status" });
  notes().append(line);
  line.textContent = text;
  setTimeout(() => line.remove(), NOTE_MILLISECONDS);
}

/** Run what asks the server, and say it when the server refuses. */
export async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    note(error.message ? refusal(error.message) : t("unreachable"), "error");
    return undefined;
  }
}

function notes() {
  const found = document.querySelector(".notes");
  if (found) return found;
  const made = element("div", { class: "notes" });
  document.body.append(made);
  return made;
}

/** A picture as large as the window. */
export function showLarge(src) {
  openDialog(t("picture"), (close) => [
    element("img", { src, alt: t("picture") }),
    button(t("close"), close, { class: "main" }),
  ], { class: "large" });
}

/** The sheet that stands for the telephone's own app. */
export function showCall(number) {
  openDialog(t("call", { number }), (close) => [
    element("p", {}, t("callExplained")),
    button(t("close"), close, { class: "main" }),
  ]);
}
