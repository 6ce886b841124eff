// Lays a statement out on pages of A4, in pixels of 1/96 inch. The letters are larger than those of the
// server's own pages, so that what fits on a page here fits on the same page there.
import { declaration, particulars, runs } from "./statement_words.js";

export const PAGE = { width: 794, height: 1123 };
const FAMILY = '"Liberation Sans", Arial, Helvetica, sans-serif';
const FONT = `16px ${FAMILY}`;
const BOLD = `bold 16px ${FAMILY}`;
const TITLE = `bold 24px ${FAMILY}`;
const SMALL = `12px ${FAMILY}`;
const [LEFT, TOP, WIDTH, BOTTOM] = [68, 83, 658, 1040];
const LINE = 22;
const GAP = 8;
const FIRST_WORDS_AT = 500; // below the head, whose place is larger than on the server's page
const SIGNATURE_HEIGHT = 130;
const ATTENDANT_HEIGHT = 150;

// `statement` is {title, witness, language, day, text, corrections, reference, attendants}; `measure(text,
// font)` tells a width. Returns {pages: [[{text, x, y, font, kind, width}]], breaks}: where each page after
// the first begins, in characters of the words.
export function layOut(rules, statement, measure) {
  const lines = wrapped(statement, measure, WIDTH);
  const end = SIGNATURE_HEIGHT + ATTENDANT_HEIGHT * statement.attendants.length;
  const pages = filled(lines, end);
  const made = pages.map((page, place) => [
    ...(place === 0 ? head(rules, statement, pages.length, measure) : []),
    ...page.flatMap(({ items }) => items),
    ...(place === pages.length - 1 ? foot(page, statement) : []),
    ...edge(statement, place + 1, pages.length),
  ]);
  const breaks = pages.slice(1).map(([{ at }]) => [...statement.text.slice(0, at)].length);
  return { pages: made, breaks };
}

function item(text, x, y, font = FONT, more = {}) {
  return { text, x, y, font, ...more };
}

// Returns lines [{at, pieces: [{text, kind, x, width}], isLast}] no wider than `width`.
function wrapped(statement, measure, width) {
  const lines = [];
  let line = null;
  const begin = (at) => lines.push((line = { at, pieces: [], x: 0, isLast: false }));
  const put = (text, kind, at) => {
    const wide = measure(text, FONT);
    if (line.x > 0 && line.x + measure(text.trimEnd(), FONT) > width) begin(at);
    line.pieces.push({ text, kind, at, x: line.x, width: wide });
    line.x += wide;
  };
  begin(0);
  for (const { kind, text, at } of runs(statement)) {
    let offset = at;
    for (const token of text.match(/\n|[^\S\n]+|[^\s]+[^\S\n]*/g)) {
      const isOfText = kind === "same" || kind === "inserted";
      if (token === "\n") {
        line.isLast = true;
        begin(offset + (isOfText ? 1 : 0));
      } else {
        let within = 0;
        for (const part of cut(token, measure, width)) {
          put(part, kind, offset + (isOfText ? within : 0));
          within += part.length;
        }
      }
      if (isOfText) offset += token.length;
    }
  }
  line.isLast = true;
  return lines;
}

// A word wider than the page is cut where it must be.
function cut(token, measure, width) {
  if (measure(token.trimEnd(), FONT) <= width) return [token];
  const parts = [""];
  for (const sign of token) {
    if (measure(parts.at(-1) + sign, FONT) > width) parts.push("");
    parts[parts.length - 1] += sign;
  }
  return parts;
}

// Two lines of one: of its first word and of the others, or of the halves of its only word.
function inTwo({ pieces: [first, ...others], at }) {
  const signs = [...first.text];
  const half = signs.slice(0, signs.length / 2).join("");
  const begun = others.length ? first : { ...first, text: half };
  const rest = others.length
    ? others
    : [{ ...first, text: first.text.slice(half.length), at: first.at + half.length }];
  return [
    { at, pieces: [begun], isLast: false },
    { at: rest[0].at, pieces: rest.map((piece) => ({ ...piece, x: piece.x - rest[0].x })), isLast: true },
  ];
}

// Puts lines on pages; the signatures stand under at least one line.
function filled(lines, end) {
  const pages = [[]];
  let y = FIRST_WORDS_AT;
  for (const line of lines) {
    if (y + LINE > BOTTOM) {
      pages.push([]);
      y = TOP;
    }
    pages.at(-1).push(placed(line, y));
    y += LINE + (line.isLast ? GAP : 0);
  }
  if (y + end <= BOTTOM) return pages;
  if (lines.length === 1) return filled(inTwo(lines[0]), end);
  if (pages.at(-1).length > 1) {
    const last = pages.at(-1).pop();
    pages.push([placed(last.line, TOP)]);
  }
  return pages;
}

function placed(line, y) {
  const items = line.pieces.map(({ text, kind, x, width }) => item(text, LEFT + x, y, FONT, { kind, width }));
  return { at: line.at, line, items, y };
}

function head(rules, statement, count, measure) {
  const made = [
    item(statement.title, LEFT, TOP, TITLE),
    item("Criminal Procedure Rules, r 16.2; Criminal Justice Act 1967, s.9", LEFT, TOP + 34, SMALL),
  ];
  let y = TOP + 62;
  for (const [name, value] of particulars(rules, statement)) {
    made.push(item(name, LEFT, y, BOLD), item(value || "Not given", LEFT + 190, y));
    y += 26;
  }
  y += 10;
  const words = { text: declaration(rules, count), corrections: [] };
  for (const line of wrapped(words, measure, WIDTH)) {
    made.push(...placed(line, y).items.map((each) => ({ ...each, kind: null })));
    y += LINE;
  }
  return [...made, item("Signature:", LEFT, y + 30, BOLD), item("Date:", LEFT + 400, y + 30, BOLD)];
}

function foot(page, { attendants }) {
  let y = page.at(-1).y + LINE + GAP + 30;
  const made = [item("Signature:", LEFT, y, BOLD), item("Signature witnessed by:", LEFT + 330, y, BOLD)];
  y += 70;
  for (const { title } of attendants) {
    made.push(item(title, LEFT, y, BOLD), item("Signature:", LEFT, y + 40), item("Name:", LEFT + 330, y + 40));
    y += ATTENDANT_HEIGHT;
  }
  return made;
}

// Each page carries a place for the signature, the case's number, and which page it is.
function edge({ reference }, number, count) {
  return [
    item("OFFICIAL", PAGE.width / 2 - 30, 40, SMALL),
    item(`${reference} Signature:`.trim(), LEFT, 1075, SMALL),
    item(`Page ${number} of ${count}`, PAGE.width - 150, 1075, SMALL),
  ];
}
