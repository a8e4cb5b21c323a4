/** One phone: a person, one of her chats, and all she can do there. */

import { openLink, perform } from "./actions.js";
import * as api from "./api.js";
import { attach } from "./attachments.js";
import { ChatLog } from "./chat-log.js";
import { Composer } from "./composer.js";
import { attempt } from "./dialogs.js";
import { arrange, element } from "./dom.js";
import { PhoneHead } from "./phone-head.js";
import { quickReplies } from "./quick-replies.js";
import { RichMenu } from "./rich-menu.js";
import { t } from "./texts.js";
import { whole } from "./whole.js";

export class Phone {
  /** `moved` hears when the phone shows another person or chat, `touched` when it is used. */
  constructor(store, { moved, touched }) {
    Object.assign(this, { store, moved, owner: null, chat: null });
    this.head = new PhoneHead(this);
    this.log = new ChatLog(this);
    this.composer = new Composer(this);
    this.menu = new RichMenu(this);
    this.replies = element("div", { class: "quick-replies", role: "group" });
    this.replies.setAttribute("aria-label", t("quickReplies"));
    this.glass = element("div", { class: "glass" },
      this.head.bar, this.log.node, this.replies, this.composer.node, this.menu.node);
    this.node = element("section", { class: "phone" }, this.head.choice, this.glass);
    this.node.addEventListener("pointerdown", touched);
    this.node.addEventListener("focusin", touched);
    this.listen();
  }

  listen() {
    this.store.on("chat", (chat) => chat === this.chat && this.showMessages());
    this.store.on("people", () => this.refreshHead());
    this.store.on("groups", () => this.refreshHead());
    this.store.on("richmenu", (userId) => {
      if (!userId || userId === this.owner) this.menu.load(this.inGroup ? null : this.owner);
    });
    document.addEventListener("visibilitychange", () => this.read());
    new IntersectionObserver(() => this.read()).observe(this.node);
  }

  /** Show a chat: a person's own with the bot, or a group she is in. */
  show(owner, chat) {
    Object.assign(this, { owner, chat, answered: null });
    this.node.setAttribute("aria-label", t("phoneOf", { name: this.nameOf(owner) }));
    this.log.clear();
    this.refreshHead();
    this.composer.enter(`${owner} ${chat}`, this.inGroup ? this.store.bot.displayName : null);
    this.menu.load(this.inGroup ? null : owner);
    this.showMessages();
    this.moved();
  }

  /** Read everything anew, after a break. */
  refresh() {
    this.answered = null;
    this.refreshHead();
    this.menu.load(this.inGroup ? null : this.owner);
    this.showMessages();
  }

  refreshHead() {
    if (!this.owner) return;
    this.head.draw();
    this.greet();
    this.read();
  }

  showMessages() {
    const messages = this.store.messages(this.chat);
    if (!messages) return;
    this.log.show(messages, this.store.thinking(this.chat));
    this.greet();
    arrange(this.replies, quickReplies(messages, this));
    this.read();
  }

  greet() {
    const { bot } = this.store;
    const near = this.inGroup || this.store.person(this.owner)?.follows;
    const words = t(near ? "greeting" : "greetingOfStranger", { name: bot.displayName });
    this.log.greet(whole(words, bot.displayName));
  }

  /** What is on a visible screen counts as read. */
  read() {
    const unread = this.store.person(this.chat)?.unread ?? 0;
    const seen = !document.hidden && this.node.checkVisibility();
    if (unread > 0 && seen) api.markRead(this.chat).catch(() => {});
  }

  get inGroup() {
    return this.chat !== this.owner;
  }

  get botPicture() {
    return this.store.bot.pictureUrl;
  }

  get botName() {
    return this.store.bot.displayName;
  }

  nameOf(id) {
    if (id === "bot" || id === this.store.bot.userId) return this.store.bot.displayName;
    return this.store.person(id)?.displayName ?? t("somebody");
  }

  picture(url) {
    return url ? api.picture(url) : undefined;
  }

  media(id) {
    return api.media(id);
  }

  async send(message) {
    const sent = await attempt(() => api.send(this.chat, this.owner, message));
    if (sent) this.store.add(sent);
    return sent;
  }

  postback(values) {
    return attempt(() => api.postback(this.chat, { from: this.owner, ...values }));
  }

  answerQuickly(id, action) {
    if (!["uri", "clipboard", "camera", "cameraRoll", "location"].includes(action?.type)) {
      this.answered = id;
      this.showMessages();
    }
    this.perform(action);
  }

  perform(action) {
    perform(action, this);
  }

  openLink(uri) {
    openLink(uri, this);
  }

  attach(kind) {
    attach(kind, this);
  }

  compose(text) {
    this.composer.put(text);
  }

  /** A link to the account leads out of a group, into her own chat with it. */
  composeToBot(text) {
    if (this.inGroup) this.show(this.owner, this.owner);
    this.compose(text);
  }

  showRichMenu(shown) {
    this.menu.open(shown);
  }
}
