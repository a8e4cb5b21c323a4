/** The one or two phones in the middle, and who is on them. */

import { button, element } from "./dom.js";
import { recall, remember } from "./memory.js";
import { Phone } from "./phone.js";
import { t } from "./texts.js";

const WIDE_ENOUGH = "(min-width: 1360px)"; // two phones, both lists and the panel

export class Phones {
  /** `changed` hears whenever a phone shows something else. */
  constructor(store, changed) {
    Object.assign(this, { store, changed });
    this.phones = [0, 1].map((number) => new Phone(store, {
      moved: () => this.moved(),
      touched: () => this.activate(number),
    }));
    this.second = button("", () => this.toggle(), { class: "quiet second" });
    this.nobody = element("p", { class: "nobody", hidden: true }, t("nobody"));
    this.node = element("main", { class: "phones", "aria-label": t("phones") },
      element("h1", { class: "hidden" }, t("title")),
      this.phones.map(({ node }) => node), this.nobody, this.second);
    this.two = recall("two", matchMedia(WIDE_ENOUGH).matches);
    this.activate(0);
    store.on("state", () => this.begin());
    store.on("people", () => this.fill());
  }

  /** Show what was shown last time, or the first people there are. */
  begin() {
    const before = recall("phones", []);
    this.phones.forEach((phone, index) => {
      const { owner, chat } = phone.owner ? phone : before[index] ?? {};
      if (!this.exists(owner, chat)) phone.owner = phone.chat = null;
      else if (phone.owner) phone.refresh();
      else phone.show(owner, chat);
    });
    this.fill();
  }

  exists(owner, chat) {
    const group = this.store.group(chat);
    return Boolean(this.store.person(owner)) && (chat === owner || group?.members.includes(owner));
  }

  /** Give people to phones that have none. */
  fill() {
    for (const phone of this.phones.filter(({ owner }) => !owner)) {
      const free = this.store.people.find(({ userId }) => !this.shown().includes(userId));
      if (free) phone.show(free.userId, free.userId);
    }
    this.arrange();
  }

  shown() {
    return this.visible().map(({ chat }) => chat);
  }

  visible() {
    return this.phones.slice(0, this.two ? 2 : 1);
  }

  moved() {
    remember("phones", this.phones.map(({ owner, chat }) => ({ owner, chat })));
    this.changed();
  }

  activate(number) {
    this.active = this.phones[number];
    this.phones.forEach((phone) => phone.node.classList.toggle("active", phone === this.active));
  }

  /** Bring a person or a group onto a phone, unless one shows it already. */
  choose(id) {
    const found = this.visible().find(({ chat }) => chat === id);
    if (found) return this.activate(this.phones.indexOf(found));
    const group = this.store.group(id);
    if (!group) return this.active.show(id, id);
    const members = group.members;
    const owner = members.includes(this.active.owner) ? this.active.owner : members[0];
    return owner && this.active.show(owner, id);
  }

  toggle() {
    this.two = !this.two;
    remember("two", this.two);
    if (!this.two) this.activate(0);
    const [first, second] = this.phones;
    if (first.chat === second.chat) second.owner = null;
    this.fill();
    this.changed();
  }

  arrange() {
    this.node.classList.toggle("two", this.two);
    this.phones.forEach((phone, index) => {
      phone.node.hidden = !phone.owner || (index === 1 && !this.two);
    });
    this.nobody.hidden = this.store.people.length > 0;
    this.second.hidden = this.store.people.length === 0;
    this.second.textContent = this.two ? t("onePhone") : t("twoPhones");
  }
}
