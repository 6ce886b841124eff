// Looking at what the tablet was lent is a consultation, also without a network: it is an entry that goes
// out with the others (EV-74). Once for each page and start of the app.
const seen = new Set();

export async function viewed(tablet, caseId, subject, subjectId) {
  const what = `${tablet.session.officer.id}/${subject}/${subjectId}`;
  if (seen.has(what)) return;
  await tablet.seal({ kind: "viewed", case: caseId, body: { subject, subject_id: subjectId } });
  seen.add(what);
}
