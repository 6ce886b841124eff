// Camera, microphone and files. What is chosen or recorded is hashed and encrypted as it comes.
import { button, h, say } from "../dom.js";
import { canRecord, Recording } from "../recorder.js";
import { takeFile } from "../taking.js";
import { clockWords, kindWords, size } from "../words.js";

const ACCEPT = { photo: "image/*", video: "video/*", audio: "audio/*" };

// Returns the nodes for a kind; while something is recorded, `page.leave` ends and seals it.
export function lens(page) {
  const { kind } = page.about;
  const wrong = h("p", { class: "wrong", role: "alert", hidden: true });
  const place = h("div", { class: "lens" });
  const fail = (error) => {
    console.error(error);
    wrong.textContent = error.message;
    wrong.hidden = false;
  };
  const isRecorded = ["audio", "video"].includes(kind) && canRecord();
  const choose = chooser(page, fail, isRecorded ? "take" : "main");
  if (isRecorded) place.append(starter(page, place, fail));
  place.append(choose);
  const form = kind === "exhibit" ? null : h("form", { novalidate: true }, page.fields.node);
  form?.addEventListener("submit", (event) => event.preventDefault());
  return [form, wrong, place].filter(Boolean);
}

const CHOOSE = {
  photo: "Take a photo",
  video: "Use the camera's own app",
  audio: "Choose a recording",
  document: "Choose a file",
  exhibit: "Photo or file",
};

function chooser(page, fail, look) {
  const { tablet, about, fields, done } = page;
  const isLens = ["photo", "video"].includes(about.kind);
  const capture = isLens ? "environment" : undefined;
  const box = h("input", { type: "file", id: "file", class: "file", accept: ACCEPT[about.kind], capture });
  const progress = h("progress", { max: 100, value: 0, hidden: true, "aria-label": "Sealing" });
  box.addEventListener("change", async () => {
    const [chosen] = box.files;
    if (!chosen) return;
    progress.hidden = false;
    say(`Sealing ${size(chosen.size)}…`);
    const entry = { kind: about.kind, case: about.case, body: fields.values() };
    const show = (bytes) => {
      progress.value = chosen.size ? (100 * bytes) / chosen.size : 100;
    };
    try {
      await done(await takeFile(tablet.session, entry, chosen, show));
    } catch (error) {
      progress.hidden = true;
      box.value = "";
      fail(error);
    }
  });
  return h("div", { class: "field" }, h("label", { for: "file", class: look }, CHOOSE[about.kind]), box, progress);
}

function starter(page, place, fail) {
  const { tablet, about, fields } = page;
  const words = about.kind === "audio" ? "Record sound" : "Record film";
  return button(
    words,
    async () => {
      try {
        const entry = { kind: about.kind, case: about.case, body: fields.values() };
        const recording = await Recording.begin(tablet.session, entry);
        running(page, place, recording, fail);
      } catch (error) {
        const isShut = ["NotAllowedError", "NotFoundError"].includes(error.name);
        fail(isShut ? new Error("The tablet does not give its camera or microphone to this app.") : error);
      }
    },
    { class: "main record", id: "record" },
  );
}

// While it runs: the picture, the time, one big button to stop. Leaving the page seals it too.
function running(page, place, recording, fail) {
  const before = [...place.children];
  const time = h("span", { class: "time" }, "0:00");
  const ticking = setInterval(() => {
    time.textContent = clockWords(recording.ms);
  }, 500);
  const end = async () => {
    page.leave = null;
    clearInterval(ticking);
    say("Sealing…");
    try {
      const result = await recording.end(page.fields.values());
      await page.done(result);
    } catch (error) {
      place.replaceChildren(...before);
      fail(error);
    }
  };
  recording.recorder.addEventListener("stop", () => page.leave && end());
  page.leave = end;
  const stop = button("Stop and seal", () => recording.stop(), { class: "main record", id: "stop" });
  const nodes = [h("p", { class: "recording" }, `${kindWords(page.about.kind)} runs: `, time), stop];
  if (page.about.kind === "video") nodes.unshift(preview(recording.stream));
  place.replaceChildren(...nodes);
  stop.focus();
  say("Recording");
}

function preview(stream) {
  const film = h("video", { muted: true, playsinline: true, autoplay: true, srcObject: stream });
  film.muted = true;
  return film;
}
