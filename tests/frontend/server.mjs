// A server for tests that keeps to docs/capture-protocol.md: it checks what it gets, signs receipts, and
// can be cut before or after any call.
import { createHash, webcrypto } from "node:crypto";
import { base64, base64url, fromBase64, utf8 } from "../../casefile/capture/frontend/bytes.js";
import { CASE, OFFICER, recoveryKey } from "./tablet.mjs";

const hex = (bytes) => createHash("sha256").update(bytes).digest("hex");
const keys = await webcrypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
const { kty, crv, x } = await webcrypto.subtle.exportKey("jwk", keys.publicKey);
export const receiptKey = { id: "0123456789abcdef", jwk: { kty, crv, x } };

export async function receiptOf(fields, privateKey = keys.privateKey) {
  const sorted = Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
  const signed = JSON.stringify({ algorithm: "Ed25519", fields: sorted, key_id: receiptKey.id });
  const bytes = await webcrypto.subtle.sign("Ed25519", privateKey, utf8(`casefile receipt v1\n${signed}`));
  return `${signed.slice(0, -1)},"signature":"${base64(bytes)}"}`;
}

export class Server {
  constructor() {
    Object.assign(this, { entries: new Map(), files: new Map(), order: [], calls: [], late: [] });
    this.cutBefore = () => false;
    this.cutAfter = () => false;
    this.answerFor = () => ({}); // changes the result of an entry
    this.cases = [{ id: CASE, reference: "NB/26/00123", title: "Robbery", offence: "Robbery", updated_at: "1" }];
    this.leases = new Map();
    this.fetch = (...call) => this.take(...call);
  }

  async take(address, { method, body, headers }) {
    const path = address.replace("/api/v1/capture/", "");
    this.calls.push(`${method} ${path}`);
    if (this.cutBefore(path)) throw new TypeError("network");
    const [name, id] = path.split(/[/?]/);
    const found = await this[`${method.toLowerCase()}_${name}`](body ? JSON.parse(body) : null, id, headers);
    if (this.cutAfter(path)) throw new TypeError("network");
    if (found instanceof Response) return found;
    return new Response(JSON.stringify(found), { status: 200 });
  }

  get_session() {
    return { user: this.user ?? OFFICER, csrf: "token", receipt_key: receiptKey, recovery_key: recoveryKey };
  }

  post_contact() {
    return { server_time: "2026-11-26T20:00:00Z", skew_ms: 120, is_doubtful: false };
  }

  get_cases(body, id) {
    return id ? { id, people: [], history: [], leases: [] } : { cases: this.cases, tasks: [], visits: [] };
  }

  get_forms() {
    return { version: "1", forms: [] };
  }

  get_items() {
    return { items: this.late, until: "later" };
  }

  post_leases({ id, case: of }) {
    const first = 1 + 20 * this.leases.size;
    if (!this.leases.has(id)) this.leases.set(id, { id, case: of, initials: "JH", first, last: first + 19 });
    return this.leases.get(id);
  }

  async post_entries({ entries }) {
    return { results: await Promise.all(entries.map((entry) => this.entry(entry))) };
  }

  async entry({ manifest }) {
    const { id } = JSON.parse(manifest);
    if (!this.entries.has(id)) this.order.push(id);
    const isRepeat = this.entries.has(id);
    this.entries.set(id, manifest);
    return this.result(id, isRepeat ? "repeated" : "accepted");
  }

  async result(id, outcome) {
    const manifest = this.entries.get(id);
    const { file } = JSON.parse(manifest);
    const bytes = this.files.get(id);
    const about = { id, code: "", message: "", flags: [] };
    if (file && !bytes) return { ...about, outcome: "waiting", receipt: null, ...this.answerFor(id) };
    const own = file ? { sha256: hex(bytes), size_bytes: bytes.length, object: "o" } : {};
    const fields = { entry: id, outcome, manifest_sha256: hex(manifest), sequence: 1, ...own };
    return { ...about, outcome, receipt: await receiptOf(fields), ...this.answerFor(id) };
  }

  post_files(body, id) {
    return this.result(id, "accepted");
  }
}

export { base64url, fromBase64 };
