/** Buttons for the moments that whoever runs the bot finds worth skipping to. */

import { day, hour } from "./dates.js";
import { arrange, button, element } from "./dom.js";
import { t } from "./texts.js";

/** A list of those still ahead; `jump` gets the ISO text. */
export function momentList(store, jump) {
  const list = element("div", { class: "moments", role: "group", "aria-label": t("moments") });
  const draw = () => store.clock && arrange(list, ahead(store).map((one) => item(one, jump)));
  for (const topic of ["state", "clock", "moments"]) store.on(topic, draw);
  setInterval(draw, 1000);
  return list;
}

const ahead = (store) => store.moments.filter(({ at }) => Date.parse(at) > store.now());

function item({ label, at }, jump) {
  const when = t("dayAndHour", { day: day(at), hour: hour(at) });
  const text = t("skipTo", { label, when });
  return { key: `${at} ${label}`, make: () => button(text, () => jump(at)) };
}
