/* Keeps forms while somebody types: she finds them again after the idle limit or without network.
   Forms work without this; it only asks the server to keep what is not sent yet. */
"use strict";

const PAUSE = 1500; // milliseconds after the last key

for (const form of document.querySelectorAll("form[data-drafts]")) watch(form);

function watch(form) {
  const says = form.querySelector("[data-says]");
  let timer = 0, typed = false, asking = new AbortController();

  const body = () => {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string") fields.append(name, value);
    }
    return fields;
  };

  const say = (words) => { says.textContent = words; };

  async function keep() {
    clearTimeout(timer);
    asking = new AbortController();
    try {
      const { signal } = asking;
      const answer = await fetch(form.dataset.drafts, { method: "POST", body: body(), signal });
      if (answer.redirected) return say(form.dataset.over);
      if (!answer.ok) return say(form.dataset.lost);
      typed = false;
      say(form.dataset.kept);
      await preview();
    } catch (error) {
      if (error.name === "AbortError") return;
      say(form.dataset.lost);
      timer = setTimeout(keep, 5 * PAUSE); // until the network is back
    }
  }

  async function preview() { // the page as it would open now shows what is typed
    const shown = document.querySelector(".phone");
    if (!shown) return;
    const page = await fetch(location.href);
    const parsed = new DOMParser().parseFromString(await page.text(), "text/html");
    shown.replaceChildren(...parsed.querySelectorAll(".phone > *"));
  }

  form.addEventListener("input", () => {
    typed = true;
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });

  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    asking.abort(); // what is sent now must not come back as a draft
    if (navigator.onLine) { typed = false; return; }
    event.preventDefault(); // the browser would show its own page, and lose this one
    say(form.dataset.lost);
  });

  addEventListener("online", () => { if (typed) keep(); });
  addEventListener("pagehide", () => {
    if (typed) navigator.sendBeacon(form.dataset.drafts, body());
  });
}
