/** The panel beside the phones: four tabs on what happens between the bot and LINE. */

import { callsTab } from "./calls.js";
import { clockTab } from "./clock.js";
import { button, element } from "./dom.js";
import { faultsTab } from "./faults.js";
import { quotaTab } from "./quota.js";
import { t } from "./texts.js";

const TABS = [
  ["quota", quotaTab],
  ["calls", callsTab],
  ["faults", faultsTab],
  ["clock", clockTab],
];

export function panel(store) {
  const sheets = TABS.map(([name, make]) => sheet(name, make(store)));
  const tabs = TABS.map(([name]) => tab(name, () => choose(name)));
  const places = new Map(); // how far down each sheet was read
  const choose = (name) => {
    places.set(shown.firstElementChild?.id, node.scrollTop);
    tabs.forEach((one) => mark(one, one.id === `tab-${name}`));
    shown.replaceChildren(sheets.find((one) => one.id === `sheet-${name}`));
    node.scrollTop = places.get(`sheet-${name}`) ?? 0;
  };
  const shown = element("div");
  const bar = element("div", { class: "tabs", role: "tablist", "aria-label": t("panel") }, tabs);
  bar.addEventListener("keydown", (event) => moveByKey(tabs, event));
  const node = element("aside", { class: "panel", "aria-label": t("panel") }, bar, shown);
  choose("quota");
  return node;
}

function tab(name, onclick) {
  const properties = { role: "tab", id: `tab-${name}`, "aria-controls": `sheet-${name}` };
  return button(t(`${name}Tab`), onclick, properties);
}

function sheet(name, content) {
  const properties = { class: "sheet", role: "tabpanel", id: `sheet-${name}` };
  return element("div", { ...properties, "aria-labelledby": `tab-${name}` }, ...content);
}

function mark(one, selected) {
  one.setAttribute("aria-selected", String(selected));
  one.tabIndex = selected ? 0 : -1;
}

function moveByKey(tabs, event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const next = tabs.at((tabs.indexOf(document.activeElement) + step) % tabs.length);
  next.focus();
  next.click();
}
