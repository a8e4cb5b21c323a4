/** The tab that says what this month's messages cost and how many are left. */

import * as api from "./api.js";
import { attempt } from "./dialogs.js";
import { arrange, element, field } from "./dom.js";
import { hour } from "./dates.js";
import { paidOnlyBox, wanted } from "./paid-only.js";
import { summary } from "./server-texts.js";
import { t } from "./texts.js";

const MOST_SENDS = 50; // in the list
const SENDS = /\/message\/(reply|push|multicast|broadcast|narrowcast)$/;

export function quotaTab(store) {
  const lead = element("p", { class: "lead" });
  const bar = element("progress", { "aria-label": t("quotaTab") });
  const list = element("ol", { class: "sends" });
  const drawQuota = () => fillQuota(store.quota, lead, bar);
  const drawSends = () => arrange(list, sends(store.calls).map(sendItem));
  for (const topic of ["state", "quota"]) store.on(topic, drawQuota);
  for (const topic of ["state", "calls"]) store.on(topic, drawSends);
  const empty = element("p", { class: "hint empty" }, t("noSends"));
  return [
    lead, bar, element("p", { class: "hint" }, t("quotaExplained")),
    element("h3", {}, t("sends")), paidOnlyBox(store), list, empty, quotaForm(store),
  ];
}

function fillQuota(quota, lead, bar) {
  const limited = quota.type === "limited";
  bar.hidden = !limited;
  Object.assign(bar, { max: Math.max(quota.value ?? 1, 1), value: quota.used });
  const left = Math.max((quota.value ?? 0) - quota.used, 0);
  lead.textContent = limited
    ? t("quotaLeft", { left, value: quota.value, used: quota.used })
    : t("quotaUnlimited", { used: quota.used });
}

const sends = (calls) => calls.filter(isSend).filter(wanted).slice(0, MOST_SENDS);
const isSend = ({ method, path }) => method === "POST" && SENDS.test(path ?? "");

function sendItem(call) {
  const make = () => element("li", {},
    element("time", {}, hour(call.at)),
    element("span", {}, summary(call)),
    element("b", {}, price(call)),
  );
  return { key: String(call.seq), make };
}

function price({ status, counted }) {
  if (status >= 400 || !status) return t("notSent");
  return counted > 0 ? t("cost", { count: counted }) : t("free");
}

function quotaForm(store) {
  const value = element("input", { type: "number", min: 0, required: true });
  const used = element("input", { type: "number", min: 0, required: true });
  const save = (event) => {
    event.preventDefault();
    const quota = { type: "limited", value: Number(value.value), used: Number(used.value) };
    attempt(() => api.setQuota(quota));
  };
  const draw = () => {
    value.value = store.quota.value ?? 0;
    used.value = store.quota.used;
  };
  for (const topic of ["state", "quota"]) store.on(topic, draw);
  return element("details", {}, element("summary", {}, t("changeQuota")),
    element("form", { onsubmit: save },
      field(t("quotaValue"), value), field(t("quotaUsed"), used),
      element("button", { type: "submit", class: "main" }, t("save")),
    ),
  );
}
