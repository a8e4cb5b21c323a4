/** Where a member types: the text field, its send button, and what hides behind "+". */

import { button, element } from "./dom.js";
import { icon } from "./icons.js";
import { recallDraft, rememberDraft } from "./memory.js";
import { openMenu } from "./menu.js";
import { PALETTE, sticker } from "./stickers.js";
import { t } from "./texts.js";

const ATTACHMENTS = ["image", "video", "audio", "file", "location"];

export class Composer {
  /** `screen` is the phone: {send, attach}. */
  constructor(screen) {
    this.screen = screen;
    this.field = element("textarea", {
      rows: 1, placeholder: t("placeholder"), "aria-label": t("placeholder"), maxlength: 5000,
      oninput: () => this.typed(), onkeydown: (event) => this.key(event),
    });
    const faces = PALETTE.map((one) => this.face(one));
    this.palette = element("div", { class: "palette", hidden: true }, faces);
    this.plus = button("+", () => this.offer(), { class: "plus", "aria-label": t("attach") });
    const send = button(t("send"), () => this.submit(), { class: "main send" });
    const row = element("div", { class: "composer-row" },
      element("div", { class: "attach" }, this.plus), this.field, send);
    this.node = element("div", { class: "composer" }, this.palette, row);
  }

  /** Take up the draft of another chat. */
  enter(draft, mention) {
    this.draft = draft;
    this.mention = mention;
    this.field.value = recallDraft(draft);
    this.palette.hidden = true;
  }

  typed() {
    rememberDraft(this.draft, this.field.value);
  }

  /** Put a text where the member can change it before she sends it. */
  put(text) {
    this.field.value = text;
    this.field.focus();
    this.typed();
  }

  key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit();
  }

  async submit() {
    const text = this.field.value.trim();
    if (!text) return;
    this.put("");
    const sent = await this.screen.send({ type: "text", text });
    if (!sent && !this.field.value) this.put(text); // it did not leave: give it back
  }

  offer() {
    const pick = (kind) => [t(kind), () => this.screen.attach(kind), icon(kind)];
    const stickers = [t("stickers"), () => (this.palette.hidden = false), icon("sticker")];
    const choices = [stickers, ...ATTACHMENTS.map(pick)];
    if (this.mention) choices.push([`@${this.mention}`, () => this.callBot(), icon("mention")]);
    openMenu(this.plus, choices);
  }

  callBot() {
    this.put(`@${this.mention} ${this.field.value}`);
  }

  face({ packageId, stickerId, name }) {
    const send = () => {
      this.palette.hidden = true;
      this.screen.send({ type: "sticker", packageId, stickerId });
    };
    const properties = { type: "button", "aria-label": t(name), onclick: send };
    return element("button", properties, sticker({ packageId, stickerId }));
  }
}
