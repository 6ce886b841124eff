// Sends what waits, in the order in which it was taken, and takes what is new of the cases. It may be
// cut anywhere and begun again; in one tab at a time. The server's answer is the truth.
import { aloneOrNot } from "./alone.js";
import { Offline, Problem } from "./api.js";
import { refreshCases } from "./cases.js";
import { change } from "./device.js";
import { moment } from "./moment.js";
import { answerOf, changeRow, erasedUnsaid, settle, toSend, unproven } from "./outbox.js";
import { openEntry, seal } from "./sealing.js";
import { canVerify, covering } from "./receipts.js";
import { keepRecord, readRecord } from "./records.js";

const AT_ONCE = 50;

// Returns {state}: done, offline, signed_out, other_officer, revoked, elsewhere (another tab is at it)
// or trouble, with the server's words.
export async function sync(session, api, tools) {
  const ended = await aloneOrNot("sync", () => guarded(session, api, tools));
  return ended ?? { state: "elsewhere" };
}

async function guarded(session, api, tools) {
  try {
    return await whole(session, api, tools);
  } catch (error) {
    if (error instanceof Offline) return { state: "offline" };
    if (!(error instanceof Problem)) throw error;
    if (error.needsSignIn) return { state: "signed_out" };
    if (error.code === "device_revoked") return { state: "revoked" };
    return troubleOf(error);
  }
}

function troubleOf(problem) {
  return { state: "trouble", words: problem.message, code: problem.code };
}

// A part that the server refuses must not keep the other parts from their turn.
async function attempt(part) {
  try {
    return await part();
  } catch (error) {
    const isOfThisPart = error instanceof Problem && !error.needsSignIn && error.code !== "device_revoked";
    if (!isOfThisPart) throw error;
    return troubleOf(error);
  }
}

async function whole(session, api, tools) {
  const began = performance.now();
  const server = await api.session();
  if (server.user.id !== session.officer.id) return { state: "other_officer", name: server.user.name };
  const spent = Math.round(performance.now() - began);
  const contact = await api.post("contact/", { ...moment(), round_trip_ms: spent });
  const { receipt_key: receiptKey, recovery_key: recoveryKey } = server;
  await change(session.db, { receiptKey, recoveryKey, contactAt: Date.now(), skewMs: contact.skew_ms });
  const parts = [
    () => sendAll(session, api, { ...tools, receiptKey }),
    () => takeLate(session, api, receiptKey),
    () => tools.wantsCases && refreshCases(session, api, tools),
  ];
  let trouble = null;
  for (const part of parts) {
    const found = await attempt(part);
    trouble = trouble || found;
  }
  return trouble || { state: "done", contact };
}

// What erasing adds to the log goes out in a second round.
async function sendAll(session, api, tools) {
  let trouble = null;
  await checkAgain(session, tools.receiptKey);
  await sayErased(session);
  for (let round = 0; round < 2; round += 1) {
    const rows = await toSend(session);
    if (rows.length === 0) break;
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      trouble = (await sendSome(session, api, rows.slice(at, at + AT_ONCE), tools)) ?? trouble;
    }
    await sayErased(session);
  }
  return trouble;
}

async function sendSome(session, api, rows, tools) {
  const entries = await Promise.all(rows.map((row) => openEntry(session, row)));
  const { results } = await api.post("entries/", { entries });
  let trouble = null;
  for (const [place, row] of rows.entries()) {
    const result = results[place];
    await judge(session, row, entries[place], result, tools.receiptKey);
    tools.tell?.();
    if (result.outcome !== "waiting") continue;
    trouble = (await sendBytes(session, api, row, entries[place], tools)) ?? trouble;
  }
  return trouble;
}

// One file that cannot go must not stop those after it.
async function sendBytes(session, api, row, entry, tools) {
  const { file } = JSON.parse(entry.manifest);
  const { db, key } = session;
  const part = { db, key, entry: row.id, ...file, address: row.address };
  try {
    const upload = await tools.sendFile(part, {
      device: api.device,
      keep: (address) => changeRow(db, row.id, { address }),
      progress: (sent) => tools.progress?.(row.id, sent, file.size_bytes),
    });
    const result = await api.post(`files/${row.id}/`, { upload });
    await judge(session, row, entry, result, tools.receiptKey);
    tools.tell?.();
    return null;
  } catch (error) {
    if (error instanceof Offline || (error instanceof Problem && error.needsSignIn)) throw error;
    if (error.originalRequest && !error.originalResponse) throw new Offline("cut while sending");
    return { state: "trouble", words: `A file was not taken. ${reason(error)}` };
  }
}

function reason(error) {
  try {
    return JSON.parse(error.originalResponse.getBody()).title;
  } catch {
    return "It is tried again.";
  }
}

async function judge(session, row, { manifest }, result, receiptKey) {
  const fields = await covering(result.receipt, receiptKey, manifest);
  const wasDone = row.state === "done";
  const state = wasDone ? "done" : stateAfter(result, fields);
  const isRepeat = result.outcome === "repeated";
  const answer = isRepeat ? { ...result, outcome: fields?.outcome ?? "accepted" } : result;
  const erase = fields?.checked === "signature" && row.size_bytes > 0 && !row.erased;
  await settle(session, row, { state, answer, erase, checked: fields?.checked ?? row.checked });
}

// Files whose receipt an earlier browser could not check are erased once this one can.
async function checkAgain(session, receiptKey) {
  if (!(await canVerify(receiptKey.jwk))) return;
  for (const row of await unproven(session)) {
    const answer = await answerOf(session, row);
    await judge(session, row, await openEntry(session, row), answer, receiptKey);
  }
}

// Only a receipt that covers the whole entry ends the tablet's care for it. What was set apart is not
// sent again by itself, and not counted as sent.
function stateAfter({ outcome, code }, fields) {
  if (fields) return "done";
  if (outcome === "waiting") return "bytes";
  const isApart = outcome === "quarantined" || code === "other_entry";
  return isApart ? "stuck" : "unsent";
}

async function sayErased(session) {
  for (const row of await erasedUnsaid(session)) {
    const { manifest } = await openEntry(session, row);
    const { case: caseId, file } = JSON.parse(manifest);
    const body = { entry: row.id, sha256: file.sha256, checked: row.checked };
    await seal(session, { kind: "erased", case: caseId, body }, async (store) => {
      const now = await store("entries").get(row.id);
      await store("entries").put({ ...now, erased: "said" });
    });
  }
}

// What a person or a job at the server did meanwhile with entries of this device.
async function takeLate(session, api, receiptKey) {
  const since = (await readRecord(session, "mark", "items"))?.since ?? "";
  const found = await api.get(`items/?since=${encodeURIComponent(since)}`);
  for (const result of found.items) {
    const row = await session.db.get("entries", result.id);
    if (!row || row.key !== session.keyId) continue;
    await judge(session, row, await openEntry(session, row), result, receiptKey);
  }
  await keepRecord(session, "mark", "items", { since: found.until });
}
