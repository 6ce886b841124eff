// Everything that was taken on this tablet and what became of it. Nothing can be deleted; what is bad,
// blurred or doubled is marked as not used, and kept (EV-24).
import { button, h, link, say } from "../dom.js";
import { changeRow, countOf, items } from "../outbox.js";
import { BY_ITSELF, day, flagWords, kindWords, newestOf, size, stateWords } from "../words.js";

const MARKS = new Set(["photo", "video", "audio", "document", "exhibit", "note"]);

export async function itemList(tablet) {
  const all = await items(tablet.session, 200);
  const notUsed = new Set(
    all.filter((each) => each.manifest?.kind === "not_used").map((each) => each.manifest.body.entry),
  );
  const rows = all.map((each) => itemRow(each, { tablet, notUsed })).filter(Boolean);
  const byItself = all.filter((each) => BY_ITSELF.has(each.manifest?.kind)).length;
  const words = newestOf(all.length, await countOf(tablet.session));
  const nodes = [
    h("h1", {}, "Items"),
    button("Send now", () => tablet.sync({ isAsked: true }), { class: "main", id: "send" }),
    rows.length ? h("ul", { class: "list", id: "items" }, rows) : h("p", {}, "Nothing was taken yet."),
    words ? h("p", { class: "quiet" }, words) : null,
    h("p", { class: "quiet" }, `And ${byItself} lines of the log: what was looked at, and what was erased after a receipt.`),
  ];
  return { title: "Items", nodes: nodes.filter(Boolean) };
}

export function itemRow({ row, manifest, answer }, { tablet = null, notUsed = new Set() } = {}) {
  if (manifest && BY_ITSELF.has(manifest.kind)) return null;
  const [word, look, sentence] = stateWords(row, answer);
  const flags = flagWords(answer?.flags);
  return h(
    "li",
    { class: "card item", "data-state": row.state, "data-counter": row.counter },
    h("span", { class: `state ${look}` }, word),
    h("strong", {}, title(manifest)),
    h("span", { class: "quiet" }, about(row, manifest)),
    h("span", {}, answer?.message && word !== "Kept for a person" ? `${sentence} ${answer.message}` : sentence),
    flags ? h("span", { class: "quiet" }, `The server notes: ${flags}.`) : null,
    notUsed.has(row.id) ? h("span", { class: "state" }, "Not used") : null,
    tablet ? actions(tablet, row, manifest, notUsed) : null,
  );
}

function title(manifest) {
  if (!manifest) return "Sealed with an earlier passphrase";
  const { kind, reference, body } = manifest;
  const words = [body.title, body.description, body.text].find((value) => typeof value === "string");
  return [kindWords(kind), reference, words?.slice(0, 60)].filter(Boolean).join(" · ");
}

function about(row, manifest) {
  const at = manifest?.device_time ?? new Date(row.at).toISOString();
  const parts = [`No. ${row.counter}`, day(at)];
  if (manifest?.file) parts.push(size(manifest.file.size_bytes), `SHA-256 ${manifest.file.sha256.slice(0, 12)}…`);
  if (manifest?.position) parts.push(`± ${Math.round(Number(manifest.position.accuracy_m))} m`);
  return parts.join(" · ");
}

function actions(tablet, row, manifest, notUsed) {
  const nodes = [];
  if (manifest?.case) nodes.push(link(`#/case/${manifest.case}`, "Open the case"));
  if (manifest?.case && MARKS.has(manifest.kind) && !notUsed.has(row.id)) nodes.push(mark(tablet, row, manifest));
  if (row.state === "stuck") nodes.push(button("Send it again", () => again(tablet, row)));
  return nodes.length ? h("div", { class: "actions" }, nodes) : null;
}

async function again(tablet, row) {
  await changeRow(tablet.db, row.id, { state: "unsent" });
  await tablet.sync();
}

// The reason is asked for in place; the item itself does not change.
function mark(tablet, row, manifest) {
  return button("Not used", (made) => {
    const id = `why-${row.id}`;
    const box = h("input", { id, type: "text", maxlength: 200 });
    const act = async () => {
      const reason = box.value.trim();
      if (!reason) {
        say("Say why it is not used");
        return box.focus();
      }
      const body = { entry: row.id, reason };
      await tablet.seal({ kind: "not_used", case: manifest.case, body });
      say("Marked as not used. It is kept.");
      return place.replaceWith(h("span", { class: "state" }, "Not used"));
    };
    const label = h("label", { for: id }, "Why is it not used?");
    const stay = (event) => event.preventDefault();
    const place = h("form", { class: "why", onsubmit: stay }, label, box, button("Mark it", act));
    made.replaceWith(place);
    box.focus();
  });
}
