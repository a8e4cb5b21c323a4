/** The box to tick that leaves out what was free, the same on every list and remembered. */

import { tick } from "./group-form.js";
import { recall, remember } from "./memory.js";
import { t } from "./texts.js";

const KEY = "paidOnly";

const paidOnly = () => recall(KEY, false);

/** Whether a call belongs on the lists as they are wanted now. */
export const wanted = ({ counted }) => !paidOnly() || counted > 0;

/** The box; the other lists hear of a change as "calls". */
export function paidOnlyBox(store) {
  const change = ({ target }) => {
    remember(KEY, target.checked);
    store.tell("calls");
  };
  const label = tick(t("paidOnly"), paidOnly(), change);
  store.on("calls", () => (label.control.checked = paidOnly()));
  return label;
}
