// One case at the doorstep: who is there, what to beware of, what happened before; and everything that
// can be taken, within reach of a thumb.
import { forms, lists, pack } from "../cases.js";
import { button, h, link, say } from "../dom.js";
import { numbersLeft } from "../leases.js";
import { items } from "../outbox.js";
import { allToSign } from "../statements.js";
import { day, kindWords, newestOf } from "../words.js";
import { itemRow } from "./items.js";
import { viewed } from "./viewed.js";

const MINE = 20;
const FIRST = ["photo", "video", "audio", "note", "exhibit"];

export async function casePage(tablet, caseId) {
  const { session } = tablet;
  const held = await pack(session, caseId);
  const about = (await lists(session)).cases.find((row) => row.id === caseId);
  if (!held && !about) return { title: "Case", nodes: [h("h1", {}, "This case is not on the tablet")] };
  if (held) await viewed(tablet, caseId, "case", caseId);
  const title = (held ?? about).title || (held ?? about).reference;
  const taken = (await items(session)).filter((each) => each.manifest?.case === caseId);
  const nodes = [
    head(held ?? about, title),
    held ? null : h("p", {}, "Its details come when the tablet is online. You can take evidence now."),
    held ? people(caseId, held.people) : null,
    take(caseId, await forms(session), await numbersLeft(session, caseId)),
    toSign(caseId, await allToSign(session, caseId)),
    held ? due(tablet, caseId, held, taken) : null,
    mine(taken),
    held ? exhibits(held.exhibits) : null,
    held ? things("Property", caseId, "property", held.property) : null,
    held ? things("Vehicles", caseId, "vehicle", held.vehicles) : null,
    held ? history(held) : null,
  ];
  return { title, nodes: nodes.filter(Boolean) };
}

function head(about, title) {
  const numbers = [about.reference, about.urn, about.offence].filter(Boolean).join(" · ");
  return h(
    "header",
    {},
    link("#/", "All cases"),
    h("h1", {}, title),
    numbers ? h("p", { class: "quiet" }, numbers) : null,
    about.summary ? h("p", {}, about.summary) : null,
  );
}

function people(caseId, rows = []) {
  const cards = rows.map((person) =>
    h(
      "li",
      {},
      h(
        "a",
        { href: `#/case/${caseId}/person/${person.id}`, class: "card" },
        h("strong", {}, person.name),
        h("span", { class: "quiet" }, person.roles.join(", ")),
        warnings(person.warnings),
      ),
    ),
  );
  return h("section", {}, h("h2", {}, "People"), h("ul", { class: "list" }, cards));
}

export function warnings(rows) {
  return (rows ?? []).map((row) => h("span", { class: "warning" }, `Warning: ${row}`));
}

// Tasks and visits are done here and now; the server hears of it later.
function due(tablet, caseId, { tasks = [], visits = [] }, taken) {
  if (tasks.length + visits.length === 0) return null;
  const done = new Set(taken.map(({ manifest: { body } }) => body.task ?? body.visit));
  const rows = [
    ...visits.map((row) => ["visit", row, `${row.place || "Visit"}, ${day(row.at)}`]),
    ...tasks.map((row) => ["task", row, row.due_on ? `${row.title}, due ${day(row.due_on)}` : row.title]),
  ].map(([kind, row, words]) => {
    const act = async (made) => {
      await tablet.seal({ kind: `${kind}_done`, case: caseId, body: { [kind]: row.id } });
      made.replaceWith(h("span", { class: "state good" }, "Done"));
      say(`${words}: done`);
    };
    const hidden = h("span", { class: "hidden" }, ` ${words}`);
    const end = done.has(row.id)
      ? h("span", { class: "state good" }, "Done")
      : button(["Done", hidden], act);
    return h("li", { class: "card" }, h("span", {}, words), end);
  });
  return h("section", {}, h("h2", {}, "To do"), h("ul", { class: "list" }, rows));
}

function take(caseId, tables, numbers) {
  const known = new Map(tables.map((each) => [each.kind, each]));
  const to = (kind) => h("a", { href: `#/case/${caseId}/take/${kind}`, class: "take" }, kindWords(kind));
  const others = tables.filter(({ kind }) => !FIRST.includes(kind));
  const rows = others.map((each) => h("a", { href: `#/case/${caseId}/take/${each.kind}`, class: "take" }, each.title));
  const first = FIRST.map((kind) => (known.has(kind) || kind !== "exhibit" ? to(kind) : null));
  const words = numbers
    ? `${numbers} exhibit numbers are ready for use without a network.`
    : "No exhibit number is ready: the server gives one when the item arrives.";
  return h(
    "section",
    { class: "taking", "aria-label": "Take evidence" },
    h("h2", {}, "Take"),
    h("div", { class: "takes" }, first),
    h("p", { class: "quiet", id: "numbers" }, words),
    rows.length ? h("details", {}, h("summary", {}, "Other forms"), h("div", { class: "takes" }, rows)) : null,
  );
}

function toSign(caseId, rows) {
  if (rows.length === 0) return null;
  const cards = rows.map(({ id, witness }) => {
    const words = h("strong", {}, `Statement of ${witness.name}`);
    const to = { href: `#/case/${caseId}/sign/${id}`, class: "card" };
    return h("li", {}, h("a", to, words, h("span", { class: "quiet" }, "Its words are fixed. It is not signed.")));
  });
  return h("section", {}, h("h2", {}, "To sign"), h("ul", { class: "list" }, cards));
}

function mine(taken) {
  const rows = taken.map((each) => itemRow(each)).filter(Boolean);
  if (rows.length === 0) return null;
  const newest = rows.slice(0, MINE);
  const words = "These are the newest; the others are under ";
  return h(
    "section",
    {},
    h("h2", {}, "Taken on this tablet"),
    h("ul", { class: "list" }, newest),
    rows.length > MINE ? h("p", { class: "quiet" }, words, link("#/items", "Items"), ".") : null,
  );
}

function exhibits(rows = []) {
  if (rows.length === 0) return null;
  const words = rows.map((row) => {
    const holder = row.holder ? ` · with ${row.holder}` : "";
    return h("li", {}, h("strong", {}, row.reference), ` ${row.description}`, h("span", { class: "quiet" }, holder));
  });
  return h("details", {}, h("summary", {}, `Exhibits (${rows.length})`), h("ul", {}, words));
}

function things(title, caseId, subject, rows = []) {
  if (rows.length === 0) return null;
  const words = rows.map((row) => {
    const parts = [h("strong", {}, row.words), h("span", { class: "quiet" }, row.status)];
    return h("li", {}, h("a", { href: `#/case/${caseId}/${subject}/${row.id}`, class: "card" }, parts));
  });
  return h("details", {}, h("summary", {}, `${title} (${rows.length})`), h("ul", { class: "list" }, words));
}

function history({ history: rows = [], history_count: count = 0, as_at: asAt }) {
  const words = rows.map((row) => h("li", {}, h("span", { class: "quiet" }, day(row.at)), ` ${row.words}`));
  return h(
    "section",
    {},
    h("h2", {}, "What happened before"),
    h("ul", { class: "history" }, words),
    h("p", { class: "quiet" }, `As the server had it on ${day(asAt)}. ${newestOf(rows.length, count)}`),
  );
}
