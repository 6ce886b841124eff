// Keys, the passphrase, and the export file.
import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { test } from "node:test";
import { fromBase64, text } from "../../casefile/capture/frontend/bytes.js";
import { addOfficer, unlock } from "../../casefile/capture/frontend/device.js";
import { exportUnsent } from "../../casefile/capture/frontend/exporting.js";
import { PieceWriter } from "../../casefile/capture/frontend/pieces.js";
import { keepRecord, readRecord } from "../../casefile/capture/frontend/records.js";
import { seal } from "../../casefile/capture/frontend/sealing.js";
import { openBytes, WrongPassphrase } from "../../casefile/capture/frontend/vault.js";
import { CASE, OFFICER, recoveryKey, recoveryPrivate, tablet } from "./tablet.mjs";

test("EV-72: nothing that was kept can be read without the passphrase", async () => {
  const session = await tablet();
  await keepRecord(session, "pack", CASE, { people: [{ name: "Amina Yusuf" }] });

  await assert.rejects(unlock(session.db, OFFICER.id, "harbour at dawn"), WrongPassphrase);
  const again = await unlock(session.db, OFFICER.id, "harbour at dusk");

  assert.equal((await readRecord(again, "pack", CASE)).people[0].name, "Amina Yusuf");
  const raw = await session.db.get("records", [OFFICER.id, "pack", CASE]);
  assert.ok(!text(new Uint8Array(raw.bytes)).includes("Amina"));
});

test("neither the device's key nor a data key can be taken out of the browser", async () => {
  const session = await tablet();
  const { privateKey } = await session.db.get("meta", "device");

  assert.equal(privateKey.extractable, false);
  assert.equal(session.key.extractable, false);
});

// Reads an export file as the server does, with its recovery key.
async function read(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  assert.equal(text(bytes.subarray(0, 6)), "CFXP1\n");
  const frames = [];
  for (let at = 6; at < bytes.length; ) {
    const length = new DataView(bytes.buffer).getUint32(at);
    const about = JSON.parse(text(bytes.subarray(at + 4, at + 4 + length)));
    at += 4 + length + about.size;
    frames.push({ about, bytes: bytes.subarray(at - about.size, at) });
  }
  return frames;
}

async function keyOf({ about }) {
  const wrapped = fromBase64(about.wrapped_key);
  const aes = { name: "AES-GCM", length: 256 };
  return webcrypto.subtle.unwrapKey("raw", wrapped, recoveryPrivate, { name: "RSA-OAEP" }, aes, true, ["decrypt"]);
}

test("EV-67: what is unsent goes into a file that the server's key opens, byte by byte", async () => {
  const session = await tablet();
  const film = crypto.getRandomValues(new Uint8Array(60_000));
  const writer = new PieceWriter({ db: session.db, key: session.key, entry: "e1" });
  await writer.add(film);
  const file = { ...(await writer.finish()), media_type: "video/webm", name: "door.webm" };
  await seal(session, { id: "e1", kind: "video", case: CASE, file });

  const [{ blob }] = await exportUnsent(session.db, await session.db.get("meta", "device"));
  const [first, entry, piece, last] = await read(blob);

  assert.deepEqual([first, entry, piece, last].map((each) => each.about.type), ["device", "entry", "piece", "end"]);
  assert.equal(first.about.officer, OFFICER.id);
  const key = await keyOf(first);
  const open = ({ about, bytes }, bound) => openBytes(key, { iv: fromBase64(about.iv), bytes }, bound);
  assert.equal(JSON.parse(JSON.parse(text(await open(entry, "e1:entry"))).manifest).id, "e1");
  assert.deepEqual(await open(piece, "e1:0"), film);
  assert.equal(last.about.entries, 1);
});

test("a forgotten passphrase loses no evidence: what it sealed is still exported", async () => {
  const session = await tablet();
  await seal(session, { id: "e1", kind: "note", case: CASE, body: { text: "Old" } });
  const passphrase = "a new one for me";
  const next = await addOfficer(session.db, { user: OFFICER, passphrase, recoveryKey, rounds: 10 });
  await seal(Object.assign(next, { release: "0.1.0" }), { id: "e2", kind: "note", case: CASE });

  const files = await exportUnsent(session.db, await session.db.get("meta", "device"));
  const frames = await Promise.all(files.map(({ blob }) => read(blob)));

  assert.deepEqual(frames.map((found) => found[1].about.id).sort(), ["e1", "e2"]);
});

test("a file of what is unsent is named by the day on the tablet's clock", async (t) => {
  const session = await tablet();
  await seal(session, { id: "e1", kind: "note", case: CASE });
  process.env.TZ = "Europe/London";
  t.mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-07-14T23:30:00Z") });

  const [{ name }] = await exportUnsent(session.db, await session.db.get("meta", "device"));

  assert.match(name, /^tablet-2026-07-15-/);
});
