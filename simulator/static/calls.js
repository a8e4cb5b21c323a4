/** The tab that lists what passes between the bot and LINE, newest first. */

import { second } from "./dates.js";
import { arrange, element } from "./dom.js";
import { paidOnlyBox, wanted } from "./paid-only.js";
import { failure, summary } from "./server-texts.js";
import { t } from "./texts.js";

export function callsTab(store) {
  const list = element("ol", { class: "calls" });
  const draw = () => arrange(list, store.calls.filter(wanted).map(callItem));
  for (const topic of ["state", "calls"]) store.on(topic, draw);
  return [element("p", { class: "hint" }, t("callsExplained")), paidOnlyBox(store), list];
}

function callItem(entry) {
  return { key: String(entry.seq), make: () => (entry.webhook ? webhook(entry) : call(entry)) };
}

function call(entry) {
  const broken = entry.rule || entry.errors?.length > 0 || entry.status >= 400;
  return element("li", { class: broken ? "broken" : "" },
    head(entry, entry.status, `${entry.method} ${entry.path}`),
    element("p", {}, summary(entry), cost(entry)),
    entry.rule ? element("p", { class: "rule" }, t("ruleBroken", { rule: entry.rule })) : null,
    entry.errors?.length > 0 ? element("ul", { class: "errors" }, entry.errors.map(detail)) : null,
    requestBody(entry),
  );
}

const cost = ({ counted }) => (counted > 0 ? ` · ${t("cost", { count: counted })}` : "");

function head({ at, ms }, status, title) {
  const good = status >= 200 && status < 300;
  return element("div", { class: "call-head" },
    element("span", { class: `status ${good ? "good" : "bad"}` }, String(status ?? "—")),
    element("code", {}, title),
    element("small", {}, `${second(at)} · ${Math.round(ms ?? 0)} ms`),
  );
}

function detail({ message, property }) {
  return element("li", {}, element("code", {}, property ?? ""), ` ${message}`);
}

function requestBody({ body, requestId }) {
  if (body === null || body === undefined) return null;
  const text = typeof body === "string" ? body : JSON.stringify(body, null, 2);
  const write = () => details.append(
    element("pre", { tabindex: "0" }, text),
    element("small", {}, `x-line-request-id: ${requestId}`),
  );
  const details = element("details", {}, element("summary", {}, t("requestBody")));
  details.addEventListener("toggle", write, { once: true }); // few of many are ever read
  return details;
}

function webhook(entry) {
  const broken = entry.error || entry.status !== 200;
  return element("li", { class: `hook ${broken ? "broken" : ""}` },
    head(entry, entry.status, `webhook → ${(entry.events ?? []).join(", ")}`),
    entry.error ? element("p", { class: "rule" }, failure(entry.error)) : null,
  );
}
