// The plain words of the app: kinds of entries, what became of them, ages and sizes.
export const KINDS = {
  note: "Note",
  photo: "Photo",
  video: "Video",
  audio: "Sound recording",
  document: "File",
  exhibit: "Exhibit",
  person: "Person",
  property: "Property",
  vehicle: "Vehicle",
  arrest: "Arrest",
  voluntary_interview: "Voluntary interview",
  first_account: "First account",
  statement: "Statement",
  statement_correction: "Correction of a statement",
  statement_signature: "Signature on a statement",
  needs: "Needs",
  special_measures: "Special measures",
  vps_offer: "Offer of a victim personal statement",
  change: "Change of details",
  task_done: "Task done",
  visit_done: "Visit done",
  not_used: "Marked as not used",
  viewed: "Looked at",
  erased: "Copy on the tablet erased",
};
// Entries that the app makes by itself; the officer sees them only when asked for.
export const BY_ITSELF = new Set(["viewed", "erased"]);

export function kindWords(kind) {
  return KINDS[kind] ?? kind.replaceAll("_", " ");
}

const FLAGS = {
  clock_doubtful: "the tablet's clock is doubtful",
  counter_gap: "an earlier item has not arrived yet",
  chain_broken: "it does not follow on the item before it",
  late: "it came late",
  no_position: "without a position",
};

export function flagWords(flags = []) {
  return flags.map((flag) => FLAGS[flag] ?? flag.replaceAll("_", " ")).join(", ");
}

// Returns [word, class, sentence] for an entry: what the officer needs to know of it.
export function stateWords(row, answer) {
  if (row.state === "stuck" && answer?.outcome !== "conflict") {
    return ["Set apart", "bad", "The server found that bytes or signature do not fit. Both are kept."];
  }
  if (row.state === "stuck") {
    return ["Two versions", "bad", "The server has another item under this number. Both are kept."];
  }
  if (row.state === "bytes") return ["Sending", "wait", "The server waits for the file."];
  if (row.state !== "done") return unsentWords(answer);
  if (answer?.outcome === "conflict") {
    return ["Two versions", "warn", "Somebody else changed the same thing. A person will choose."];
  }
  if (answer?.outcome === "kept") {
    return ["Kept for a person", "warn", answer.message || "The server has it; a person will look."];
  }
  const how = row.checked === "hash" ? " This browser cannot check the receipt's signature: a file stays on the tablet." : "";
  return ["Sent", "good", `The server has it, and its receipt was checked.${how}`];
}

function unsentWords(answer) {
  if (!answer) return ["Not sent", "wait", "It is sealed on this tablet."];
  return ["Not sent", "warn", "The server answered without a receipt that fits. It is sent again."];
}

const UNITS = [
  [86_400_000, "day", "days"],
  [3_600_000, "hour", "hours"],
  [60_000, "minute", "minutes"],
];

export function age(ms) {
  for (const [unit, one, many] of UNITS) {
    const count = Math.floor(ms / unit);
    if (count >= 1) return `${count} ${count === 1 ? one : many}`;
  }
  return "a moment";
}

export function size(bytes) {
  if (!Number.isFinite(bytes)) return "unknown";
  for (const [unit, name] of [[1e9, "GB"], [1e6, "MB"], [1e3, "kB"]]) {
    if (bytes >= unit) return `${(bytes / unit).toFixed(bytes >= 10 * unit ? 0 : 1)} ${name}`;
  }
  return `${bytes} bytes`;
}

// What a list leaves out is said beside it.
export function newestOf(shown, count) {
  return shown < count ? `These are the newest ${shown} of ${count}.` : "";
}

export function clockWords(ms) {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

// A moment or a day as London has it, whatever zone the tablet is set to.
export function day(iso) {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso ?? "";
  const hasTime = /T\d/.test(iso);
  const about = { day: "numeric", month: "short", year: "numeric" };
  const time = hasTime ? { hour: "2-digit", minute: "2-digit" } : {};
  return new Intl.DateTimeFormat("en-GB", { ...about, ...time, timeZone: "Europe/London" }).format(date);
}
