// Showing a statement and signing it: every page to its end, what is wrong struck out, the declaration, and
// the hands of the witness and of those beside them (EV-55). Nothing of a signing outlives this page: after
// a lock it begins anew (EV-64).
import { Pad } from "../../../static/casefile/pad.js";
import { statementRules } from "../cases.js";
import { button, form, h, input, link, say } from "../dom.js";
import { monotonic } from "../moment.js";
import { position } from "../position.js";
import { declaration } from "../statement_words.js";
import { correct, pictureOf, signed, tidy, toSign } from "../statements.js";

export async function signPage(tablet, caseId, id) {
  const statement = await toSign(tablet.session, id);
  const home = link(`#/case/${caseId}`, "Back to the case");
  if (!statement) {
    const words = "It is signed, or this tablet does not have its pages.";
    return { title: "Statement", nodes: [home, h("h1", {}, "Nothing to sign here"), h("p", {}, words)] };
  }
  const title = `Statement of ${statement.witness.name}`;
  const rules = await statementRules(tablet.session);
  const place = h("div", {});
  const page = { tablet, rules, place, addresses: [] };
  show(page, statement);
  const leave = () => forget(page);
  return { title, nodes: [home, h("h1", {}, title), place], leave };
}

function forget(page) {
  for (const address of page.addresses) URL.revokeObjectURL(address);
  page.seen?.disconnect();
}

function show(page, statement) {
  forget(page);
  const count = statement.pictures.length;
  page.addresses = statement.pictures.map((kept) => URL.createObjectURL(pictureOf(kept)));
  const pages = page.addresses.map((src, place) =>
    h("img", { src, class: "page", alt: `Page ${place + 1} of ${count}` }),
  );
  const about = { class: "pages", tabindex: 0, role: "region", "aria-label": "Pages" };
  const sheets = h("div", about, pages);
  const end = h("p", { class: "quiet", id: "end" }, `End of page ${count} of ${count}.`);
  const wait = h("p", { class: "state wait" }, "Show every page to its end. Then it can be signed.");
  const open = { shownAt: monotonic(), statement };
  const sheet = signing(page, open);
  Object.assign(sheet, { id: "signing", hidden: true });
  // The end of the last page was on the glass: the witness has been through all of them.
  page.seen = new IntersectionObserver((rows) => {
    if (!rows.some(({ isIntersecting }) => isIntersecting)) return;
    sheet.hidden = false;
    wait.hidden = true;
    page.seen.disconnect();
  });
  page.place.replaceChildren(
    h("p", {}, statement.isReadOver ? "Read every page to the witness." : "Give the tablet to the witness."),
    button("Larger pages", () => sheets.classList.toggle("large")),
    sheets,
    end,
    wait,
    h("details", {}, h("summary", {}, "The same words as text"), h("p", { class: "lines" }, statement.canonical)),
    correction(page, statement),
    sheet,
  );
  page.seen.observe(end);
}

function correction(page, statement) {
  const act = async (typed) => {
    await correct(page.tablet.session, statement, typed);
    await page.tablet.sealed();
    show(page, await toSign(page.tablet.session, statement.id));
    say("Corrected and sealed. Show the pages again.");
    scrollTo(0, 0);
  };
  const made = form(
    act,
    input("Words that are wrong", { name: "struck", rows: 2 }, "Exactly as they stand. They stay legible, struck through."),
    input("What should stand instead", { name: "inserted", rows: 2 }),
    input("Initials of the witness", { name: "initials", maxlength: 10 }),
    h("button", { type: "submit" }, "Correct it"),
  );
  return h("details", {}, h("summary", {}, "Something is wrong"), made);
}

function signing(page, open) {
  const { statement } = open;
  const hands = [hand(`Signature of ${statement.witness.name}`, "")];
  const beside = statement.attendants.map((row) => attendant(row, statement, hands));
  const accept = h("input", { type: "checkbox", id: "accept", name: "accepted" });
  return form(
    (typed) => sign(page, open, tidied(typed), hands),
    h("h2", {}, "If it is right, sign it"),
    h("blockquote", {}, declaration(page.rules, statement.pictures.length)),
    h("div", { class: "option" }, accept, h("label", { for: "accept" }, "The witness accepts this declaration")),
    hands[0].node,
    input("Where it is signed", { name: "place", maxlength: 200, value: statement.place }),
    input("Who else is there", { name: "others_present", maxlength: 200 }),
    beside,
    h("button", { type: "submit", class: "main" }, "Sign and seal"),
  );
}

// One hand: drawn on the glass, or a name typed where somebody cannot draw.
function hand(title, role) {
  const canvas = h("canvas", { width: 600, height: 180, class: "pad", role: "img", "aria-label": title });
  const clear = h("button", { type: "button", "data-signature-clear": true }, "Clear");
  const box = h("div", { class: "signature" }, h("p", {}, h("strong", {}, title)), canvas, clear);
  const name = `${role}typed_name`;
  const typed = input("Or type the name", { name, maxlength: 120 });
  return { node: h("div", {}, box, typed), pad: new Pad(box), name };
}

function attendant({ role, title, words, is_forced: isForced }, statement, hands) {
  const said = words.replace("{witness}", statement.witness.name).replace("{language}", statement.language);
  hands.push({ ...hand(`Signature: ${title}`, role), role, title, isForced });
  return h(
    "fieldset",
    { class: "field" },
    h("legend", {}, title),
    h("blockquote", {}, said),
    isForced ? null : h("p", { class: "hint" }, "This rule was not checked, so it can be signed without them."),
    input("Name", { name: `${role}name`, maxlength: 120 }),
    input("Who they are to the witness", { name: `${role}relation`, maxlength: 120 }),
    hands.at(-1).node,
  );
}

function tidied(typed) {
  return Object.fromEntries(Object.entries(typed).map(([name, words]) => [name, tidy(words)]));
}

function given({ pad, name }, typed) {
  const { image, strokes } = pad.value();
  return image ? { image: image.split(",")[1], strokes } : { typed_name: typed[name] };
}

const isGiven = (row) => Boolean(row.image || row.typed_name);

async function sign(page, { shownAt, statement }, typed, [witness, ...others]) {
  const body = { ...given(witness, typed), pages: statement.pages, shown_ms: monotonic() - shownAt };
  if (body.shown_ms > page.rules.sign_within_ms) {
    show(page, statement);
    throw new Error("The pages were shown too long ago. Show them again.");
  }
  if (!typed.accepted) throw new Error("The witness must accept the declaration.");
  if (!isGiven(body)) throw new Error("The witness signs on the glass, or types their name.");
  const { place, others_present } = typed;
  const entry = {
    kind: "statement_signature",
    case: statement.case,
    body: {
      ...body,
      declaration_accepted: true,
      screen: `${screen.width} x ${screen.height}`,
      place,
      others_present,
      attending: others.map((other) => attending(other, typed)).filter(Boolean),
    },
    position: await position(),
  };
  await page.tablet.seal(entry);
  await signed(page.tablet.session, statement.id);
  say("Signed and sealed on the tablet.");
  location.hash = `#/case/${statement.case}`;
}

// Returns who signed beside the witness; null for somebody who was not there and need not be.
function attending({ role, title, isForced, ...other }, typed) {
  const [name, relation] = ["name", "relation"].map((part) => typed[`${role}${part}`]);
  const row = { role, name, relation, ...given(other, typed) };
  if (name && isGiven(row)) return row;
  if (isForced) throw new Error(`${title} signs too, with their name.`);
  if (name || isGiven(row)) throw new Error(`${title}: give both the name and the signature.`);
  return null;
}
