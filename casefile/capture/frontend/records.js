// What is kept of the cases, encrypted: packs, lists, drafts and leases, by officer, kind and id.
import { everyRecordOf, write } from "./store.js";
import { openValue, sealValue } from "./vault.js";

function about(session, kind, id) {
  return `${session.officer.id}:${kind}:${id}`;
}

// Returns the row to put into `records`, for who writes it together with something else.
export async function sealedRecord(session, kind, id, value) {
  const sealed = await sealValue(session.key, value, about(session, kind, id));
  return { officer: session.officer.id, kind, id, key: session.keyId, ...sealed };
}

export async function keepRecord(session, kind, id, value) {
  const row = await sealedRecord(session, kind, id, value);
  await write(session.db, ["records"], (store) => store("records").put(row));
}

// Returns null also for what an earlier passphrase sealed: packs are fetched again.
async function opened(session, row) {
  if (!row || row.key !== session.keyId) return null;
  return openValue(session.key, row, about(session, row.kind, row.id));
}

export async function readRecord(session, kind, id) {
  return opened(session, await session.db.get("records", [session.officer.id, kind, id]));
}

export async function readRecords(session, kind) {
  const rows = await session.db.getAll("records", everyRecordOf(session.officer.id, kind));
  const values = await Promise.all(rows.map((row) => opened(session, row)));
  return values.filter((value) => value !== null);
}

export async function forgetRecord(session, kind, id) {
  await session.db.delete("records", [session.officer.id, kind, id]);
}

export async function forgetRecords(session, kind) {
  await session.db.delete("records", everyRecordOf(session.officer.id, kind));
}
