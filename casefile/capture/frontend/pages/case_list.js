// My cases, and what is due: the tasks and visits of the day, with or without a network.
import { heldCases, lists } from "../cases.js";
import { drafts } from "../drafts.js";
import { h, link } from "../dom.js";
import { day, kindWords } from "../words.js";

export async function caseList(tablet) {
  const { cases, tasks, visits } = await lists(tablet.session);
  const held = await heldCases(tablet.session);
  const open = await drafts(tablet.session);
  const rows = h("ul", { class: "list", id: "cases" }, cases.map((row) => caseRow(row, held)));
  const nodes = [
    h("h1", {}, "Cases"),
    begun(open),
    due("Visits", visits, (row) => [row.place || "Visit", `${day(row.at)}${row.who ? `, ${row.who}` : ""}`]),
    due("Tasks", tasks, (row) => [row.title, row.due_on ? `Due ${day(row.due_on)}` : ""]),
    h("h2", {}, "My cases"),
    cases.length > 5 ? search(rows) : null,
    h("p", {}, link("#/note", "Write a note that belongs to no case")),
    cases.length ? rows : h("p", {}, "No case is on this tablet yet. It fetches yours when it is online."),
  ];
  return { title: "Cases", nodes: nodes.filter(Boolean) };
}

function caseRow(row, held) {
  const words = [row.reference, row.urn].filter(Boolean).join(" · ");
  return h(
    "li",
    { "data-words": `${words} ${row.title} ${row.offence}`.toLowerCase() },
    h(
      "a",
      { href: `#/case/${row.id}`, class: "card" },
      h("strong", {}, row.title || row.reference),
      h("span", {}, row.offence),
      h("span", { class: "quiet" }, held.has(row.id) ? words : `${words} · not fetched yet`),
    ),
  );
}

function search(rows) {
  const act = (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    for (const row of rows.children) row.hidden = !row.dataset.words.includes(wanted);
  };
  const box = h("input", { id: "search", type: "search", oninput: act });
  return h("div", { class: "field" }, h("label", { for: "search" }, "Find"), box);
}

function due(title, rows, words) {
  if (!rows?.length) return null;
  const items = rows.map((row) => {
    const [first, second] = words(row);
    const parts = [h("strong", {}, first), h("span", { class: "quiet" }, second)];
    return h("li", {}, h("a", { href: `#/case/${row.case}`, class: "card" }, parts));
  });
  return h("section", {}, h("h2", {}, title), h("ul", { class: "list" }, items));
}

function begunAt(each) {
  return day(new Date(each.at).toISOString());
}

function begun(open) {
  if (open.length === 0) return null;
  const rows = open.map((each) => {
    if (!each.case) return h("li", {}, link("#/note", `Note, begun ${begunAt(each)}`));
    const rest = each.kind === "change" ? `${each.about}/${each.subject}` : `take/${each.kind}`;
    const href = `#/case/${each.case}/${rest}`;
    return h("li", {}, link(href, `${kindWords(each.kind)}, begun ${begunAt(each)}`));
  });
  return h("section", { id: "begun" }, h("h2", {}, "Begun and not saved"), h("ul", { class: "list" }, rows));
}
