// Takes a file in while it is recorded or as it was chosen: hashed and encrypted by the worker as it
// comes, then sealed. What was cut by a crash, or by a full tablet, is sealed as far as it got.
import { alone } from "./alone.js";
import { makeRoom, withRoom } from "./space.js";
import { moment } from "./moment.js";
import { measure } from "./pieces.js";
import { position } from "./position.js";
import { seal } from "./sealing.js";
import { wellFormed } from "./bytes.js";
import { write } from "./store.js";
import { openValue, sealValue } from "./vault.js";

export class NothingTaken extends Error {}

export class Taking {
  // `about` is {kind, case, body}; the moment is that of the start.
  static async begin(session, about, file) {
    const taking = new Taking();
    Object.assign(taking, { session, entry: crypto.randomUUID(), size: 0, problem: null });
    taking.about = { ...about, moment: moment(), ...file };
    taking.where = position();
    taking.hasWorker = new Promise((resolve) => {
      taking.resolve = resolve;
    });
    await taking.hold();
    const sealed = await sealValue(session.key, taking.about, `${taking.entry}:capture`);
    const { officer, keyId: key } = session;
    const row = { id: taking.entry, officer: officer.id, key, at: Date.now(), ...sealed };
    const keep = () => write(session.db, ["captures"], (store) => store("captures").put(row));
    await withRoom(session.db, keep);
    session.hasher.addEventListener("message", (taking.listen = (event) => taking.hear(event.data)));
    session.hasher.postMessage({ type: "open", entry: taking.entry, key: session.key });
    return taking;
  }

  // Another tab that is unlocked meanwhile must not take this recording for one that was cut off.
  hold() {
    return new Promise((held) => {
      const over = new Promise((resolve) => {
        this.release = resolve;
      });
      alone(`take-${this.entry}`, () => {
        held();
        return over;
      });
    });
  }

  hear(message) {
    if (message.entry !== this.entry) return;
    if (message.size !== undefined) this.size = message.size;
    if (message.type === "failed") this.problem ??= message;
    if (message.type === "failed") this.onProblem?.(message);
    if (message.type === "progress") this.onProgress?.(message.size);
    if (message.type !== "progress") this.resolve(message);
  }

  add(blob, { isWhole = false } = {}) {
    this.session.hasher.postMessage({ type: "add", entry: this.entry, blob, isWhole });
  }

  // Words given while the recording ran.
  say(body) {
    this.about.body = { ...this.about.body, ...body };
  }

  // Seals what was taken; returns {id, reference, isCut}. Raises NothingTaken for an empty file.
  async end() {
    try {
      return await this.sealed();
    } finally {
      this.release();
    }
  }

  async sealed() {
    this.session.hasher.postMessage({ type: "close", entry: this.entry });
    const told = await this.hasWorker;
    this.session.hasher.removeEventListener("message", this.listen);
    const isCut = told.type === "failed" || this.problem !== null;
    if (isCut) await makeRoom(this.session.db);
    const { db, key } = this.session;
    const measured = isCut ? await measure({ db, key, entry: this.entry }) : told;
    const about = isCut ? cutOff(this.about) : this.about;
    const done = await finish(this.session, this.entry, about, measured, await this.where);
    return { ...done, isCut };
  }
}

// What is not whole says so wherever it goes, by its name.
function cutOff(about) {
  return { ...about, name: `cut-off-${about.name}` };
}

async function finish(session, id, about, measured, where) {
  const { sha256, size_bytes } = measured;
  // A file that was chosen may be empty, and is what it is; a recording without a byte is none.
  if (size_bytes === 0 && !about.isChosen) {
    await write(session.db, ["captures"], (store) => store("captures").delete(id));
    throw new NothingTaken("There was nothing in it: no picture or sound was taken.");
  }
  const { name, media_type, isChosen, ...entry } = about;
  const file = { sha256, size_bytes, media_type, name };
  return seal(session, { ...entry, id, position: where, file });
}

export async function takeFile(session, about, chosen, onProgress) {
  const media_type = chosen.type || "application/octet-stream";
  const taking = await Taking.begin(session, about, { name: wellFormed(chosen.name), media_type, isChosen: true });
  taking.onProgress = onProgress;
  taking.add(chosen, { isWhole: true });
  return taking.end();
}

// Seals recordings of this officer that a crash cut off; returns how many. Not those that another tab
// is taking at this moment, which `isBusy` knows.
export async function recover(session, isBusy = async () => false) {
  const rows = await session.db.getAll("captures");
  let found = 0;
  for (const row of rows) {
    if (row.key !== session.keyId || (await isBusy(row.id))) continue;
    const { db, key } = session;
    const about = await openValue(key, row, `${row.id}:capture`);
    const measured = await measure({ db, key, entry: row.id });
    await finish(session, row.id, cutOff(about), measured, null).then(
      () => (found += 1),
      (error) => {
        if (!(error instanceof NothingTaken)) throw error;
      },
    );
  }
  return found;
}
