/** The dialog in which a member picks a date, a time or both. */

import { dateField } from "./date-field.js";
import { openForm } from "./dialogs.js";
import { t } from "./texts.js";

const MODES = ["date", "time", "datetime"];

/** `picked` gets the params of the postback: {date} or {time} or {datetime}. */
export function pickDate({ mode, initial, min, max, label }, picked) {
  const kind = MODES.includes(mode) ? mode : "datetime";
  const chosen = dateField(label ?? t(kind), kind, { min: asField(min), max: asField(max) });
  if (initial) chosen.set(asField(initial));
  openForm(t("pick"), chosen.nodes, t("choose"), () => picked({ [kind]: chosen.input.value }));
}

// LINE takes "2021-07-08t09:00" as well.
const asField = (value) => value?.replace("t", "T");
