/** The simulated clock: always in sight on top of the page, and in a tab with all its jumps. */

import * as api from "./api.js";
import { day, hour, tomorrowMorning } from "./dates.js";
import { attempt } from "./dialogs.js";
import { button, element } from "./dom.js";
import { jumpForm } from "./jump-form.js";
import { momentList } from "./moments.js";
import { t } from "./texts.js";

const HOUR = 3600;
const DAY = 24 * HOUR;
const REAL = 2; // seconds of offset that still count as real time

const advance = (seconds) => attempt(() => api.setClock({ advance: seconds }));
const jump = (to) => attempt(() => api.setClock({ to }));
const backToReal = () => attempt(() => api.setClock({ reset: true }));

/** The strip on top of the page. */
export function clockStrip(store) {
  const real = button(t("realTime"), backToReal, { class: "quiet" });
  const node = element("div", { class: "clock-strip", role: "group", "aria-label": t("clock") },
    face(store),
    button(t("plusHour"), () => advance(HOUR)),
    button(t("plusDay"), () => advance(DAY)),
    button(t("tomorrow"), () => jump(tomorrowMorning(store.now()))),
    real,
  );
  store.on("clock", () => (real.hidden = isReal(store)));
  return node;
}

/** The tab of the panel. */
export function clockTab(store) {
  return [
    element("p", { class: "lead" }, face(store)),
    element("p", { class: "hint" }, t("clockExplained")),
    element("div", { class: "choices" },
      button(t("skipMinutes"), () => advance(600)),
      button(t("skipHour"), () => advance(HOUR)),
      button(t("skipDay"), () => advance(DAY)),
      button(t("skipWeek"), () => advance(7 * DAY)),
      button(t("skipMorning"), () => jump(tomorrowMorning(store.now()))),
      button(t("backToReal"), backToReal),
    ),
    jumpForm(store, jump),
    momentList(store, jump),
  ];
}

/** What time it is, going on by itself. */
function face(store) {
  const time = element("span", { class: "face" });
  const shift = element("small", {});
  const draw = () => {
    if (!store.clock) return;
    time.textContent = t("dayAndHour", { day: day(store.now()), hour: hour(store.now()) });
    shift.textContent = isReal(store) ? t("isReal") : t("isSimulated");
  };
  setInterval(draw, 1000);
  store.on("clock", draw);
  return element("span", { class: "now" }, time, shift);
}

const isReal = ({ clock }) => Math.abs(clock.offset) < REAL;
