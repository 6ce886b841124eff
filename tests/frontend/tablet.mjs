// A tablet without a browser: the real store on an IndexedDB in memory, and a server that answers as
// docs/capture-protocol.md says.
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { addOfficer, enrol } from "../../casefile/capture/frontend/device.js";
import { openStore } from "../../casefile/capture/frontend/store.js";

export const CASE = "6f7c1f52-3a0e-4a55-9a6e-0d9f1c2b3a44";
export const OFFICER = { id: "0b0f5a5e-1111-4222-8333-444455556666", name: "Joan Hall" };

const rsa = await crypto.subtle.generateKey(
  { name: "RSA-OAEP", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" },
  true,
  ["wrapKey", "unwrapKey", "encrypt", "decrypt"],
);
export const recoveryPrivate = rsa.privateKey;
export const recoveryKey = {
  id: "recovery-1",
  jwk: await crypto.subtle.exportKey("jwk", rsa.publicKey),
};

// Returns an enrolled tablet with one officer signed in; a few rounds are enough for a test.
export async function tablet() {
  globalThis.indexedDB = new IDBFactory();
  const db = await openStore();
  const api = { post: async (path, body) => ({ name: body.name, force: "42" }) };
  await enrol(db, api, { code: "ABCD-EFGH", name: "Van 4" });
  const session = await addOfficer(db, {
    user: OFFICER,
    passphrase: "harbour at dusk",
    recoveryKey,
    rounds: 10,
  });
  return Object.assign(session, { release: "0.1.0" });
}
