// The tablet as a device: made known to the server once, with a key pair that cannot leave it.
import { base64url, utf8 } from "./bytes.js";
import { write } from "./store.js";
import { makeKey, unwrapKey } from "./vault.js";

const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const SIGNED = { name: "ECDSA", hash: "SHA-256" };

export async function sign(privateKey, words) {
  return base64url(await crypto.subtle.sign(SIGNED, privateKey, utf8(words)));
}

// Returns the device of an enrolment that was begun, so that a repeat sends the same id and key.
async function begun(db) {
  const found = await db.get("meta", "device");
  if (found) return found;
  const keys = await crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", keys.publicKey);
  const made = { id: crypto.randomUUID(), privateKey: keys.privateKey, jwk: { kty, crv, x, y } };
  return write(db, ["meta"], async (store) => {
    const earlier = await store("meta").get("device");
    const device = earlier ?? { ...made, counter: 0, previous: "", isEnrolled: false };
    await store("meta").put(device, "device");
    return device;
  });
}

// Raises Problem (bad_code, device_taken) and Offline.
export async function enrol(db, api, { code, name }) {
  const device = await begun(db);
  const proof = await sign(device.privateKey, `casefile enrolment v1\n${code}\n${device.id}`);
  const answer = await api.post("devices/", {
    id: device.id,
    code,
    name,
    public_key: device.jwk,
    proof,
  });
  await change(db, { name: answer.name, force: answer.force, isEnrolled: true });
}

// Changes what is said of the device; never its counter, which moves only with an entry.
export async function change(db, fields) {
  await write(db, ["meta"], async (store) => {
    const device = await store("meta").get("device");
    await store("meta").put({ ...device, ...fields }, "device");
  });
}

export async function enrolledDevice(db) {
  const device = await db.get("meta", "device");
  return device?.isEnrolled ? device : null;
}

// Gives an officer a passphrase on this tablet. What an earlier one sealed stays as it is: it can be
// handed in, and read with the server's key.
export async function addOfficer(db, { user, passphrase, recoveryKey, rounds }) {
  const { row, key } = await makeKey({ officer: user.id, passphrase, recoveryKey, rounds });
  const officer = { ...user, key: row.id };
  await write(db, ["officers", "keys"], async (store) => {
    await store("keys").put(row);
    await store("officers").put(officer);
  });
  return { db, officer, key, keyId: row.id };
}

// Raises WrongPassphrase.
export async function unlock(db, officerId, passphrase) {
  const officer = await db.get("officers", officerId);
  const row = await db.get("keys", officer.key);
  return { db, officer, key: await unwrapKey(row, passphrase), keyId: row.id };
}
