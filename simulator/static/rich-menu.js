/** The bot's menu under the chat, and the bar that opens and closes it. */

import * as api from "./api.js";
import { button, element } from "./dom.js";
import { icon } from "./icons.js";
import { pictureWithAreas } from "./picture-areas.js";
import { t } from "./texts.js";

export class RichMenu {
  constructor(screen) {
    this.screen = screen;
    this.sheet = element("div", { class: "menu-sheet" });
    this.bar = button("", () => this.toggle(), { class: "menu-bar" });
    this.node = element("div", { class: "rich-menu", hidden: true }, this.bar, this.sheet);
  }

  /** Show what the bot gives to this person, or nothing. */
  async load(userId) {
    if (userId !== this.wanted) this.chosen = undefined; // open or closed, as the menu itself says
    this.wanted = userId;
    const answer = userId ? await api.richMenu(userId).catch(() => null) : null;
    if (this.wanted === userId) this.draw(answer); // she may have changed the chat meanwhile
  }

  draw(answer) {
    this.node.hidden = !answer;
    this.sheet.replaceChildren();
    if (!answer) return;
    const { richMenu, image } = answer;
    this.bar.replaceChildren(icon("menu"), richMenu.chatBarText || t("menu"), icon("down"));
    const areas = richMenu.areas.map((area) => ({
      bounds: area.bounds,
      label: nameOf(area.action),
      press: () => this.screen.perform(area.action),
    }));
    this.sheet.append(pictureWithAreas(this.picture(image), richMenu.size, areas));
    this.open(this.chosen ?? richMenu.selected !== false);
  }

  // Without its picture the menu still works: its areas then show their names.
  picture(src) {
    const bare = () => this.sheet.classList.add("without-picture");
    this.sheet.classList.remove("without-picture");
    return element("img", { src, alt: "", onerror: bare });
  }

  toggle() {
    this.chosen = this.sheet.hidden;
    this.open(this.chosen);
  }

  open(shown) {
    this.sheet.hidden = !shown;
    this.bar.setAttribute("aria-expanded", String(shown));
  }
}

const nameOf = ({ label, text, displayText, uri }) => label ?? displayText ?? text ?? uri ?? "";
