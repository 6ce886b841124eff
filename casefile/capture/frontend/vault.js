// Keys and encryption. A data key never leaves memory but wrapped: under a key drawn from the
// officer's passphrase, and under the server's, so that a forgotten passphrase loses no evidence.
import { base64url, text, utf8 } from "./bytes.js";

export const ROUNDS = 600_000;
const AES = { name: "AES-GCM", length: 256 };

export class WrongPassphrase extends Error {}

async function fromPassphrase(passphrase, salt, rounds) {
  const words = utf8(passphrase.normalize("NFKC"));
  const base = await crypto.subtle.importKey("raw", words, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, base, AES, false, ["wrapKey", "unwrapKey"]);
}

async function wrappedForServer(key, { id, jwk }) {
  const how = { name: "RSA-OAEP", hash: "SHA-256" };
  const about = { ...jwk, key_ops: undefined, use: undefined, alg: undefined };
  const recovery = await crypto.subtle.importKey("jwk", about, how, false, ["wrapKey"]);
  const wrapped = await crypto.subtle.wrapKey("raw", key, recovery, { name: "RSA-OAEP" });
  return { recovery_key_id: id, recovery: base64url(wrapped) };
}

// Returns a row for `keys`, and the key itself for this session.
export async function makeKey({ officer, passphrase, recoveryKey, rounds = ROUNDS }) {
  const loose = await crypto.subtle.generateKey(AES, true, ["encrypt", "decrypt"]);
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const wrapping = await fromPassphrase(passphrase, salt, rounds);
  const wrapped = await crypto.subtle.wrapKey("raw", loose, wrapping, { name: "AES-GCM", iv });
  const server = await wrappedForServer(loose, recoveryKey);
  const row = { id: crypto.randomUUID(), officer, salt, iv, rounds, wrapped, ...server };
  return { row, key: await unwrapKey(row, passphrase) };
}

export async function unwrapKey(row, passphrase) {
  const wrapping = await fromPassphrase(passphrase, row.salt, row.rounds);
  const how = { name: "AES-GCM", iv: row.iv };
  const uses = ["encrypt", "decrypt"];
  try {
    return await crypto.subtle.unwrapKey("raw", row.wrapped, wrapping, how, AES, false, uses);
  } catch (error) {
    throw new WrongPassphrase("That passphrase does not fit.", { cause: error });
  }
}

// `about` is bound to the bytes: they cannot be read as another record or piece.
export async function sealBytes(key, bytes, about) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: "AES-GCM", iv, additionalData: utf8(about) };
  return { iv, bytes: await crypto.subtle.encrypt(how, key, bytes) };
}

export async function openBytes(key, { iv, bytes }, about) {
  const how = { name: "AES-GCM", iv, additionalData: utf8(about) };
  return new Uint8Array(await crypto.subtle.decrypt(how, key, bytes));
}

export function sealValue(key, value, about) {
  return sealBytes(key, utf8(JSON.stringify(value)), about);
}

export async function openValue(key, sealed, about) {
  return JSON.parse(text(await openBytes(key, sealed, about)));
}
