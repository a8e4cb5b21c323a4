/** The dialog in which a member picks a date, a time or both. */

import { day, hour } from "./dates.js";
import { openForm } from "./dialogs.js";
import { element, field } from "./dom.js";
import { t } from "./texts.js";

const INPUTS = { date: "date", time: "time", datetime: "datetime-local" };
const READ = {
  date: (value) => day(`${value}T00:00+07:00`),
  time: (value) => `${value.replace(":", ".")} น.`,
  datetime: (value) => `${day(`${value}+07:00`)} ${hour(`${value}+07:00`)} น.`,
};

/** `picked` gets the params of the postback: {date} or {time} or {datetime}. */
export function pickDate({ mode, initial, min, max, label }, picked) {
  const kind = Object.hasOwn(INPUTS, mode) ? mode : "datetime";
  const [value, lowest, highest] = [initial, min, max].map(asField);
  const input = element("input", {
    type: INPUTS[kind], required: true, value, min: lowest, max: highest,
  });
  const reading = element("output", { class: "reading" });
  const read = () => (reading.textContent = input.value ? READ[kind](input.value) : "");
  input.addEventListener("input", read);
  read();
  const fields = [field(label ?? t(kind), input), reading];
  openForm(t("pick"), fields, t("choose"), () => picked({ [kind]: input.value }));
}

// LINE takes "2021-07-08t09:00" as well.
const asField = (value) => value?.replace("t", "T");
