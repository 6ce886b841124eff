// The entries on the tablet: how many wait and since when, and what became of each.
import { everyPieceOf, write } from "./store.js";
import { openEntry } from "./sealing.js";
import { openValue, sealValue } from "./vault.js";

const DONE_KEPT_MS = 14 * 24 * 60 * 60 * 1000;

// How many entries of anybody on this tablet the server has not safely taken, since when, their size.
export async function waiting(db) {
  const states = await Promise.all(
    ["unsent", "bytes", "stuck"].map((state) => db.getAllFromIndex("entries", "state", state)),
  );
  const rows = states.flat();
  const captures = await db.getAll("captures");
  return {
    count: rows.length + captures.length,
    oldest: [...rows, ...captures].reduce((least, row) => Math.min(least, row.at), Infinity),
    size_bytes: rows.reduce((sum, row) => sum + row.size_bytes, 0),
    stuck: states[2].length,
    officers: new Set(rows.map((row) => row.officer)),
  };
}

export async function toSend(session) {
  const rows = await session.db.getAllFromIndex("entries", "officer", session.officer.id);
  const due = rows.filter((row) => ["unsent", "bytes"].includes(row.state));
  return due
    .filter((row) => row.key === session.keyId)
    .sort((one, other) => one.counter - other.counter);
}

export function countOf(session) {
  return session.db.countFromIndex("entries", "officer", session.officer.id);
}

// Returns the officer's entries (`atMost` of them), newest first, each with its manifest and the server's answer.
export async function items(session, atMost = Infinity) {
  const rows = await session.db.getAllFromIndex("entries", "officer", session.officer.id);
  const newest = rows.sort((one, other) => other.counter - one.counter).slice(0, atMost);
  return Promise.all(newest.map((row) => item(session, row)));
}

async function item(session, row) {
  if (row.key !== session.keyId) return { row, manifest: null, answer: null };
  const { manifest } = await openEntry(session, row);
  return { row, manifest: JSON.parse(manifest), answer: await answerOf(session, row) };
}

export async function answerOf(session, row) {
  return row.answer ? openValue(session.key, row.answer, `${row.id}:answer`) : null;
}

// Keeps what the server said of an entry. With `erase`, the file goes in the same transaction.
export async function settle(session, row, { state, answer, erase = false, checked = "" }) {
  const sealed = await sealValue(session.key, answer, `${row.id}:answer`);
  await write(session.db, ["entries", "pieces"], async (store) => {
    const now = await store("entries").get(row.id);
    const erased = erase ? "due" : now.erased;
    await store("entries").put({ ...now, state, answer: sealed, erased, checked });
    if (erase) await store("pieces").delete(everyPieceOf(row.id));
  });
}

export async function changeRow(db, id, fields) {
  await write(db, ["entries"], async (store) => {
    await store("entries").put({ ...(await store("entries").get(id)), ...fields });
  });
}

// Entries whose file stays here, since no browser could check the signature of its receipt yet.
export async function unproven(session) {
  const rows = await session.db.getAllFromIndex("entries", "officer", session.officer.id);
  const kept = rows.filter((row) => row.state === "done" && holdsFile(row));
  return kept.filter((row) => row.key === session.keyId);
}

function holdsFile(row) {
  return row.size_bytes > 0 && !row.erased;
}

// Entries whose file was erased and whose erasing is not in the log yet (EV-71).
export async function erasedUnsaid(session) {
  const rows = await session.db.getAllFromIndex("entries", "officer", session.officer.id);
  return rows.filter((row) => row.erased === "due" && row.key === session.keyId);
}

// Drops what the server has had for two weeks; what is unsent has no age at which it goes, nor has a
// file whose receipt was not checked.
export async function dropOld(db, now = Date.now()) {
  const done = await db.getAllFromIndex("entries", "state", "done");
  const old = done.filter((row) => row.erased !== "due" && !holdsFile(row) && now - row.at > DONE_KEPT_MS);
  await write(db, ["entries"], async (store) => {
    for (const row of old) await store("entries").delete(row.id);
  });
}
