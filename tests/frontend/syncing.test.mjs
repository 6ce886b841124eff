// Sync: each item arrives once and in order whatever is cut, and nothing is erased without a receipt.
import assert from "node:assert/strict";
import { createHash, webcrypto } from "node:crypto";
import { test } from "node:test";
import { Api } from "../../casefile/capture/frontend/api.js";
import { forgetCases, isTooLongAlone } from "../../casefile/capture/frontend/cases.js";
import { numbersLeft } from "../../casefile/capture/frontend/leases.js";
import { dropOld, items, waiting } from "../../casefile/capture/frontend/outbox.js";
import { PieceWriter, readRange } from "../../casefile/capture/frontend/pieces.js";
import { openEntry, seal } from "../../casefile/capture/frontend/sealing.js";
import { sync } from "../../casefile/capture/frontend/syncing.js";
import { receiptOf, Server } from "./server.mjs";
import { CASE, tablet } from "./tablet.mjs";

const FILM = Buffer.alloc(90_000, "film");

async function ready() {
  const session = await tablet();
  const server = new Server();
  const api = new Api({ device: "d", fetch: server.fetch });
  const sendFile = async (file, { keep }) => {
    await keep("/api/v1/uploads/u1/");
    if (server.cutBefore("upload")) throw Object.assign(new Error("cut"), { originalRequest: {} });
    server.files.set(file.entry, await readRange(file, 0, file.size_bytes));
    return "u1";
  };
  const run = () => sync(session, api, { sendFile, wantsCases: true });
  return { session, server, run };
}

async function film(session) {
  const id = crypto.randomUUID();
  const writer = new PieceWriter({ db: session.db, key: session.key, entry: id });
  await writer.add(FILM);
  const file = { ...(await writer.finish()), media_type: "video/webm", name: "door.webm" };
  return seal(session, { id, kind: "video", case: CASE, file });
}

const note = (session, text) => seal(session, { kind: "note", case: CASE, body: { text } });

test("what was taken arrives once, in order, byte-equal, and the file is erased after its receipt", async () => {
  const { session, server, run } = await ready();
  const taken = [await note(session, "one"), await film(session), await note(session, "two")];

  const ended = await run();

  assert.equal(ended.state, "done");
  assert.deepEqual(server.order.slice(0, 3), taken.map((each) => each.id));
  assert.ok(FILM.equals(server.files.get(taken[1].id)));
  assert.equal(await session.db.count("pieces"), 0);
  assert.equal((await waiting(session.db)).count, 0);
});

test("EV-71: erasing is logged with the hash, and says how the receipt was checked", async () => {
  const { session, server, run } = await ready();
  const { id } = await film(session);

  await run();

  const said = [...server.entries.values()].map(JSON.parse).find((each) => each.kind === "erased");
  const sha256 = createHash("sha256").update(FILM).digest("hex");
  assert.deepEqual(said.body, { entry: id, sha256, checked: "signature" });
});

test("EV-69: a cut before or after any call loses nothing and doubles nothing", async () => {
  const places = ["session/", "contact/", "entries/", "upload", "files/", "items/", "cases/", "leases/"];
  for (const place of places) {
    for (const side of ["cutBefore", "cutAfter"]) {
      const { session, server, run } = await ready();
      await note(session, "one");
      await film(session);
      let isCut = false;
      server[side] = (path) => path.startsWith(place) && !isCut && (isCut = true);

      const first = await run();
      const second = await run();

      assert.ok(first.state === "offline" || !isCut, `${side} ${place}`);
      assert.equal(second.state, "done", `${side} ${place}`);
      const kinds = [...server.entries.values()].map((text) => JSON.parse(text).kind);
      assert.deepEqual(kinds, ["note", "video", "erased"], `${side} ${place}`);
      assert.equal((await waiting(session.db)).count, 0);
    }
  }
});

test("EV-71: a file stays when the receipt is forged, or names another hash", async () => {
  const { privateKey } = await webcrypto.subtle.generateKey("Ed25519", true, ["sign"]);
  for (const change of [{ by: privateKey }, { fields: { sha256: "0".repeat(64) } }, { fields: { size_bytes: 7 } }]) {
    const { session, server, run } = await ready();
    const { id } = await film(session);
    server.answerFor = () => ({ outcome: "waiting", receipt: null });
    server.post_files = async () => {
      const manifest = server.entries.get(id);
      const { file } = JSON.parse(manifest);
      const manifest_sha256 = createHash("sha256").update(manifest).digest("hex");
      const { sha256, size_bytes } = file;
      const fields = { entry: id, manifest_sha256, sha256, size_bytes, ...change.fields };
      return { id, outcome: "accepted", flags: [], receipt: await receiptOf(fields, change.by) };
    };

    await run();

    assert.equal(await session.db.count("pieces"), 1);
    assert.equal((await waiting(session.db)).count, 1);
  }
});

test("EV-71: a browser that cannot check signatures keeps the file until one can", async () => {
  const { session, server, run } = await ready();
  const { id } = await film(session);
  const known = server.get_session;
  server.get_session = () => ({ ...known.call(server), receipt_key: { id: "x", jwk: { kty: "OKP", crv: "none" } } });

  await run();
  await dropOld(session.db, Date.now() + 15 * 24 * 3600 * 1000);

  const kept = await session.db.get("entries", id);
  assert.deepEqual([kept.state, kept.checked, kept.erased], ["done", "hash", undefined]);
  assert.equal(await session.db.count("pieces"), 1);
  server.get_session = known;
  await run();
  assert.equal(await session.db.count("pieces"), 0);
  assert.equal((await session.db.get("entries", id)).erased, "said");
});

test("what the server sets apart stays on the tablet and is not sent again by itself", async () => {
  const { session, server, run } = await ready();
  const { id } = await film(session);
  server.answerFor = () => ({ outcome: "quarantined", code: "bad_signature", receipt: null });

  await run();
  const before = server.calls.length;
  await run();

  assert.equal((await session.db.get("entries", id)).state, "stuck");
  assert.ok(!server.calls.slice(before).includes("POST entries/"));
  assert.equal((await waiting(session.db)).stuck, 1);
});

test("F39: a conflict is in the server's hands, and the officer is told", async () => {
  const { session, server, run } = await ready();
  await note(session, "one");
  server.answerFor = () => ({ outcome: "conflict", code: "changed_elsewhere", message: "Both are kept." });

  await run();

  const [item] = await items(session);
  assert.equal(item.row.state, "done");
  assert.equal(item.answer.message, "Both are kept.");
});

test("EV-72: nothing of what is unsent goes when the device is revoked", async () => {
  const { session, server, run } = await ready();
  await film(session);
  server.post_contact = () =>
    new Response(JSON.stringify({ code: "device_revoked", title: "Revoked" }), { status: 403 });

  assert.equal((await run()).state, "revoked");
  assert.equal((await waiting(session.db)).count, 1);
  assert.equal(await session.db.count("pieces"), 1);
});

test("nothing is sent in the name of somebody else who is signed in at the server", async () => {
  const { session, server, run } = await ready();
  await note(session, "one");
  server.user = { id: "somebody", name: "Ian Blake" };

  assert.deepEqual(await run(), { state: "other_officer", name: "Ian Blake" });
  assert.equal(server.entries.size, 0);
});

test("EV-14: references come at once from a leased block, each once, and none is made up without one", async () => {
  const { session, server, run } = await ready();
  const exhibit = () => seal(session, { kind: "exhibit", case: CASE, body: { description: "Knife" } });
  const without = await exhibit();
  await run();

  const given = await Promise.all(Array.from({ length: 21 }, exhibit));
  const more = await numbersLeft(session, CASE);

  assert.equal(without.reference, "");
  const wanted = Array.from({ length: 20 }, (_, i) => `JH/${i + 1}`);
  assert.deepEqual(given.map((each) => each.reference), [...wanted, ""]);
  assert.equal(more, 0);
  await run();
  assert.equal(await numbersLeft(session, CASE), 20);
  assert.equal(server.leases.size, 2);
});

test("a case that is not the officer's any more goes from the tablet, its evidence does not", async () => {
  const { session, server, run } = await ready();
  await run();
  assert.ok(await session.db.get("records", [session.officer.id, "pack", CASE]));
  const { id } = await note(session, "one");

  server.cases = [];
  await run();

  assert.equal(await session.db.get("records", [session.officer.id, "pack", CASE]), undefined);
  assert.ok((await openEntry(session, await session.db.get("entries", id))).manifest.includes("one"));
});

test("a part of the server that fails keeps no other part from its turn", async () => {
  const { session, server, run } = await ready();
  await note(session, "one");
  server.get_items = () => new Response("", { status: 500 });

  assert.equal((await run()).state, "trouble");
  assert.equal((await waiting(session.db)).count, 0);
  assert.ok(await session.db.get("records", [session.officer.id, "pack", CASE]));
});

test("F41, EV-72: what was lent goes after two weeks without contact, what was taken stays", async () => {
  const { session, run } = await ready();
  await run();
  await note(session, "one");
  const device = await session.db.get("meta", "device");
  const days = (count) => device.contactAt + count * 24 * 3600 * 1000;

  await forgetCases(session);

  assert.deepEqual([isTooLongAlone(device, days(13)), isTooLongAlone(device, days(15))], [false, true]);
  assert.equal(await session.db.get("records", [session.officer.id, "pack", CASE]), undefined);
  assert.equal((await waiting(session.db)).count, 1);
});
