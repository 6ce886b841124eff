// Seals what the officer takes: a manifest that names the bytes, the moment, the place and the entry
// before it, signed with the device's key. The counter moves only in the transaction that keeps the
// entry, so that a crash leaves neither a gap nor a number used twice.
import { alone } from "./alone.js";
import { sha256Hex, utf8 } from "./bytes.js";
import { sign } from "./device.js";
import { nextReference } from "./leases.js";
import { moment } from "./moment.js";
import { withRoom } from "./space.js";
import { write } from "./store.js";
import { openValue, sealValue } from "./vault.js";

const CONTEXT = "casefile capture v1\n";
// Kinds that become exhibits, and so bear a reference.
const REFERRED = new Set(["exhibit", "photo", "video", "audio", "document"]);

function manifestOf(device, session, entry) {
  return JSON.stringify({
    id: entry.id,
    kind: entry.kind,
    case: entry.case,
    officer: session.officer.id,
    device: device.id,
    counter: device.counter + 1,
    previous: device.previous,
    ...entry.moment,
    position: entry.position ?? null,
    release: session.release,
    body: entry.body ?? {},
    file: entry.file ?? null,
    reference: entry.reference ?? "",
  });
}

async function rowOf(session, device, entry) {
  const manifest = manifestOf(device, session, entry);
  const signature = await sign(device.privateKey, CONTEXT + manifest);
  const sealed = await sealValue(session.key, { manifest, signature }, `${entry.id}:entry`);
  const row = {
    id: entry.id,
    counter: device.counter + 1,
    officer: session.officer.id,
    key: session.keyId,
    at: Date.now(),
    state: "unsent",
    size_bytes: entry.file?.size_bytes ?? 0,
    ...sealed,
  };
  return { row, previous: await sha256Hex(utf8(manifest)) };
}

// Keeps a sealed entry; returns {id, reference}. `entry` is {kind, case, body, file, position, moment,
// id}; what becomes an exhibit gets the next number of its leased block. `also(store)` writes what
// belongs to the same transaction.
export function seal(session, entry, also = async () => {}) {
  const whole = { id: crypto.randomUUID(), moment: moment(), ...entry };
  return alone("seal", () => withRoom(session.db, () => keep(session, whole, also)));
}

async function keep(session, whole, also) {
  const device = await session.db.get("meta", "device");
  // The leased numbers are the officer's own; what somebody else produces gets theirs at the server.
  const isOwn = REFERRED.has(whole.kind) && !whole.body?.producer;
  const lease = isOwn ? await nextReference(session, whole.case) : null;
  whole.reference = lease?.reference ?? "";
  const { row, previous } = await rowOf(session, device, whole);
  await write(session.db, ["meta", "entries", "captures", "records"], async (store) => {
    const now = await store("meta").get("device");
    if (now.counter !== device.counter) throw new Error("another entry came in between");
    await store("entries").add(row);
    await store("captures").delete(row.id);
    await store("meta").put({ ...now, counter: row.counter, previous }, "device");
    if (lease) await store("records").put(lease.row);
    await also(store);
  });
  return { id: row.id, reference: whole.reference };
}

// Returns {manifest (text), signature} of an entry of this officer's present key.
export function openEntry(session, row) {
  return openValue(session.key, { iv: row.iv, bytes: row.bytes }, `${row.id}:entry`);
}
