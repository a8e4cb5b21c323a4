/** Gives a Flex component its place in the box around it: share, gap, offset. */

import { offsets, space } from "./flex-measures.js";

const SHARING = ["box", "text", "button", "image", "filler", "video"];

/** `around` is the box that holds it: {layout, spacing, first}. */
export function place(node, component, around) {
  Object.assign(node.style, { flex: share(component, around), ...offsets(component) });
  const gap = space(component.margin ?? (around.first ? "none" : around.spacing));
  if (component.position !== "absolute" && gap) {
    node.style[around.layout === "vertical" ? "marginTop" : "marginInlineStart"] = gap;
  }
  return node;
}

// Side by side, components share the width; one above the other, they keep their height.
function share(component, { layout }) {
  if (!SHARING.includes(component.type)) return "none";
  const parts = component.flex ?? (layout === "vertical" ? 0 : 1);
  if (layout === "vertical") return parts > 0 ? `${parts} 0 auto` : "none";
  if (component.width) return "none";
  return parts > 0 ? `${parts} 1 0` : "0 1 auto";
}
