// Taking something for a case: the form of its kind, as the server's tables describe it, with a lens or
// a microphone where there is something to record. It is sealed when it is taken; nothing is refused
// because an answer is missing.
import { forms, pack, peopleOf } from "../cases.js";
import { draft, DraftKeeper, draftId } from "../drafts.js";
import { form, h, link, say } from "../dom.js";
import { Fields } from "../fields.js";
import { look, position, stopLooking } from "../position.js";
import { kindWords } from "../words.js";
import { lens } from "./lens.js";

const MEDIA = new Set(["photo", "video", "audio", "document"]);
// What is asked when the tablet has never reached the server: words are enough.
const WORDS = { name: "text", label: "Words", type: "long_text" };

// `before` counts photos of a row: the page stays open for the next one.
export async function takePage(tablet, caseId, kind, before = 0) {
  const home = caseId ? `#/case/${caseId}` : "#/";
  const held = await pack(tablet.session, caseId);
  const table = (await forms(tablet.session)).find((each) => each.kind === kind);
  const questions = table?.questions ?? (MEDIA.has(kind) ? [] : [WORDS]);
  const about = { id: draftId(caseId, kind), case: caseId, kind };
  const people = await peopleOf(tablet.session, caseId);
  const values = await draft(tablet.session, about.id);
  const fields = new Fields(questions, { values, people, changed: () => keeper.changed() });
  const keeper = new DraftKeeper(tablet.session, about, () => fields.values());
  look();
  const done = async (result) => {
    await keeper.end({ isSaved: true });
    await tablet.sealed();
    told(kind, result);
    if (page.isLeft) return; // a recording that was sealed on the way to another page
    const next = kind === "photo" ? `/take/photo/${Number(before) + 1}` : "";
    location.hash = `${home}${next}`;
  };
  const page = { tablet, about, fields, done };
  const title = table?.title ?? kindWords(kind);
  const nodes = [
    link(home, caseId ? "Back to the case" : "All cases"),
    h("h1", {}, title),
    held ? h("p", { class: "quiet" }, held.title) : null,
    before > 0 ? h("p", { class: "state good", id: "before" }, `Sealed in this row: ${before}`) : null,
    ...(MEDIA.has(kind) ? lens(page) : sheet(page)),
  ];
  const leave = async () => {
    stopLooking();
    page.isLeft = true;
    await page.leave?.();
    await keeper.end({ isSaved: false });
  };
  return { title, nodes: nodes.filter(Boolean), leave };
}

function told(kind, { reference, isCut }) {
  const given = reference ? `, reference ${reference}` : "";
  const cut = isCut ? " The tablet is full: it is kept as far as it got." : "";
  say(`${kindWords(kind)} sealed on the tablet${given}.${cut}`);
}

// A form of words; an exhibit may be a file, too.
function sheet(page) {
  const { tablet, about, fields, done } = page;
  let isWarned = false;
  const act = async () => {
    const missing = isWarned ? [] : fields.missing();
    isWarned = true;
    if (missing.length > 0) throw new Error(unanswered(missing));
    const entry = { kind: about.kind, case: about.case, body: fields.values() };
    done(await tablet.seal({ ...entry, position: await position() }).catch(notSealed));
  };
  const made = form(act, fields.node, h("button", { type: "submit", class: "main" }, "Save and seal"));
  if (about.kind !== "exhibit") return [made];
  const file = h("details", {}, h("summary", {}, "It is a file, or take a picture of it as the exhibit"), lens(page));
  return [made, file];
}

function unanswered(missing) {
  const labels = missing.map((each) => each.label).join(", ");
  return `Not answered yet: ${labels}. Save again to keep it as it is.`;
}

function notSealed(error) {
  throw new Error(`It could not be sealed: ${error.message}. Your words are kept.`, { cause: error });
}
