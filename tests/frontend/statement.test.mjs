// A statement on the tablet: its pages, its corrections, and the file of what was shown.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pdfOf } from "../../casefile/capture/frontend/pdf.js";
import { layOut, PAGE } from "../../casefile/capture/frontend/statement_layout.js";
import {
  attendantsFor,
  contactDetailsIn,
  corrected,
  NotSo,
  runs,
} from "../../casefile/capture/frontend/statement_words.js";

const RULES = {
  declaration: "This statement (consisting of {pages} signed by me) is true.",
  adult_age: 18,
  own_languages: ["english", "welsh"],
  attendants: ["reader", "interpreter", "guardian"].map((role) => ({ role, title: role, words: "" })),
};
const measure = (text) => text.length * 8;

function statement(text, more = {}) {
  const witness = { name: "Ada Moor", born_on: null, occupation: "Baker" };
  const about = { title: "Witness statement", language: "English", day: "2026-03-02", reference: "" };
  return { ...about, witness, text, corrections: [], attendants: [], ...more };
}

const words = (page) => page.map(({ text }) => text).join("");

test("EV-55: every word stands once, within the page, and pages begin where the breaks say", () => {
  const lines = Array.from({ length: 120 }, (_, i) => `Line ${i}: ${"what I saw there ".repeat(i % 9)}🙂`);
  const text = lines.join("\n");

  const { pages, breaks } = layOut(RULES, statement(text), measure);

  assert.ok(pages.length > 3);
  assert.equal(breaks.length, pages.length - 1);
  for (const each of pages.flat()) {
    assert.ok(each.x >= 0 && each.x + measure(each.text.trimEnd()) <= PAGE.width, each.text);
    assert.ok(each.y >= 0 && each.y + 16 <= PAGE.height, each.text);
  }
  const signs = [...text];
  const starts = [0, ...breaks, signs.length];
  pages.forEach((page, place) => {
    const part = signs.slice(starts[place], starts[place + 1]).join("");
    const shown = page.filter(({ kind }) => kind === "same").map((each) => each.text).join("");
    assert.equal(shown.replace(/\s/g, ""), part.replace(/\s/g, ""), `page ${place + 1}`);
  });
  assert.match(words(pages[0]), new RegExp(`consisting of ${pages.length} pages, each signed`));
});

test("signatures stand under at least one line of words", () => {
  for (let count = 1; count < 60; count += 1) {
    const text = Array.from({ length: count }, (_, i) => `Line ${i}`).join("\n");
    for (const attendants of [[], RULES.attendants.slice(0, 1), RULES.attendants]) {
      const { pages } = layOut(RULES, statement(text, { attendants }), measure);
      assert.ok(pages.at(-1).some(({ kind }) => kind === "same"), `${count} lines`);
      assert.ok(pages.at(-1).every(({ y }) => y < PAGE.height - 30));
    }
  }
});

test("a word wider than the page is cut, not lost", () => {
  const text = "x".repeat(500);
  const { pages } = layOut(RULES, statement(text), measure);
  const shown = pages.flat().filter(({ kind }) => kind === "same");
  assert.equal(shown.map((each) => each.text).join(""), text);
});

test("EV-59: what was wrong stays legible, and later corrections find their place", () => {
  let found = statement("I saw a tall man run east.");
  found = corrected(found, { struck: "east", inserted: "north-west", initials: "am" });
  found = corrected(found, { struck: "a tall man", inserted: "a man", initials: "AM" });

  assert.equal(found.text, "I saw a man run north-west.");
  assert.deepEqual(
    runs(found).map(({ kind, text }) => [kind, text]),
    [
      ["same", "I saw "], ["struck", "a tall man"], ["inserted", "a man"], ["initials", " (AM)"],
      ["same", " run "], ["struck", "east"], ["inserted", "north-west"], ["initials", " (AM)"],
      ["same", "."],
    ],
  );
  for (const change of [
    { struck: "nowhere", inserted: "x", initials: "AM" },
    { struck: "a", inserted: "x", initials: "AM" },
    { struck: "", inserted: "x", initials: "AM" },
    { struck: "run", inserted: "x", initials: " " },
    { struck: "north", inserted: "x", initials: "AM" },
  ]) {
    assert.throws(() => corrected(found, change), NotSo);
  }
});

test("EV-60, EV-61: who signs beside the witness follows the server's table", () => {
  const roles = (about) => attendantsFor(RULES, about).map(({ role }) => role);
  assert.deepEqual(roles({ isReadOver: false, language: "Welsh", age: 18 }), []);
  assert.deepEqual(roles({ isReadOver: true, language: "Polish", age: 17 }), ["reader", "interpreter", "guardian"]);
  assert.deepEqual(roles({ isReadOver: false, language: "English", age: null }), []);
});

test("EV-62: a witness's own number is found however it is written", () => {
  const contacts = [{ kind: "phone", value: "+447700900123" }, { kind: "email", value: "ada@example.com" }];
  assert.equal(contactDetailsIn("Ring 07700 900 123.", contacts)[0].kind, "phone");
  assert.equal(contactDetailsIn("I ran home.", contacts).length, 0);
});

test("the file of the pages names each object where it stands", () => {
  const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xd9]);
  const file = Buffer.from(pdfOf([1, 2].map(() => ({ jpeg, width: 10, height: 20 })))).toString("latin1");
  const start = Number(/startxref\n(\d+)/.exec(file)[1]);
  const rows = file.slice(start).match(/\d{10} 00000 n/g);
  assert.equal(rows.length, 8);
  rows.forEach((row, place) => {
    assert.ok(file.slice(Number(row.slice(0, 10))).startsWith(`${place + 1} 0 obj`));
  });
});
