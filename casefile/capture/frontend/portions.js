// Takes files in, portion by portion and one after another: hashes, encrypts, writes. It runs in a worker,
// off the page, so that the page answers the thumb while two gigabytes go by.
import { PieceWriter } from "./pieces.js";
import { openStore } from "./store.js";

export class Portions {
  // `tell` hears {type: progress, done or failed, entry, …}.
  constructor(tell) {
    Object.assign(this, { tell, writers: new Map(), store: null, turn: Promise.resolve() });
  }

  // `message` is {type: open, add or close, entry, …}.
  take(message) {
    this.turn = this.turn.then(() => this.act(message));
  }

  async act(message) {
    const { entry } = message;
    try {
      await { open: this.open, add: this.add, close: this.close }[message.type].call(this, message);
    } catch (error) {
      const size = this.writers.get(entry)?.size ?? 0;
      this.tell({ type: "failed", entry, name: error.name, message: error.message, size });
    }
  }

  async open({ entry, key }) {
    this.store ??= await openStore(() => {
      this.store = null;
    });
    this.writers.set(entry, new PieceWriter({ db: this.store, key, entry }));
  }

  // Each portion of a recording is on the disk before the next one is taken.
  async add({ entry, blob, isWhole }) {
    const writer = this.writers.get(entry);
    const reader = blob.stream().getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      await writer.add(read.value);
      this.tell({ type: "progress", entry, size: writer.size });
    }
    if (!isWhole) await writer.flush();
  }

  async close({ entry }) {
    const measured = await this.writers.get(entry).finish();
    this.writers.delete(entry);
    this.tell({ type: "done", entry, ...measured });
  }
}
