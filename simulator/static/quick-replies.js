/** The row of quick replies under the newest message; it goes away with the next one. */

import { element } from "./dom.js";

/** The newest message that somebody sent, which alone may carry quick replies. */
export function quickReplies(messages, screen) {
  const newest = messages.findLast(({ from, unsent }) => from !== "system" && !unsent);
  if (!newest || newest.id === screen.answered) return [];
  const items = newest.message.quickReply?.items ?? [];
  return items.map((item, index) => ({
    key: `${newest.id}-${index}`,
    make: () => reply(item, () => screen.answerQuickly(newest.id, item.action), screen),
  }));
}

function reply({ action, imageUrl }, press, screen) {
  const picture = imageUrl ? element("img", { src: screen.picture(imageUrl), alt: "" }) : null;
  const made = element("button", { type: "button", class: "quick-reply", onclick: press });
  made.append(...(picture ? [picture] : []), action?.label ?? "");
  return made;
}
