// Records an answer in the browser: listen to it, delete it, or send it along. Without a microphone,
// a recorder or scripts nothing of this shows, and the answer can be written.
import { Sending } from "./sending.js";

const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const LONGEST_MS = 20 * 60 * 1000;
const box = document.querySelector("[data-voice]");
const words = box ? JSON.parse(box.dataset.words) : {};
const parts = {};
let recorder = null;
let sending = null;
let isBusy = false;
let began = 0;
let ticking = 0;

function show(...names) {
  for (const name of ["record", "stop", "player", "delete"]) parts[name].hidden = !names.includes(name);
}

function say(text) {
  parts.status.textContent = text;
}

function clock(ms) {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function tick() {
  parts.time.textContent = clock(Date.now() - began);
  if (Date.now() - began > LONGEST_MS) recorder.stop();
}

async function record() {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    return say(words.no_microphone);
  }
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
  recorder = new MediaRecorder(stream, mimeType ? { mimeType } : {});
  const chunks = [];
  recorder.addEventListener("dataavailable", (event) => chunks.push(event.data));
  recorder.addEventListener("stop", () => recorded(stream, chunks));
  recorder.start(1000);
  began = Date.now();
  ticking = setInterval(tick, 500);
  isBusy = true;
  show("stop");
  parts.stop.focus();
  say(words.recording);
}

function recorded(stream, chunks) {
  clearInterval(ticking);
  stream.getTracks().forEach((track) => track.stop());
  const sound = new Blob(chunks, { type: recorder.mimeType });
  parts.player.src = URL.createObjectURL(sound);
  show("player", "delete");
  parts.delete.focus();
  const kind = recorder.mimeType.includes("mp4") ? "m4a" : recorder.mimeType.includes("ogg") ? "ogg" : "webm";
  const about = {
    for: box.dataset.for,
    question: box.dataset.voice,
    filename: `${words.file_name} ${clock(Date.now() - began).replace(":", "-")}.${kind}`,
  };
  sending = new Sending(sound, about, heard);
}

function heard(state, detail) {
  isBusy = state === "sending" || state === "waiting";
  if (state === "sending") say(`${words.sending} ${Math.floor(detail * 100)}%`);
  else say(state === "refused" ? words[detail] ?? words.other : words[state]);
}

async function remove() {
  await sending?.remove();
  isBusy = false;
  URL.revokeObjectURL(parts.player.src);
  parts.player.removeAttribute("src");
  parts.time.textContent = "";
  show("record");
  parts.record.focus();
  say(words.removed);
}

function leave(event) {
  if (!isBusy) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  say(words.still);
}

if (box && navigator.mediaDevices?.getUserMedia && window.MediaRecorder) {
  for (const part of box.querySelectorAll("[data-part]")) parts[part.dataset.part] = part;
  parts.record.addEventListener("click", record);
  parts.stop.addEventListener("click", () => recorder.stop());
  parts.delete.addEventListener("click", remove);
  document.querySelector("form[data-answers]").addEventListener("submit", leave, true);
  box.hidden = false;
}
