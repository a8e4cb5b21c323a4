/** Dates and times as people in Thailand read them: Bangkok's clock, Buddhist years. */

import { language, t } from "./texts.js";

const ZONE = "Asia/Bangkok";
const OFFSET = 7 * 3600 * 1000; // Bangkok has no summer time
const LOCALES = { th: "th-TH-u-ca-buddhist-nu-latn", en: "en-GB" };
const WEEKDAYS = { // browsers differ in how they shorten Thai ones
  th: ["อา.", "จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส."],
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
};

function parts(moment, options) {
  const format = new Intl.DateTimeFormat(LOCALES[language()], { timeZone: ZONE, ...options });
  return Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
}

/** A day: "พฤ. 8 ก.ค. 2564". */
export function day(moment) {
  const options = { day: "numeric", month: "short", year: "numeric" };
  const { day: number, month, year } = parts(new Date(moment), options);
  const weekday = WEEKDAYS[language()][new Date(`${wall(moment)}Z`).getUTCDay()];
  return `${weekday} ${number} ${month} ${year}`;
}

/** A time of day: "09.00". */
export function hour(moment) {
  return wall(moment).slice(11, 16).replace(":", ".");
}

/** A time of day with its seconds: "09.00.05". */
export function second(moment) {
  return wall(moment).slice(11, 19).replaceAll(":", ".");
}

/** What a clock on a wall in Bangkok shows, as ISO text without a zone. */
export function wall(moment) {
  return new Date(new Date(moment).getTime() + OFFSET).toISOString().slice(0, 19);
}

/** The ISO text of a wall time typed into a date field. */
export function fromWall(text) {
  return `${text.length === 16 ? `${text}:00` : text}+07:00`;
}

/** A length of time in its two largest units: "2 วัน 3 ชั่วโมง". */
export function span(minutes) {
  const all = Math.round(minutes);
  const hours = Math.floor(all / 60);
  const units = { days: Math.floor(hours / 24), hours: hours % 24, minutes: all % 60 };
  const told = Object.entries(units).filter(([, count]) => count > 0).slice(0, 2);
  return told.map(([unit, count]) => t(unit, { count })).join(" ");
}

/** Nine in the morning of the day after `moment`. */
export function tomorrowMorning(moment) {
  const next = new Date(moment).getTime() + 24 * 3600 * 1000;
  return `${wall(next).slice(0, 10)}T09:00:00+07:00`;
}
