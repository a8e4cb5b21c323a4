/** What the page remembers in this browser: the language, who is on which phone, unsent drafts. */

const PREFIX = "line-simulator:";

function read(storage, key, otherwise) {
  try {
    return JSON.parse(storage.getItem(PREFIX + key)) ?? otherwise;
  } catch {
    return otherwise; // storage is switched off, or another program wrote there
  }
}

function write(storage, key, value) {
  try {
    storage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // private windows may refuse; the page then merely forgets
  }
}

/** Remembered until the browser forgets. */
export const recall = (key, otherwise) => read(localStorage, key, otherwise);
export const remember = (key, value) => write(localStorage, key, value);

/** Remembered until the tab closes. */
export const recallDraft = (key) => read(sessionStorage, `draft:${key}`, "");
export const rememberDraft = (key, text) => write(sessionStorage, `draft:${key}`, text);
