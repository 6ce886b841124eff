// A piece of property or a vehicle of the case, and its details that can be put right.
import { pack } from "../cases.js";
import { h, link } from "../dom.js";
import { change } from "./change.js";
import { viewed } from "./viewed.js";

export async function thingPage(tablet, caseId, subject, id) {
  const held = await pack(tablet.session, caseId);
  const rows = { property: held?.property, vehicle: held?.vehicles }[subject];
  const row = rows?.find((each) => each.id === id);
  if (!row) return { title: "Thing", nodes: [h("h1", {}, "This is not on the tablet")] };
  await viewed(tablet, caseId, subject, id);
  const { node, leave } = await change(tablet, caseId, subject, row);
  const nodes = [
    link(`#/case/${caseId}`, "Back to the case"),
    h("h1", {}, row.words),
    h("p", { class: "quiet" }, row.status),
    node,
  ];
  return { title: row.words, nodes: nodes.filter(Boolean), leave };
}
