// Sealing: hash, signature, counter and chain of what the officer takes.
import assert from "node:assert/strict";
import { createHash, webcrypto } from "node:crypto";
import { test } from "node:test";
import { fromBase64, utf8 } from "../../casefile/capture/frontend/bytes.js";
import { items } from "../../casefile/capture/frontend/outbox.js";
import { measure, PieceWriter, readRange } from "../../casefile/capture/frontend/pieces.js";
import { openEntry, seal } from "../../casefile/capture/frontend/sealing.js";
import { Sha256 } from "../../casefile/capture/frontend/sha256.js";
import { CASE, tablet } from "./tablet.mjs";

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

function noise(length) {
  return Uint8Array.from({ length }, (_, i) => (i * 7919 + (i >> 8) * 31) & 255);
}

test("the hash is that of every other program, however the bytes come in", () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000, 100_003]) {
    const bytes = noise(length);
    const hash = new Sha256();
    for (let at = 0, step = 1; at < length; at += step, step = (step * 5) % 997) {
      hash.update(bytes.subarray(at, at + step));
    }
    assert.equal(hash.hex(), sha256(bytes), `${length} bytes`);
  }
});

test("EV-25: a file is hashed while it is written in encrypted pieces", async () => {
  const { db, key } = await tablet();
  const bytes = noise(2 * 1024 * 1024 + 12_345);
  const writer = new PieceWriter({ db, key, entry: "film" });

  for (let at = 0; at < bytes.length; at += 300_000) await writer.add(bytes.subarray(at, at + 300_000));
  const measured = await writer.finish();

  assert.deepEqual(measured, { sha256: sha256(bytes), size_bytes: bytes.length });
  const part = await readRange({ db, key, entry: "film" }, 1_000_000, 2_100_000);
  assert.equal(sha256(part), sha256(bytes.subarray(1_000_000, 2_100_000)));
  const stored = await db.getAll("pieces");
  assert.equal(stored.length, 3);
  assert.ok(!Buffer.from(stored[0].bytes).includes(Buffer.from(bytes.subarray(0, 64))));
});

test("a recording that a crash cut off is there as far as it was flushed", async () => {
  const { db, key } = await tablet();
  const bytes = noise(1024 * 1024 + 500);
  const writer = new PieceWriter({ db, key, entry: "film" });

  await writer.add(bytes.subarray(0, 1024 * 1024 + 300));
  await writer.flush();
  await writer.add(bytes.subarray(1024 * 1024 + 300)); // never flushed: the battery died

  const found = await measure({ db, key, entry: "film" });
  assert.equal(found.sha256, sha256(bytes.subarray(0, 1024 * 1024 + 300)));
});

test("EV-67: every entry is signed by the device's key over exactly its text", async () => {
  const session = await tablet();
  const { id } = await seal(session, { kind: "note", case: CASE, body: { text: "Door open" } });

  const { manifest, signature } = await openEntry(session, await session.db.get("entries", id));

  const { jwk } = await session.db.get("meta", "device");
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const key = await webcrypto.subtle.importKey("jwk", jwk, curve, true, ["verify"]);
  const verify = (text) =>
    webcrypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, fromBase64(signature), utf8(text));
  assert.ok(await verify(`casefile capture v1\n${manifest}`));
  assert.ok(!(await verify(`casefile capture v1\n${manifest.replace("open", "shut")}`)));
});

test("EV-68: counters have no gap, and each entry names the one before it", async () => {
  const session = await tablet();
  const notes = Array.from({ length: 8 }, (_, i) => ({ kind: "note", case: CASE, body: { text: `${i}` } }));

  await Promise.all(notes.map((note) => seal(session, note)));

  const rows = await session.db.getAllFromIndex("entries", "counter");
  const texts = await Promise.all(rows.map(async (row) => (await openEntry(session, row)).manifest));
  const said = texts.map((text) => JSON.parse(text));
  assert.deepEqual(said.map((each) => each.counter), [1, 2, 3, 4, 5, 6, 7, 8]);
  assert.deepEqual(said.map((each) => each.previous), ["", ...texts.slice(0, -1).map(sha256)]);
  assert.ok(said.every((each) => each.boot === said[0].boot && Number.isInteger(each.monotonic_ms)));
  assert.match(said[0].device_time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/);
});

test("EV-24: what is marked as not used is a further entry, and nothing is deleted", async () => {
  const session = await tablet();
  const { id } = await seal(session, { kind: "note", case: CASE, body: { text: "Wrong door" } });

  await seal(session, { kind: "not_used", case: CASE, body: { entry: id, reason: "Wrong door" } });

  const kept = await items(session);
  assert.deepEqual(kept.map((each) => each.manifest.kind), ["not_used", "note"]);
});
