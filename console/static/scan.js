/* Reads tickets with the camera, one after another. A browser that reads QR codes by itself sends
   what it read; for others the server reads a small picture. What cannot be sent is kept. */
"use strict";

const READ_EVERY = 200, SEND_EVERY = 600, RETRY_EVERY = 5000; // milliseconds
const GONE = 4000; // a ticket that was away for so long is scanned anew
const SIDE = 640; // dots of a picture for the server
const SHOWN = 5; // scans in the list
const ONCE_SAID = new Set(["same", "nothing"]);

const scanner = document.querySelector("[data-live]");
const parts = {};
for (const each of scanner.querySelectorAll("[data-part]")) parts[each.dataset.part] = each;
const video = parts.picture;
const ours = document.querySelector("input[name=console_form]").value;
const cupboard = `tickets ${location.pathname}`;
const kept = JSON.parse(sessionStorage.getItem(cupboard) || "[]"); // {code, at}

let stream = null, detector = null, sound = null, sending = false;
let held = "", seen = 0; // the ticket before the camera, and when it was seen last

class Over extends Error {} // signed out, or the page is too old

async function send(fields) {
  const body = new FormData();
  body.append("console_form", ours);
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const answer = await fetch(scanner.dataset.live, { method: "POST", body, redirect: "manual" });
  if (answer.type === "opaqueredirect" || (answer.status >= 400 && answer.status < 500)) throw new Over();
  if (!answer.ok) throw new Error("later");
  return answer.json();
}

function show(told) {
  parts.count.textContent = told.count;
  if (ONCE_SAID.has(told.state)) return;
  parts.told.className = `told ${told.state}`;
  parts.told.textContent = told.said;
  const row = document.createElement("li");
  row.className = told.state;
  row.textContent = told.said;
  parts.list.prepend(row);
  while (parts.list.children.length > SHOWN) parts.list.lastChild.remove();
  signal(told.state === "wrong");
}

function signal(wrong) {
  if (navigator.vibrate) navigator.vibrate(wrong ? [120, 80, 120] : 80);
  if (!sound) return;
  const tone = sound.createOscillator();
  tone.frequency.value = wrong ? 220 : 880;
  tone.connect(sound.destination);
  tone.start();
  tone.stop(sound.currentTime + (wrong ? 0.4 : 0.12));
}

function keep() { // also through a reload of this page
  sessionStorage.setItem(cupboard, JSON.stringify(kept));
  parts.waiting.textContent = kept.length;
}

async function sendKept() {
  if (sending) return;
  sending = true;
  try {
    while (kept.length) {
      const { code, at } = kept[0];
      const told = await send({ code, waited: Math.floor((Date.now() - at) / 1000) });
      kept.shift();
      keep();
      show(told);
    }
    parts.kept.hidden = true;
  } catch (error) {
    parts.kept.hidden = endsWith(error);
  } finally {
    sending = false;
  }
}

function endsWith(error) { // else the network is only lost
  const over = error instanceof Over;
  if (over && stream) stop();
  parts.over.hidden = !over;
  return over;
}

function isHeld(code) {
  const still = code === held && Date.now() - seen < GONE;
  held = code;
  seen = Date.now();
  return still;
}

async function detected() { // some telephones say that they can, and then cannot
  try {
    return await detector.detect(video);
  } catch {
    detector = null;
    return [];
  }
}

async function read() {
  const [found] = await detected();
  if (!found || isHeld(found.rawValue)) return;
  kept.push({ code: found.rawValue, at: Date.now() });
  keep();
  await sendKept();
}

function drawn() { // the middle, where the ticket is
  const side = Math.min(video.videoWidth, video.videoHeight), canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.min(side, SIDE);
  const left = (video.videoWidth - side) / 2, top = (video.videoHeight - side) / 2;
  canvas.getContext("2d").drawImage(video, left, top, side, side, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => { canvas.toBlob(done, "image/jpeg", 0.7); });
}

async function ask() {
  try {
    const told = await send({ picture: await drawn(), held: Date.now() - seen < GONE ? held : "" });
    if (told.mark) isHeld(told.mark);
    parts.lost.hidden = true;
    show(told);
  } catch (error) {
    parts.lost.hidden = endsWith(error);
  }
}

async function look() {
  if (!stream) return;
  const began = Date.now();
  if (!document.hidden && video.readyState >= video.HAVE_CURRENT_DATA) await (detector ? read() : ask());
  const rest = (detector ? READ_EVERY : SEND_EVERY) - (Date.now() - began);
  setTimeout(look, Math.max(rest, 50));
}

async function reader() {
  if (!("BarcodeDetector" in window)) return null;
  const known = await BarcodeDetector.getSupportedFormats();
  return known.includes("qr_code") ? new BarcodeDetector({ formats: ["qr_code"] }) : null;
}

function turn(on) {
  video.hidden = parts.stop.hidden = !on;
  parts.start.hidden = on;
  (on ? parts.stop : parts.start).focus();
}

async function start() {
  parts.refused.hidden = true;
  const wanted = { facingMode: "environment", width: { ideal: 1280 } };
  try {
    if (window.AudioContext && !sound) sound = new AudioContext();
    if (navigator.wakeLock) navigator.wakeLock.request("screen").catch(() => {}); // does not go dark
    detector = await reader();
    stream = await navigator.mediaDevices.getUserMedia({ video: wanted });
    video.srcObject = stream;
    await video.play();
  } catch {
    parts.refused.hidden = false;
    return stop();
  }
  turn(true);
  return look();
}

function stop() {
  for (const track of stream ? stream.getTracks() : []) track.stop();
  stream = null;
  turn(false);
}

const able = Boolean(navigator.mediaDevices && navigator.mediaDevices.getUserMedia);
parts.camera.hidden = !able;
parts.insecure.hidden = able;
parts.start.addEventListener("click", start);
parts.stop.addEventListener("click", stop);
addEventListener("online", sendKept);
setInterval(() => { if (kept.length) sendKept(); }, RETRY_EVERY);
keep();
if (kept.length) sendKept();
