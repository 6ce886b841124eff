// Writing a statement: who, where, and their words on a page that starts empty. Fixing the words makes the
// pages that the witness is shown and signs.
import { forms, pack, peopleOf, statementRules } from "../cases.js";
import { draft, DraftKeeper, draftId } from "../drafts.js";
import { button, form, h, link } from "../dom.js";
import { Fields } from "../fields.js";
import { items } from "../outbox.js";
import { look, stopLooking } from "../position.js";
import { fix } from "../statements.js";

export async function statementPage(tablet, caseId) {
  const { session } = tablet;
  const home = `#/case/${caseId}`;
  const rules = await statementRules(session);
  const table = (await forms(session)).find(({ kind }) => kind === "statement");
  const title = "Statement";
  if (!rules || !table) {
    const words = "Its form comes when the tablet is online. Write a first account now.";
    return { title, nodes: [link(home, "Back to the case"), h("h1", {}, title), h("p", {}, words)] };
  }
  const about = { id: draftId(caseId, "statement"), case: caseId, kind: "statement" };
  const values = await draft(session, about.id);
  const people = await peopleOf(session, caseId);
  const fields = new Fields(table.questions, { values, people, changed: () => keeper.changed() });
  const keeper = new DraftKeeper(session, about, () => fields.values());
  look();
  const act = async () => {
    const missing = fields.missing().map(({ label }) => label);
    if (missing.length > 0) throw new Error(`Not answered yet: ${missing.join(", ")}.`);
    const id = await fix(session, caseId, fields.values());
    await keeper.end({ isSaved: true });
    await tablet.sealed();
    location.hash = `${home}/sign/${id}`;
  };
  const save = h("button", { type: "submit", class: "main" }, "Fix the words and show the pages");
  const nodes = [
    link(home, "Back to the case"),
    h("h1", {}, title),
    reminders(rules.prompts),
    form(act, fields.node, await references(session, caseId, fields), save),
    h("p", { class: "quiet" }, "Fixed words are sealed. What is wrong in them is struck out and stays legible."),
  ];
  const leave = async () => {
    stopLooking();
    await keeper.end({ isSaved: false });
  };
  return { title, nodes: nodes.filter(Boolean), leave };
}

function reminders(rows) {
  const words = rows.map(({ heading, words: said }) => [h("dt", {}, heading), h("dd", {}, said)]);
  return h("details", {}, h("summary", {}, "What not to leave out"), h("dl", {}, words));
}

// What the witness produces is named in their words by its reference, put in where the cursor stands.
async function references(session, caseId, fields) {
  const held = (await pack(session, caseId))?.exhibits ?? [];
  const own = (await items(session))
    .map(({ manifest }) => manifest)
    .filter((manifest) => manifest?.case === caseId && manifest.reference)
    .map(({ reference, body }) => ({ reference, description: body.description ?? "" }));
  const known = new Set(held.map(({ reference }) => reference));
  const rows = [...held, ...own.filter(({ reference }) => !known.has(reference))];
  if (rows.length === 0) return null;
  const place = fields.node.querySelector("#q-text");
  const buttons = rows.map(({ reference, description }) =>
    button(`${reference} ${description}`.trim(), () => {
      place.setRangeText(reference, place.selectionStart, place.selectionEnd, "end");
      place.dispatchEvent(new Event("input", { bubbles: true }));
      place.focus();
    }),
  );
  return h("details", {}, h("summary", {}, "Name an exhibit"), h("div", { class: "names" }, buttons));
}
