// Lets the browser make or show a passkey; what it signed goes with the page's own form.
"use strict";

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const known = (all) => all.map((each) => ({ ...each, id: bytes(each.id) }));

async function options(form) {
  const answer = await fetch(form.dataset.options, { method: "POST", body: new FormData(form) });
  if (!answer.ok) throw new Error(answer.statusText);
  const told = await answer.json();
  return { ...told, challenge: bytes(told.challenge) };
}

async function make(form) {
  const told = await options(form);
  const publicKey = {
    ...told,
    user: { ...told.user, id: bytes(told.user.id) },
    excludeCredentials: known(told.excludeCredentials),
  };
  const made = await navigator.credentials.create({ publicKey });
  return sent(made, { attestationObject: text(made.response.attestationObject) });
}

async function show(form) {
  const told = await options(form);
  const publicKey = { ...told, allowCredentials: known(told.allowCredentials) };
  const shown = await navigator.credentials.get({ publicKey });
  return sent(shown, {
    authenticatorData: text(shown.response.authenticatorData),
    signature: text(shown.response.signature),
  });
}

function sent(credential, more) {
  const clientDataJSON = text(credential.response.clientDataJSON);
  const { id, type } = credential;
  return JSON.stringify({ id, rawId: text(credential.rawId), type, response: { clientDataJSON, ...more } });
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      form.elements.credential.value = await { make, show }[form.dataset.passkey](form);
      form.submit();
    } catch {
      form.querySelector("[role=alert]").hidden = false; // she said no, or has none here
    }
  });
}
