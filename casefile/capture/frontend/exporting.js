// Writes what the server has not taken into a file that it can import: for a tablet that cannot be
// online again, or was revoked (EV-67). It needs no passphrase: everything in it stays encrypted, and
// the server's recovery key opens it.
import { base64url, utf8 } from "./bytes.js";
import { deviceTime } from "./moment.js";
import { everyPieceOf } from "./store.js";

const MAGIC = "CFXP1\n";

function frame(about, bytes) {
  const json = utf8(JSON.stringify({ ...about, size: bytes?.byteLength ?? 0 }));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, json.length);
  return bytes ? [length, json, bytes] : [length, json];
}

// Yields the parts of the file of one data key, which is of one officer.
async function* parts(db, device, key) {
  yield [utf8(MAGIC)];
  const { officer, recovery_key_id, recovery: wrapped_key } = key;
  yield frame({ type: "device", device: device.id, officer, recovery_key_id, wrapped_key });
  const rows = await unsentOf(db, key.id);
  for (const row of rows) {
    yield frame({ type: "entry", id: row.id, iv: base64url(row.iv) }, row.bytes);
    for (const number of await numbersOf(db, row.id)) {
      const { iv, bytes } = await db.get("pieces", [row.id, number]);
      yield frame({ type: "piece", entry: row.id, number, iv: base64url(iv) }, bytes);
    }
  }
  yield frame({ type: "end", entries: rows.length });
}

async function unsentOf(db, keyId) {
  const rows = await db.getAllFromIndex("entries", "counter");
  return rows.filter((row) => row.key === keyId && row.state !== "done");
}

async function numbersOf(db, entry) {
  return (await db.getAllKeys("pieces", everyPieceOf(entry))).map(([, number]) => number);
}

// Returns a list of {name, blob}: a file for each data key that has something unsent.
export async function exportUnsent(db, device) {
  const files = [];
  for (const key of await db.getAll("keys")) {
    if ((await unsentOf(db, key.id)).length === 0) continue;
    const found = [];
    // A blob of each part lets the browser put it on the disk instead of in memory.
    for await (const part of parts(db, device, key)) found.push(new Blob(part));
    const day = deviceTime().slice(0, 10);
    files.push({ name: `tablet-${day}-${key.id.slice(0, 8)}.cfxp`, blob: new Blob(found) });
  }
  return files;
}
