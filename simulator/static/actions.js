/** What happens when a member presses something that has an action, as LINE's app does it. */

import * as api from "./api.js";
import { pickDate } from "./date-picker.js";
import { attempt, note, showCall } from "./dialogs.js";
import { t } from "./texts.js";

const ACTIONS = {
  message: ({ text }, phone) => phone.send({ type: "text", text }),
  postback: pressPostback,
  uri: ({ uri }, phone) => openLink(uri, phone),
  datetimepicker: (action, phone) =>
    pickDate(action, (params) => phone.postback({ data: action.data, params })),
  camera: (action, phone) => phone.attach("image"),
  cameraRoll: (action, phone) => phone.attach("image"),
  location: (action, phone) => phone.attach("location"),
  clipboard: ({ clipboardText }) => copy(clipboardText),
  richmenuswitch: ({ data, richMenuAliasId }, phone) =>
    phone.postback({ data, params: { newRichMenuAliasId: richMenuAliasId } }),
};

/** `phone` is who does it: {chat, owner, send, postback, attach, compose, composeToBot, showRichMenu}. */
export function perform(action, phone) {
  const act = Object.hasOwn(ACTIONS, action?.type) && ACTIONS[action.type];
  if (act) act(action, phone);
  else note(t("unknownAction", { type: String(action?.type) }), "error");
}

function pressPostback({ data, displayText, text, inputOption, fillInText }, phone) {
  phone.postback({ data, displayText: displayText ?? text });
  if (inputOption === "openRichMenu") phone.showRichMenu(true);
  if (inputOption === "closeRichMenu") phone.showRichMenu(false);
  if (inputOption === "openKeyboard") phone.compose(fillInText ?? "");
}

async function copy(text) {
  await navigator.clipboard.writeText(text);
  note(t("copied"));
}

const LINKS = {
  chat: ({ text }, phone) => phone.composeToBot(text),
  friend: (answer, phone) => attempt(() => api.follow(phone.owner)),
  share: ({ text }) => copy(text),
  page: ({ url }) => openPage(url),
  call: ({ number }) => showCall(number),
};

/** Open a link; the simulator knows where it leads on this machine. */
export async function openLink(uri, phone) {
  const answer = await attempt(() => api.resolve(uri));
  if (answer && Object.hasOwn(LINKS, answer.kind)) LINKS[answer.kind](answer, phone);
}

function openPage(url) {
  if (!/^https?:\/\//i.test(url)) return note(t("unknownLink"), "error");
  return window.open(url, "_blank", "noopener,noreferrer");
}
