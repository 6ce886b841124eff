// The tablet's database: which stores there are, and how evidence is written into them. Everything
// about a case or a person is encrypted before it comes here; see vault.js.
import { openDB } from "idb";

const NAME = "casefile-tablet";
const VERSION = 1;

// meta      what the device is: its id, keys, the last counter; by name
// officers  who may unlock it, and the id of each one's present data key
// keys      data keys, wrapped only
// entries   sealed entries; `state` is unsent, bytes, stuck or done
// pieces    files of entries, in encrypted pieces of up to 1 MiB
// captures  files that are being taken at this moment, until they are sealed
// records   packs, lists, drafts, leases: encrypted, by officer, kind and id
function upgrade(db, from) {
  if (from < 1) {
    db.createObjectStore("meta");
    db.createObjectStore("officers", { keyPath: "id" });
    db.createObjectStore("keys", { keyPath: "id" });
    const entries = db.createObjectStore("entries", { keyPath: "id" });
    entries.createIndex("counter", "counter", { unique: true });
    entries.createIndex("state", "state");
    entries.createIndex("officer", "officer");
    db.createObjectStore("pieces", { keyPath: ["entry", "number"] });
    db.createObjectStore("captures", { keyPath: "id" });
    db.createObjectStore("records", { keyPath: ["officer", "kind", "id"] });
  }
}

// `onNewer` hears that another tab wants to bring the database to a newer version.
export async function openStore(onNewer = () => {}) {
  const db = await openDB(NAME, VERSION, {
    upgrade,
    blocking() {
      db.close();
      onNewer();
    },
  });
  return db;
}

// Runs `work(stores)` in one transaction that is on the disk, not only in memory, when this resolves.
// `work` must wait for nothing but the database.
export async function write(db, names, work) {
  const transaction = db.transaction(names, "readwrite", { durability: "strict" });
  try {
    const result = await work((name) => transaction.objectStore(name));
    await transaction.done;
    return result;
  } catch (error) {
    transaction.done.catch(() => {});
    try {
      transaction.abort();
    } catch {
      // it was over already
    }
    throw error;
  }
}

export function everyPieceOf(entry) {
  return IDBKeyRange.bound([entry, 0], [entry, Infinity]);
}

export function everyRecordOf(officer, kind) {
  return IDBKeyRange.bound([officer, kind], [officer, kind, []]);
}
