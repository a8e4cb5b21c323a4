/** A field for a date, a time or both, with what is in it written out as Thais read it. */

import { day, fromWall, hour } from "./dates.js";
import { element, field } from "./dom.js";
import { t } from "./texts.js";

const INPUTS = { date: "date", time: "time", datetime: "datetime-local" };
const READ = {
  date: (value) => day(fromWall(`${value}T00:00`)),
  time: (value) => t("hourOnly", { hour: value.slice(0, 5).replace(":", ".") }),
  datetime: (value) => t("dayAndHour", { day: day(fromWall(value)), hour: hour(fromWall(value)) }),
};

/** `kind` is date, time or datetime; `limits` are {min, max}. `set` fills the field. */
export function dateField(label, kind, limits = {}) {
  const input = element("input", { type: INPUTS[kind], required: true, ...limits });
  const reading = element("output", { class: "reading" });
  const read = () => (reading.textContent = input.value ? READ[kind](input.value) : "");
  input.addEventListener("input", read);
  const set = (value) => {
    input.value = value;
    read();
  };
  return { input, set, nodes: [field(label, input), reading] };
}
