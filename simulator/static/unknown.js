/** The small note in place of something that this page cannot draw. */

import { element } from "./dom.js";
import { t } from "./texts.js";

export function unknown(type) {
  return element("div", { class: "unknown" }, t("unknownComponent", { type: String(type) }));
}
