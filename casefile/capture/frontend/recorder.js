// Records sound or film in the app: each second goes through the hash and onto the disk as it comes, so
// that a crash costs a second at most.
import { deviceTime } from "./moment.js";
import { Taking } from "./taking.js";

const TYPES = {
  audio: ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"],
  video: ["video/webm;codecs=vp9,opus", "video/webm;codecs=vp8,opus", "video/mp4", "video/webm"],
};
const WANTED = {
  audio: { audio: true },
  video: { audio: true, video: { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } } },
};
const SLICE_MS = 1000;

export function canRecord() {
  return Boolean(globalThis.MediaRecorder && navigator.mediaDevices?.getUserMedia);
}

function nameOf(kind, type) {
  const ending = { "audio/mp4": "m4a", "video/mp4": "mp4", "audio/ogg": "ogg" }[type] ?? "webm";
  return `${kind}-${deviceTime().slice(0, 19).replace(/[:T]/g, "")}.${ending}`;
}

export class Recording {
  // Raises what the browser raises when there is no microphone or camera, or it may not be used.
  static async begin(session, about) {
    const made = new Recording();
    made.stream = await navigator.mediaDevices.getUserMedia(WANTED[about.kind]);
    const mimeType = TYPES[about.kind].find((type) => MediaRecorder.isTypeSupported(type));
    made.recorder = new MediaRecorder(made.stream, mimeType ? { mimeType } : {});
    const media_type = made.recorder.mimeType.split(";")[0];
    made.taking = await Taking.begin(session, about, { name: nameOf(about.kind, media_type), media_type });
    // A full tablet ends the recording; what there is gets sealed.
    made.taking.onProblem = () => made.stop();
    made.stopped = new Promise((resolve) => made.recorder.addEventListener("stop", resolve));
    made.recorder.addEventListener("dataavailable", (event) => made.taking.add(event.data));
    made.recorder.start(SLICE_MS);
    made.began = performance.now();
    return made;
  }

  get ms() {
    return performance.now() - this.began;
  }

  stop() {
    if (this.recorder.state !== "inactive") this.recorder.stop();
  }

  // Ends and seals; returns {id, reference, isCut}. Raises NothingTaken.
  async end(body = {}) {
    this.stop();
    await this.stopped;
    for (const track of this.stream.getTracks()) track.stop();
    this.taking.say(body);
    return this.taking.end();
  }
}
