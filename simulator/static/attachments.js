/** Lets a member choose a file of her own and sends it. */

import * as api from "./api.js";
import { attempt } from "./dialogs.js";
import { element } from "./dom.js";
import { askLocation } from "./location-form.js";

const ACCEPTED = { image: "image/*", video: "video/*", audio: "audio/*", file: "" };

/** `kind` is image, video, audio, file or location; `phone` sends it. */
export function attach(kind, phone) {
  if (kind === "location") return askLocation((message) => phone.send(message));
  const input = element("input", { type: "file", accept: ACCEPTED[kind] });
  const { chat, owner, store } = phone; // where the member stood when she chose
  input.addEventListener("change", async () => {
    const sent = await attempt(() => api.upload(chat, owner, kind, input.files[0]));
    if (sent) store.add(sent);
  });
  return input.click();
}
