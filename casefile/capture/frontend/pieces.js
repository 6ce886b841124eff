// A file in the store: written in encrypted pieces while its hash is taken, and read back.
import { Sha256 } from "./sha256.js";
import { everyPieceOf, write } from "./store.js";
import { openBytes, sealBytes } from "./vault.js";

export const PIECE_BYTES = 1024 * 1024;

export class PieceWriter {
  constructor({ db, key, entry }) {
    Object.assign(this, { db, key, entry });
    this.hash = new Sha256();
    this.buffer = new Uint8Array(PIECE_BYTES);
    this.used = 0;
    this.number = 0;
    this.size = 0;
  }

  async add(bytes) {
    for (let from = 0; from < bytes.length; ) {
      const part = bytes.subarray(from, from + PIECE_BYTES - this.used);
      this.buffer.set(part, this.used);
      this.used += part.length;
      from += part.length;
      if (this.used < PIECE_BYTES) break;
      await this.flush();
      this.used = 0;
      this.number += 1;
    }
    this.hash.update(bytes);
    this.size += bytes.length;
  }

  // Puts what there is of the present piece on the disk; a fuller one takes its place later.
  async flush() {
    if (this.used === 0) return;
    const plain = this.buffer.slice(0, this.used);
    const sealed = await sealBytes(this.key, plain, `${this.entry}:${this.number}`);
    const row = { entry: this.entry, number: this.number, size: this.used, ...sealed };
    await write(this.db, ["pieces"], (store) => store("pieces").put(row));
  }

  async finish() {
    await this.flush();
    return { sha256: this.hash.hex(), size_bytes: this.size };
  }
}

export async function readPiece({ db, key, entry }, number) {
  const row = await db.get("pieces", [entry, number]);
  if (!row) throw new Error(`piece ${number} of ${entry} is not there`);
  return openBytes(key, row, `${entry}:${number}`);
}

// Returns the bytes from `start` up to `end`, from as many pieces as hold them.
export async function readRange(file, start, end) {
  const found = new Uint8Array(end - start);
  for (let at = start; at < end; ) {
    const number = Math.floor(at / PIECE_BYTES);
    const piece = await readPiece(file, number);
    const from = at - number * PIECE_BYTES;
    const part = piece.subarray(from, Math.min(piece.length, from + end - at));
    if (part.length === 0) throw new Error(`piece ${number} of ${file.entry} is short`);
    found.set(part, at - start);
    at += part.length;
  }
  return found;
}

// Takes the hash anew of what is there, as after a crash in the middle of a recording.
export async function measure({ db, key, entry }) {
  const hash = new Sha256();
  const numbers = (await db.getAllKeys("pieces", everyPieceOf(entry))).map(([, number]) => number);
  let size = 0;
  for (const number of numbers) {
    const bytes = await readPiece({ db, key, entry }, number);
    hash.update(bytes);
    size += bytes.length;
  }
  return { sha256: hash.hex(), size_bytes: size };
}
