/** The tab that makes LINE fail on demand, and starts everything afresh. */

import * as api from "./api.js";
import { attempt, openForm } from "./dialogs.js";
import { arrange, button, choice, element, field } from "./dom.js";
import { tick } from "./group-form.js";
import { t } from "./texts.js";

const NAMES = ["reply", "push", "multicast", "broadcast", "profile", "content", "bulk_link"];
const ENDPOINTS = [["any", t("anyEndpoint")], ...NAMES.map((name) => [name, name])];
const FAULTS = [
  "error-before", "error-after", "hang", "cut-before", "cut-after", "slow", "429", "429-quota",
];
const LASTING = ["hang", "slow"];
const ANSWERING = ["error-before", "error-after"];

export function faultsTab(store) {
  const list = element("ul", { class: "faults" });
  const clear = button(t("removeFaults"), () => attempt(api.removeFaults), { class: "quiet" });
  const draw = () => {
    arrange(list, store.faults.map(faultItem));
    clear.hidden = store.faults.length === 0;
  };
  for (const topic of ["state", "faults"]) store.on(topic, draw);
  return [
    element("p", { class: "hint" }, t("faultsExplained")),
    faultForm(), list, clear, ...webhookPart(store), ...resetPart(),
  ];
}

function faultForm() {
  const endpoint = choice(ENDPOINTS);
  const fault = choice(FAULTS.map((name) => [name, t(`fault-${name}`)]));
  const times = number({ min: 1, max: 999, value: 1 });
  const details = faultDetails(fault);
  const add = (event) => {
    event.preventDefault();
    const values = { endpoint: endpoint.value, fault: fault.value, times: Number(times.value) };
    attempt(() => api.addFault({ ...values, ...details.values() }));
  };
  return element("form", { onsubmit: add },
    field(t("endpoint"), endpoint), field(t("fault"), fault),
    element("div", { class: "pair" }, field(t("times"), times), ...details.fields),
    element("button", { type: "submit", class: "main" }, t("addFault")),
  );
}

/** The fields that only some faults have: how long it lasts, what it answers. */
function faultDetails(fault) {
  const details = [
    ["seconds", LASTING, number({ min: 0, max: 600, step: "any", value: 5 })],
    ["status", ANSWERING, number({ min: 400, max: 599, value: 500 })],
  ];
  const fields = details.map(([name, , input]) => field(t(name), input));
  const used = () => details.filter(([, faults]) => faults.includes(fault.value));
  const adapt = () => details.forEach((one, index) => (fields[index].hidden = !used().includes(one)));
  fault.addEventListener("change", adapt);
  adapt();
  const values = () => Object.fromEntries(used().map(([name, , input]) => [name, Number(input.value)]));
  return { fields, values };
}

const number = (limits) => element("input", { type: "number", required: true, ...limits });

function faultItem({ id, endpoint, fault, left }) {
  const text = `${endpoint} · ${t(`fault-${fault}`)} · ${t("timesLeft", { left })}`;
  const remove = button(t("remove"), () => attempt(() => api.removeFault(id)), { class: "quiet" });
  return { key: `${id} ${left}`, make: () => element("li", {}, element("span", {}, text), remove) };
}

function webhookPart(store) {
  const endpoint = element("input", { type: "url" });
  const change = (values) => attempt(() => api.setWebhook(values));
  const active = tick(t("webhookActive"), true, ({ target }) => change({ active: target.checked }));
  const again = tick(t("redelivery"), true, ({ target }) => change({ redelivery: target.checked }));
  endpoint.addEventListener("change", () => change({ endpoint: endpoint.value }));
  store.on("state", () => {
    endpoint.value = store.webhook.endpoint ?? "";
    active.control.checked = store.webhook.active;
    again.control.checked = store.webhook.redelivery;
  });
  return [element("h3", {}, t("webhook")), field(t("webhookAddress"), endpoint), active, again];
}

function resetPart() {
  const explained = () => [element("p", {}, t("resetExplained"))];
  const ask = () => openForm(t("reset"), explained(), t("resetNow"), () => attempt(api.reset));
  return [element("h3", {}, t("startAfresh")), button(t("reset"), ask, { class: "danger" })];
}
