// Words that are not saved yet: kept, encrypted, at every change, so that neither a lock, a crash nor
// an empty battery loses them. Several at once, for several cases.
import { forgetRecord, keepRecord, readRecord, readRecords } from "./records.js";

const AFTER_MS = 300;

export function draftId(caseId, kind, subject = "") {
  return [caseId, kind, subject].join("/");
}

export async function draft(session, id) {
  return (await readRecord(session, "draft", id))?.values ?? {};
}

export function drafts(session) {
  return readRecords(session, "draft");
}

export function forgetDraft(session, id) {
  return forgetRecord(session, "draft", id);
}

// Keeps what a form holds a moment after each change, and at once when the page is hidden.
export class DraftKeeper {
  constructor(session, about, values) {
    Object.assign(this, { session, about, values, timer: null, isOver: false });
    this.now = () => this.keep();
    document.addEventListener("visibilitychange", this.now);
  }

  changed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.now, AFTER_MS);
  }

  async keep() {
    if (this.isOver || this.timer === null) return;
    clearTimeout(this.timer);
    this.timer = null;
    const values = this.values();
    await keepRecord(this.session, "draft", this.about.id, { ...this.about, values, at: Date.now() });
  }

  // Ends the keeping: `isSaved` when the words became an entry.
  async end({ isSaved }) {
    if (this.isOver) return;
    document.removeEventListener("visibilitychange", this.now);
    if (!isSaved) await this.keep();
    this.isOver = true;
    clearTimeout(this.timer);
    if (isSaved) await forgetDraft(this.session, this.about.id);
  }
}
