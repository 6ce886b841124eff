// Checks the server's receipts. Only a receipt whose signature fits and which names the tablet's own
// hash lets the tablet erase its copy of a file (EV-71).
import { fromBase64, sha256Hex, utf8 } from "./bytes.js";

const CONTEXT = "casefile receipt v1\n";
const SIGNATURE = /,"signature":"([A-Za-z0-9+/=]+)"\}$/;

// Returns whether this browser knows Ed25519; without it receipts are checked by their hashes alone, and
// nothing is erased.
export async function canVerify(jwk) {
  try {
    await importKey(jwk);
    return true;
  } catch {
    return false;
  }
}

function importKey({ kty, crv, x }) {
  return crypto.subtle.importKey("jwk", { kty, crv, x }, { name: "Ed25519" }, false, ["verify"]);
}

// Returns the receipt's fields, or null. The signature stands last in the text, and is over the rest.
export async function fieldsOf(receipt, key) {
  const found = SIGNATURE.exec(receipt);
  if (!found) return null;
  const signed = `${receipt.slice(0, found.index)}}`;
  const about = JSON.parse(signed);
  if (!(await canVerify(key.jwk))) return { ...about.fields, checked: "hash" };
  if (about.key_id !== key.id) return null;
  const publicKey = await importKey(key.jwk);
  const bytes = utf8(CONTEXT + signed);
  const fits = await crypto.subtle.verify("Ed25519", publicKey, fromBase64(found[1]), bytes);
  return fits ? { ...about.fields, checked: "signature" } : null;
}

// Returns the fields of a receipt that covers the whole entry, else null; `checked` says how it was
// checked, by "signature" or by "hash" alone.
export async function covering(receipt, key, manifest) {
  const fields = receipt ? await fieldsOf(receipt, key) : null;
  const { id, file } = JSON.parse(manifest);
  if (!fields || fields.entry !== id) return null;
  if (fields.manifest_sha256 !== (await sha256Hex(utf8(manifest)))) return null;
  if (!file) return fields;
  const isSame = fields.sha256 === file.sha256 && Number(fields.size_bytes) === file.size_bytes;
  return isSame ? fields : null;
}
