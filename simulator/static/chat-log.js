/** The list of messages of one chat, with its days, its scrolling and its "new message" pill. */

import { day } from "./dates.js";
import { arrange, button, element } from "./dom.js";
import { messageRow } from "./message.js";
import { t } from "./texts.js";

const NEAR_END = 80; // pixels within which a reader counts as being at the end

export class ChatLog {
  constructor(screen) {
    this.screen = screen;
    this.list = element("ol", { class: "messages" });
    this.news = element("div", { class: "news", role: "log", "aria-live": "polite" }, this.list);
    this.scroller = element("div", { class: "scroller", tabindex: "0" }, this.news);
    this.scroller.setAttribute("aria-label", t("messages"));
    this.scroller.setAttribute("role", "region");
    const toEnd = () => this.toEnd("smooth");
    this.pill = button(t("newMessages"), toEnd, { class: "pill", hidden: true });
    this.greeting = element("p", { class: "greeting" });
    this.node = element("div", { class: "chat-log" }, this.scroller, this.greeting, this.pill);
    this.atEnd = true;
    this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    const grown = new ResizeObserver((changes) => this.grown(changes));
    grown.observe(this.scroller);
    grown.observe(this.list);
  }

  /** Start with another chat. */
  clear() {
    this.list.replaceChildren();
    this.news.setAttribute("aria-busy", "true"); // old messages are not news
    this.newest = undefined;
    this.atEnd = true;
  }

  show(messages, thinking) {
    const arrived = messages.at(-1)?.seq;
    const fresh = this.newest !== undefined && arrived > this.newest;
    const first = this.newest === undefined;
    arrange(this.list, [...rows(messages, this.screen), ...(thinking ? [DOTS] : [])]);
    this.newest = arrived ?? 0;
    this.news.setAttribute("aria-busy", "false");
    this.follow(first, fresh, messages.at(-1));
  }

  /** What an empty chat says instead. */
  greet(words) {
    this.greeting.replaceChildren(...(this.newest === 0 ? words : []));
  }

  follow(first, fresh, last) {
    if (fresh && last.from === this.screen.owner) this.atEnd = true; // she wants to see her own
    if (this.atEnd) this.toEnd(first ? "instant" : "smooth");
    else if (fresh) this.pill.hidden = false;
  }

  // Pictures come late, and menus take room away; who was at the end stays there.
  grown(changes) {
    const room = changes.some(({ target }) => target === this.scroller);
    if (this.atEnd) this.toEnd(room ? "instant" : "smooth");
  }

  // Only a reader moves up; our own scrolling always moves down.
  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    const near = scrollHeight - clientHeight - scrollTop < NEAR_END;
    if (near) this.atEnd = true;
    else if (scrollTop < this.before) this.atEnd = false;
    this.before = scrollTop;
    if (near) this.pill.hidden = true;
  }

  toEnd(behavior) {
    this.atEnd = true;
    this.pill.hidden = true;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: calm(behavior) });
  }
}

const DOTS = { key: "thinking", make: thinkingRow };

function thinkingRow() {
  const dots = [1, 2, 3].map(() => element("i"));
  const properties = { class: "bubble dots", role: "img", "aria-label": t("thinking") };
  return element("li", { class: "row theirs" }, element("div", properties, dots));
}

function rows(messages, screen) {
  return messages.flatMap((entry, index) => {
    const date = day(entry.at);
    const row = { key: keyOf(entry), make: () => messageRow(entry, screen) };
    const same = index > 0 && day(messages[index - 1].at) === date;
    return same ? [row] : [{ key: `${date} ${entry.id}`, make: () => dateRow(date) }, row];
  });
}

const keyOf = ({ id, unsent }) => `${id}${unsent ? " unsent" : ""}`;

function dateRow(date) {
  return element("li", { class: "row date" }, element("span", {}, date));
}

function calm(behavior) {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : behavior;
}
