/** Lays pressable areas over a picture, as imagemaps and rich menus do. */

import { button, element } from "./dom.js";

/** `areas` are {bounds: {x, y, width, height}, label, press}, measured in `size`. */
export function pictureWithAreas(picture, size, areas) {
  const style = { aspectRatio: `${size.width} / ${size.height}` };
  return element("div", { class: "areas", style }, picture, areas.map((area) => spot(area, size)));
}

function spot({ bounds, label, press }, size) {
  const part = (length, whole) => `${(100 * length) / whole}%`;
  return button(label, press, {
    class: "area",
    style: {
      left: part(bounds.x, size.width),
      top: part(bounds.y, size.height),
      width: part(bounds.width, size.width),
      height: part(bounds.height, size.height),
    },
  });
}
