// Puts details right. A change says what was seen and what it is to be; if somebody else changed the same
// field meanwhile, both are kept and a person chooses (EV-70).
import { forms } from "../cases.js";
import { draft, DraftKeeper, draftId } from "../drafts.js";
import { form, h, say } from "../dom.js";
import { Fields } from "../fields.js";

// A field is asked as the form of its kind asks it; what no form asks for is a line of text.
async function questions(session, subject, names) {
  const tables = (await forms(session)).filter((each) => each.kind === subject);
  const known = new Map(tables.flatMap((each) => each.questions).map((row) => [row.name, row]));
  return names.map((name) => {
    const question = known.get(name) ?? { name, label: label(name), type: "text" };
    return { ...question, hint: "", shown_if: null, is_required: false };
  });
}

function label(name) {
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll("_", " ");
}

function different(before, asked, values) {
  const changed = asked
    .map(({ name }) => [name, String(before[name] ?? ""), String(values[name] ?? "")])
    .filter(([, from, to]) => from !== to);
  return Object.fromEntries(changed.map(([name, from, to]) => [name, { from, to }]));
}

// Returns {node, leave} for a row of the pack with `fields`; `subject` is person, property or vehicle.
export async function change(tablet, caseId, subject, row) {
  const names = Object.keys(row.fields ?? {});
  if (names.length === 0) return { node: null, leave: async () => {} };
  const id = draftId(caseId, "change", row.id);
  const about = { id, case: caseId, kind: "change", about: subject, subject: row.id };
  const begun = await draft(tablet.session, id);
  const asked = await questions(tablet.session, subject, names);
  const values = { ...row.fields, ...begun };
  const fields = new Fields(asked, { values, changed: () => keeper.changed() });
  const keeper = new DraftKeeper(tablet.session, about, () => fields.values());
  const act = async () => {
    const found = different(row.fields, asked, fields.values());
    if (Object.keys(found).length === 0) throw new Error("Nothing was changed.");
    const body = { subject, subject_id: row.id, fields: found };
    await tablet.seal({ kind: "change", case: caseId, body });
    await keeper.end({ isSaved: true });
    say("The change is sealed on the tablet");
    location.hash = `#/case/${caseId}`;
  };
  const made = form(act, fields.node, h("button", { type: "submit", class: "main" }, "Save the change"));
  const node = h("details", {}, h("summary", {}, "Put details right"), made);
  return { node, leave: () => keeper.end({ isSaved: false }) };
}
