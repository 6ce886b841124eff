// The cases on the tablet: my cases, tasks and visits, and of each case what is needed at a doorstep.
import { Problem } from "./api.js";
import { refill } from "./leases.js";
import { items } from "./outbox.js";
import { forgetRecord, forgetRecords, keepRecord, readRecord, readRecords } from "./records.js";

const KEPT_WITHOUT_CONTACT_MS = 14 * 24 * 60 * 60 * 1000;
const NONE = { cases: [], tasks: [], visits: [] };

export async function lists(session) {
  return (await readRecord(session, "list", "cases")) ?? NONE;
}

export async function forms(session) {
  return (await readRecord(session, "list", "forms"))?.forms ?? [];
}

// Returns what a statement needs beside its form, by the server's tables; null before the first contact.
export async function statementRules(session) {
  return (await readRecord(session, "list", "forms"))?.statement ?? null;
}

export function pack(session, caseId) {
  return readRecord(session, "pack", caseId);
}

// Returns [id, name] of everybody in a case: those it was lent with, and those recorded on this tablet,
// who go by the id of their entry until the server knows them.
export async function peopleOf(session, caseId) {
  const lent = (await pack(session, caseId))?.people ?? [];
  const names = new Set(lent.map((row) => row.name));
  const own = (await items(session))
    .filter(({ manifest }) => manifest?.kind === "person" && manifest.case === caseId)
    .map(({ row, manifest: { body } }) => [row.id, nameOf(body)])
    .filter(([, name]) => name && !names.has(name));
  return [...lent.map((row) => [row.id, row.name]), ...own];
}

function nameOf({ given_names: given, family_name: family }) {
  return [given, family].filter(Boolean).join(" ");
}

export async function heldCases(session) {
  return new Set((await readRecords(session, "pack")).map((held) => held.id));
}

// Takes lists, forms, and the packs that changed; gives back those of cases that are not mine any
// more. Raises Problem and Offline.
export async function refreshCases(session, api, { tell } = {}) {
  const fresh = await api.get("cases/");
  await keepRecord(session, "list", "cases", fresh);
  await keepRecord(session, "list", "forms", await api.get("forms/"));
  await dropOthers(session, fresh.cases);
  for (const about of fresh.cases) {
    await refreshPack(session, api, about);
    tell?.();
  }
}

async function refreshPack(session, api, about) {
  const held = await pack(session, about.id);
  try {
    if (held?.seenAs !== about.updated_at) {
      const fresh = await api.get(`cases/${about.id}/`);
      await keepRecord(session, "pack", about.id, { ...fresh, seenAs: about.updated_at });
    }
    await refill(session, api, about.id);
  } catch (error) {
    // One case that is closed to the officer meanwhile must not stop the others.
    if (!(error instanceof Problem) || ![403, 404, 409].includes(error.status)) throw error;
  }
}

async function dropOthers(session, cases) {
  const mine = new Set(cases.map((about) => about.id));
  for (const id of await heldCases(session)) {
    if (!mine.has(id)) await forgetRecord(session, "pack", id);
  }
}

// What the tablet was lent goes; what it took stays. For a revoked device, and for one that was long
// without contact (EV-72).
export async function forgetCases(session) {
  await forgetRecords(session, "pack");
  await forgetRecords(session, "list");
}

export function isTooLongAlone(device, now = Date.now()) {
  return Boolean(device.contactAt) && now - device.contactAt > KEPT_WITHOUT_CONTACT_MS;
}
