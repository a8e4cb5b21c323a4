/** Puts the page together. */

import { clockStrip } from "./clock.js";
import { note } from "./dialogs.js";
import { button, element } from "./dom.js";
import { icon } from "./icons.js";
import { panel } from "./panel.js";
import { People } from "./people.js";
import { Phones } from "./phones.js";
import { failure } from "./server-texts.js";
import { Store } from "./store.js";
import { language, switchLanguage, t } from "./texts.js";

// On a small window one of these is in sight at a time.
const VIEWS = [["people", "peopleView"], ["chat", "chatView"], ["panel", "panelView"]];

function start() {
  document.documentElement.lang = language();
  document.title = t("title");
  const store = new Store();
  const phones = new Phones(store, () => people.draw());
  const people = new People(store, {
    shown: () => phones.shown(),
    choose: (id) => {
      phones.choose(id);
      show("chat");
    },
  });
  store.on("delivery", sayWhenTheBotFails);
  document.body.append(bar(store), people.node, phones.node, panel(store), views());
  show("chat");
  store.start();
}

// Else whoever chats would wait for an answer that never comes.
function sayWhenTheBotFails({ error, status }) {
  if (error) note(t("botFailed", { reason: status ?? failure(error) }), "error");
}

function bar(store) {
  const away = element("p", { class: "away", role: "status" });
  store.on("connection", () => (away.textContent = store.connected ? "" : t("unreachable")));
  return element("header", { class: "bar" },
    element("span", { class: "title" }, t("title")), clockStrip(store), away,
    button(t("otherLanguage"), switchLanguage, { class: "quiet language" }),
  );
}

function views() {
  const buttons = VIEWS.map(([name, text]) =>
    button(t(text), () => show(name), { dataset: { view: name } }));
  buttons.forEach((one) => one.prepend(icon(one.dataset.view)));
  return element("nav", { class: "views", "aria-label": t("views") }, buttons);
}

function show(name) {
  document.body.dataset.view = name;
  for (const one of document.querySelectorAll(".views button")) {
    one.setAttribute("aria-current", String(one.dataset.view === name));
  }
}

start();
