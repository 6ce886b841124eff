// Numbers for exhibits: the server lends blocks of them, so that a reference can be given at once
// without a network, and two tablets never give the same one.
import { alone } from "./alone.js";
import { keepRecord, readRecords, sealedRecord } from "./records.js";

const SIZE = 50;
const FEW = 20;

async function leasesOf(session, caseId) {
  const all = await readRecords(session, "lease");
  const ofCase = all.filter((lease) => lease.case === caseId && lease.last);
  return ofCase.sort((one, other) => one.first - other.first);
}

function left(lease) {
  return Math.max(0, lease.last - lease.next + 1);
}

export async function numbersLeft(session, caseId) {
  const leases = await leasesOf(session, caseId);
  return leases.reduce((sum, lease) => sum + left(lease), 0);
}

// Returns the next reference and the row that says it is used, or null when there is no number.
// Who calls this writes the row together with the exhibit.
export async function nextReference(session, caseId) {
  const lease = (await leasesOf(session, caseId)).find((each) => left(each) > 0);
  if (!lease) return null;
  const used = { ...lease, next: lease.next + 1 };
  return {
    reference: `${lease.initials}/${lease.next}`,
    row: await sealedRecord(session, "lease", lease.id, used),
  };
}

// A question that was cut is asked again by the same id, and answered with the same block.
async function askedFor(session, caseId) {
  const open = (await readRecords(session, "lease")).find(
    (lease) => lease.case === caseId && !lease.last,
  );
  if (open) return open.id;
  const id = crypto.randomUUID();
  await keepRecord(session, "lease", id, { id, case: caseId });
  return id;
}

// Borrows a block for a case when few numbers are left. Raises Problem and Offline.
export async function refill(session, api, caseId) {
  if ((await numbersLeft(session, caseId)) >= FEW) return;
  const id = await askedFor(session, caseId);
  const asked = { id, case: caseId, producer: session.officer.id, size: SIZE };
  const answer = await api.post("leases/", asked);
  await alone("seal", async () => {
    const known = (await readRecords(session, "lease")).find((lease) => lease.id === id);
    if (known?.last) return; // another tab was quicker, and may have used some
    const { initials, first, last } = answer;
    const lease = { id, case: caseId, initials, first, last, next: first };
    await keepRecord(session, "lease", id, lease);
  });
}
