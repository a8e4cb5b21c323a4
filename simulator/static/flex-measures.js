/** The words and units in which a Flex message says sizes, spaces and colours, as CSS. */

const SPACES = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const TEXTS = {
  xxs: 11, xs: 13, sm: 14, md: 16, lg: 19, xl: 22, xxl: 29, "3xl": 35, "4xl": 48, "5xl": 74,
};
const IMAGES = {
  xxs: 40, xs: 60, sm: 80, md: 100, lg: 120, xl: 140, xxl: 160, "3xl": 180, "4xl": 200, "5xl": 220,
  full: "100%",
};
const BORDERS = { none: 0, light: 0.5, normal: 1, medium: 2, "semi-bold": 3, bold: 4 };

const NUMBER = /^-?\d+(\.\d+)?(px|%)$/;
const COLOUR = /^#([\da-f]{6}|[\da-f]{8})$/i;
const ANGLE = /^\d+(\.\d+)?deg$/;
const PERCENT = /^\d+(\.\d+)?%$/;

function measure(words, value) {
  if (typeof value === "string" && NUMBER.test(value)) return value;
  if (!Object.hasOwn(words, value)) return "";
  return typeof words[value] === "number" ? `${words[value]}px` : words[value];
}

// A value that LINE does not know measures nothing, so that CSS keeps its default.
export const space = (value) => measure(SPACES, value);
export const textSize = (value) => measure(TEXTS, value);
export const imageSize = (value) => measure(IMAGES, value);
export const borderWidth = (value) => measure(BORDERS, value);
export const colour = (value) => (COLOUR.test(value ?? "") ? value : "");

/** A width to height as CSS: "20:13" → "20 / 13". */
export function ratio(value) {
  const found = /^(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/.exec(value ?? "");
  return found ? `${found[1]} / ${found[2]}` : "1 / 1";
}

/** A background that runs from one colour into another, or nothing. */
export function gradient(background) {
  if (background?.type !== "linearGradient" || !ANGLE.test(background.angle ?? "")) return "";
  const middle = PERCENT.test(background.centerPosition ?? "") ? background.centerPosition : "50%";
  const centre = colour(background.centerColor) && `${background.centerColor} ${middle}`;
  const stops = [colour(background.startColor), centre, colour(background.endColor)];
  return `linear-gradient(${background.angle}, ${stops.filter(Boolean).join(", ")})`;
}

/** The paddings of a box. */
export function paddings(box) {
  return {
    padding: space(box.paddingAll),
    ...edge("paddingTop", box.paddingTop),
    ...edge("paddingBottom", box.paddingBottom),
    ...edge("paddingInlineStart", box.paddingStart),
    ...edge("paddingInlineEnd", box.paddingEnd),
  };
}

/** Where a component is moved to. */
export function offsets(component) {
  return {
    position: component.position === "absolute" ? "absolute" : "",
    ...edge("top", component.offsetTop),
    ...edge("bottom", component.offsetBottom),
    ...edge("insetInlineStart", component.offsetStart),
    ...edge("insetInlineEnd", component.offsetEnd),
  };
}

function edge(property, value) {
  return space(value) ? { [property]: space(value) } : {};
}
