/** The list of people and groups to be, and the forms that add them. */

import * as api from "./api.js";
import { avatar } from "./avatar.js";
import { attempt } from "./dialogs.js";
import { arrange, button, element } from "./dom.js";
import { tick } from "./group-form.js";
import { t } from "./texts.js";
import { whole } from "./whole.js";

export class People {
  /** `choose` opens a person or a group on a phone; `shown` tells which chats are open. */
  constructor(store, { choose, shown }) {
    Object.assign(this, { store, choose, shown });
    this.people = element("ul", { class: "names" });
    this.groups = element("ul", { class: "names" });
    this.node = element("nav", { class: "people", "aria-label": t("peopleAndGroups") },
      element("h2", {}, t("people")), this.people, folding(t("addPerson"), () => this.personForm()),
      element("h2", {}, t("groups")), this.groups, folding(t("addGroup"), (close) => this.groupForm(close)),
    );
    this.node.inert = true; // until the people are known, a form made for them would be empty
    store.on("state", () => (this.node.inert = false));
    for (const topic of ["state", "people", "groups"]) store.on(topic, () => this.draw());
  }

  draw() {
    const focused = document.activeElement?.dataset.id;
    arrange(this.people, this.store.people.map((person) => this.personItem(person)));
    arrange(this.groups, this.store.groups.map((group) => this.groupItem(group)));
    if (focused) this.node.querySelector(`[data-id="${focused}"]`)?.focus();
  }

  personItem({ userId, displayName, follows, blocked, unread }) {
    const open = this.shown().includes(userId);
    const state = blocked ? t("blocked") : follows ? "" : t("notFriend");
    const choose = () => this.choose(userId);
    const make = () => entry(displayName, userId, { open, state, unread }, choose);
    return { key: [userId, displayName, state, unread, open].join(" "), make };
  }

  groupItem({ groupId, groupName, members, botIn }) {
    const open = this.shown().includes(groupId);
    const state = botIn ? t("memberCount", { count: members.length }) : t("botOutside");
    const choose = () => this.choose(groupId);
    const make = () => entry(groupName, groupId, { open, state, unread: 0 }, choose);
    return { key: [groupId, groupName, state, open].join(" "), make };
  }

  personForm() {
    const name = element("input", { required: true, maxlength: 20, placeholder: t("name") });
    name.setAttribute("aria-label", t("name"));
    const follow = tick(t("asFriend"), true);
    const add = async () => {
      const values = { displayName: name.value.trim(), follow: follow.control.checked };
      const person = await attempt(() => api.addPerson(values));
      if (!person) return;
      name.value = "";
      this.welcome(person);
    };
    return form([name, follow], t("add"), add);
  }

  // The answer may be here before the stream has told of the new person.
  welcome(person) {
    const { people } = this.store;
    if (!this.store.person(person.userId)) this.store.replace("people", [...people, person]);
    this.choose(person.userId);
  }

  groupForm(close) {
    const name = element("input", { required: true, maxlength: 30, placeholder: t("groupName") });
    name.setAttribute("aria-label", t("groupName"));
    const ticks = this.store.people.map(({ userId, displayName }) =>
      tick(displayName, true, null, { value: userId }));
    const add = async () => {
      const chosen = ticks.map(({ control }) => control).filter(({ checked }) => checked);
      const members = chosen.map(({ value }) => value);
      const group = await attempt(() => api.addGroup({ groupName: name.value.trim(), members }));
      if (group) close();
    };
    return form([name, ...ticks], t("createGroup"), add);
  }
}

function entry(name, id, { open, state, unread }, choose) {
  const details = element("span", { class: "state", id: `state-${id}` }, state);
  const press = element("button", {
    type: "button", "aria-label": name, "aria-current": open, "aria-describedby": `state-${id}`,
    title: name, dataset: { id }, onclick: choose,
  });
  const words = element("span", { class: "words" }, element("b", {}, whole(name, name)), details);
  press.append(avatar(name, null, id), words);
  if (unread > 0) press.append(element("span", { class: "unread" }, String(unread)));
  return element("li", {}, press);
}

/** A button that opens a form made at that moment, and closes it again; so can the form. */
function folding(text, make) {
  const place = element("div", { class: "folded" });
  const toggle = () => {
    const open = place.childElementCount === 0;
    place.replaceChildren(...(open ? [make(toggle)] : []));
    press.setAttribute("aria-expanded", String(open));
    (open ? place.querySelector("input") : press).focus();
  };
  const press = button(text, toggle, { class: "quiet", "aria-expanded": "false" });
  return element("div", { class: "folding" }, press, place);
}

function form(fields, confirm, submit) {
  const send = (event) => {
    event.preventDefault();
    submit();
  };
  const press = element("button", { type: "submit", class: "main" }, confirm);
  return element("form", { onsubmit: send }, ...fields, press);
}
