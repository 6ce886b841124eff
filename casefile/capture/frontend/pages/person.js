// A person of the case: what an officer must know at the door, and details that can be put right.
import { pack } from "../cases.js";
import { h, link } from "../dom.js";
import { day } from "../words.js";
import { warnings } from "./case.js";
import { change } from "./change.js";
import { viewed } from "./viewed.js";

export async function personPage(tablet, caseId, personId) {
  const held = await pack(tablet.session, caseId);
  const person = held?.people.find((row) => row.id === personId);
  if (!person) return { title: "Person", nodes: [h("h1", {}, "This person is not on the tablet")] };
  await viewed(tablet, caseId, "person", personId);
  const { node, leave } = await change(tablet, caseId, "person", person);
  const nodes = [
    link(`#/case/${caseId}`, "Back to the case"),
    h("h1", {}, person.name),
    h("p", { class: "quiet" }, person.roles.join(", ")),
    h("div", { class: "warnings" }, warnings(person.warnings)),
    person.born_on ? h("p", {}, `Born ${day(person.born_on)}`) : null,
    contacts(person),
    node,
  ];
  return { title: person.name, nodes: nodes.filter(Boolean), leave };
}

// How to reach somebody is only ever shown with what makes it unsafe.
function contacts({ contacts: rows = [], safe_contact: plan }) {
  const safe = plan ? h("p", { class: "warning" }, `Safe contact: ${plans(plan)}`) : null;
  const points = rows.map((row) =>
    h("li", { class: row.is_safe ? null : "warning" }, `${row.kind}: ${row.value}`),
  );
  return h(
    "section",
    {},
    h("h2", {}, "Contact"),
    safe,
    points.length ? h("ul", {}, points) : h("p", {}, "No contact details are known."),
  );
}

function plans(plan) {
  return typeof plan === "string" ? plan : Object.values(plan).join(". ");
}
