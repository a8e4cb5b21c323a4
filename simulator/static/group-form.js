/** The dialog in which people and the bot come into a group and leave it. */

import * as api from "./api.js";
import { attempt, openDialog } from "./dialogs.js";
import { button, element } from "./dom.js";
import { t } from "./texts.js";
import { whole } from "./whole.js";

export function manageGroup(store, groupId) {
  const { groupName } = store.group(groupId);
  openDialog(groupName, (close) => [
    element("fieldset", {}, element("legend", {}, t("membersOfGroup")), members(store, groupId)),
    botSwitch(store, groupId),
    element("div", { class: "buttons" }, button(t("close"), close, { class: "main" })),
  ]);
}

function members(store, groupId) {
  return store.people.map(({ userId, displayName }) => {
    const change = ({ target }) => attempt(() => api.changeMember(groupId, userId, target.checked));
    return tick(element("span", {}, whole(displayName, displayName)),
      store.group(groupId).members.includes(userId), change);
  });
}

function botSwitch(store, groupId) {
  const change = ({ target }) => attempt(() => api.inviteBot(groupId, target.checked));
  const { displayName } = store.bot;
  const words = whole(t("botInGroup", { name: displayName }), displayName);
  return tick(element("span", {}, words), store.group(groupId).botIn, change);
}

/** A box to tick, with its text. */
export function tick(text, checked, onchange, properties = {}) {
  const box = element("input", { type: "checkbox", checked, onchange, ...properties });
  return element("label", { class: "tick" }, box, text);
}
