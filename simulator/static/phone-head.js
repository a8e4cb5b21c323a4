/** Whose phone it is, which chat it shows, and the buttons for friendship and groups. */

import * as api from "./api.js";
import { avatar } from "./avatar.js";
import { attempt } from "./dialogs.js";
import { button, choice, element } from "./dom.js";
import { manageGroup } from "./group-form.js";
import { t } from "./texts.js";

export class PhoneHead {
  constructor(phone) {
    this.phone = phone;
    this.choice = element("div", { class: "phone-choice" });
    this.bar = element("header", { class: "phone-bar" });
  }

  draw() {
    if (!this.changed()) return;
    const { owner, chat, store } = this.phone;
    const group = store.group(chat);
    this.choice.replaceChildren(this.person(owner), this.chats(chat));
    const parts = group ? this.groupHead(group) : this.botHead(store.person(owner));
    this.bar.replaceChildren(...parts);
  }

  // Whoever has the keyboard in here must not lose it whenever somebody gets a message.
  changed() {
    const { owner, chat, store } = this.phone;
    const people = store.people.map(({ userId, displayName, follows, blocked }) =>
      [userId, displayName, follows, blocked]);
    const groups = store.groups.map(({ groupId, groupName, members }) =>
      [groupId, groupName, members]);
    const before = this.drawn;
    this.drawn = JSON.stringify([owner, chat, people, groups]);
    return this.drawn !== before;
  }

  person(owner) {
    const { store } = this.phone;
    const group = store.group(this.phone.chat);
    const speakers = store.people.filter(({ userId }) => !group || group.members.includes(userId));
    const options = speakers.map(({ userId, displayName }) => [userId, displayName]);
    const change = ({ target: { value } }) => this.phone.show(value, group?.groupId ?? value);
    const label = group ? t("speaker") : t("phoneOwner");
    return choice(options, { value: owner, "aria-label": label, onchange: change });
  }

  chats(chat) {
    const { store, owner } = this.phone;
    const groups = store.groups.filter(({ members }) => members.includes(owner));
    const options = [[owner, store.bot.displayName]];
    options.push(...groups.map(({ groupId, groupName }) => [groupId, groupName]));
    const change = ({ target }) => this.phone.show(owner, target.value);
    return choice(options, { value: chat, "aria-label": t("chatShown"), onchange: change });
  }

  botHead(person) {
    const { bot } = this.phone.store;
    const picture = bot.pictureUrl && this.phone.picture(bot.pictureUrl);
    return [
      avatar(bot.displayName, picture, "bot"),
      element("h2", {}, bot.displayName),
      ...friendship(person),
    ];
  }

  groupHead(group) {
    const size = t("memberCount", { count: group.members.length });
    return [
      avatar(group.groupName, null, group.groupId),
      element("h2", {}, group.groupName, element("small", {}, ` ${size}`)),
      button(t("manageGroup"), () => manageGroup(this.phone.store, group.groupId)),
    ];
  }
}

function friendship(person) {
  if (!person) return [];
  const { userId, follows, blocked } = person;
  const ask = (text, request, look) =>
    [button(text, () => attempt(() => request(userId)), { class: look })];
  if (blocked) return ask(t("unblock"), api.unblock, "main");
  return follows ? ask(t("block"), api.block) : ask(t("addFriend"), api.follow, "main");
}
