// How much room there is, and a reserve that is given up when the tablet is full, so that what is being
// taken can still be sealed. Nothing is refused while a byte is left.
import { write } from "./store.js";

const RESERVE_BYTES = 4 * 1024 * 1024;
const LOW_BYTES = 1024 ** 3;
const LOW_SHARE = 0.1;

export async function keepReserve(db) {
  const { free_bytes: free } = await space();
  if (free < 4 * RESERVE_BYTES || (await db.count("meta", "reserve"))) return;
  // Random, since a store may pack what repeats.
  const bytes = new Uint8Array(RESERVE_BYTES);
  for (let at = 0; at < bytes.length; at += 65_536) {
    crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  }
  await write(db, ["meta"], (store) => store("meta").put(bytes, "reserve"));
}

export async function makeRoom(db) {
  await db.delete("meta", "reserve");
}

// Does `work`, and once more after the reserve was given up when there was no room for it.
export async function withRoom(db, work) {
  try {
    return await work();
  } catch (error) {
    if (error.name !== "QuotaExceededError") throw error;
    await makeRoom(db);
    return work();
  }
}

// Returns {free_bytes, total_bytes, isPersistent, isLow}; free is Infinity where nobody tells.
export async function space() {
  const storage = globalThis.navigator?.storage ?? {};
  const { quota = Infinity, usage = 0 } = (await storage.estimate?.()) ?? {};
  const free = Math.max(0, quota - usage);
  return {
    free_bytes: free,
    total_bytes: quota,
    isPersistent: (await storage.persisted?.()) ?? false,
    isLow: free < LOW_BYTES || free < quota * LOW_SHARE,
  };
}

// Asks the browser to evict nothing of ours by itself; it may say no, and then that is shown.
export async function askToPersist() {
  return (await navigator.storage?.persist?.()) ?? false;
}
