// The statements of this tablet that wait for a signature: their words and pages, encrypted, until signed.
import { base64, fromBase64, wellFormed } from "./bytes.js";
import { pack, statementRules } from "./cases.js";
import { items } from "./outbox.js";
import { forgetRecord, keepRecord, readRecord, readRecords } from "./records.js";
import { draw } from "./statement_pages.js";
import { ageOn, attendantsFor, contactDetailsIn, corrected, NotSo } from "./statement_words.js";
import { deviceTime } from "./moment.js";
import { takeFile } from "./taking.js";

const TITLES = { VPS: "Victim personal statement" };

// Returns {id, name, born_on, occupation, language, contacts} of a person of the case, or of one who was
// recorded on this tablet and goes by the id of that entry.
async function witnessOf(session, caseId, id) {
  const lent = (await pack(session, caseId))?.people.find((row) => row.id === id);
  if (lent) {
    const { name, born_on, fields } = lent;
    const contacts = lent.contacts.map(plainContact);
    return { id, name, born_on, occupation: fields.occupation, language: fields.language, contacts };
  }
  const { body } = (await items(session)).find(({ row }) => row.id === id).manifest;
  const name = [body.given_names, body.family_name].filter(Boolean).join(" ");
  const contacts = ["phone", "email", "address"].filter((kind) => body[kind]);
  return {
    id,
    name,
    born_on: body.born_on ?? null,
    occupation: body.occupation ?? "",
    language: body.language ?? "",
    contacts: contacts.map((kind) => ({ kind, value: body[kind] })),
  };
}

function plainContact({ kind, value, note }) {
  return { kind, value: note ? value.replace(` (${note})`, "") : value };
}

// Fixes the words: draws the pages, seals both, and keeps them to be shown. `values` are the answers of
// the form. Returns the id to go on with. Raises NotSo.
export async function fix(session, caseId, values) {
  const rules = await statementRules(session);
  const witness = await witnessOf(session, caseId, values.person);
  const language = values.language || witness.language || "English";
  const day = deviceTime().slice(0, 10);
  const held = await pack(session, caseId);
  const about = { isReadOver: values.is_read_over === true, language, age: ageOn(witness.born_on, day) };
  const statement = {
    case: caseId,
    title: TITLES[values.kind] ?? "Witness statement",
    witness,
    language,
    day,
    place: values.place,
    reference: held?.urn ?? "",
    isReadOver: about.isReadOver,
    attendants: attendantsFor(rules, about),
    text: tidy(values.text),
    corrections: [],
  };
  requireNoContact(statement, statement.text);
  const body = { ...values, language, text: statement.text };
  return sealPages(session, rules, statement, { kind: "statement", body });
}

// Strikes words out, seals that with the new pages, and keeps those to be shown. Raises NotSo.
export async function correct(session, statement, typed) {
  const rules = await statementRules(session);
  const pairs = ["struck", "inserted", "initials"].map((name) => [name, tidy(typed[name])]);
  const change = Object.fromEntries(pairs);
  requireNoContact(statement, change.inserted);
  const next = corrected(statement, change);
  const body = { pages: statement.pages, ...change };
  return sealPages(session, rules, next, { kind: "statement_correction", body });
}

// As the server keeps words.
export function tidy(words) {
  return wellFormed(words ?? "").normalize("NFC").trim();
}

function requireNoContact({ witness }, words) {
  const [found] = contactDetailsIn(words, witness.contacts);
  if (found) throw new NotSo(`Take the witness's ${found.kind} out: it belongs on the back sheet only.`);
}

async function sealPages(session, rules, statement, { kind, body }) {
  const { file, pictures, breaks, text } = await draw(rules, statement);
  const about = { kind, case: statement.case, body: { ...body, canonical_text: text, breaks } };
  const { id: pages } = await takeFile(session, about, file, () => {});
  const id = statement.id ?? pages;
  const kept = await Promise.all(pictures.map(async (blob) => base64(await blob.arrayBuffer())));
  await keepRecord(session, "statement", id, { ...statement, id, pages, pictures: kept, canonical: text });
  return id;
}

export function toSign(session, id) {
  return readRecord(session, "statement", id);
}

export async function allToSign(session, caseId) {
  return (await readRecords(session, "statement")).filter((row) => row.case === caseId);
}

export function signed(session, id) {
  return forgetRecord(session, "statement", id);
}

export function pictureOf(kept) {
  return new Blob([fromBase64(kept)], { type: "image/jpeg" });
}
