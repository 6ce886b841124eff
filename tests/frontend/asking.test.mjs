// What does not need a page: which questions are asked, positions, words and times.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isShown } from "../../casefile/capture/frontend/fields.js";
import { deviceTime } from "../../casefile/capture/frontend/moment.js";
import { asPosition } from "../../casefile/capture/frontend/position.js";
import { age, day, newestOf, size, stateWords } from "../../casefile/capture/frontend/words.js";

test("a question that depends on another answer is asked only after that answer", () => {
  const injury = { name: "injury", shown_if: ["parts", "victim"] };
  const why = { name: "why", shown_if: ["is_vulnerable", "yes"] };

  assert.ok(isShown({ name: "free", shown_if: null }, {}));
  assert.ok(isShown(injury, { parts: ["witness", "victim"] }));
  assert.ok(!isShown(injury, { parts: ["witness"] }));
  assert.ok(isShown(why, { is_vulnerable: true }));
  assert.ok(!isShown(why, { is_vulnerable: false }));
});

test("EV-37: a position has its accuracy and source, and 0/0 is none", () => {
  const coords = { latitude: 51.5, longitude: -0.12, accuracy: 9.4 };

  assert.deepEqual(asPosition({ coords, timestamp: Date.UTC(2026, 10, 26) }), {
    latitude: "51.5",
    longitude: "-0.12",
    accuracy_m: "9.4",
    source: "device",
    at: "2026-11-26T00:00:00.000Z",
  });
  assert.equal(asPosition({ coords: { latitude: 0, longitude: 0, accuracy: 1 }, timestamp: 0 }), null);
});

test("EV-35: the tablet's time is written with its zone, whatever it is set to", () => {
  for (const year of [1970, 2026, 2099]) {
    const date = new Date(Date.UTC(year, 0, 2, 3, 4, 5, 678));

    assert.equal(new Date(deviceTime(date)).getTime(), date.getTime());
    assert.match(deviceTime(date), /[+-]\d\d:\d\d$/);
  }
});

test("every outcome is said in plain words, and only a checked receipt is called sent", () => {
  const said = (row, answer) => stateWords(row, answer)[0];

  assert.equal(said({ state: "unsent" }, null), "Not sent");
  assert.equal(said({ state: "bytes" }, { outcome: "waiting" }), "Sending");
  assert.equal(said({ state: "done", checked: "signature" }, { outcome: "accepted" }), "Sent");
  assert.equal(said({ state: "done" }, { outcome: "kept" }), "Kept for a person");
  assert.equal(said({ state: "done" }, { outcome: "conflict" }), "Two versions");
  assert.equal(said({ state: "stuck" }, { outcome: "quarantined" }), "Set apart");
  assert.match(stateWords({ state: "done", checked: "hash" }, { outcome: "accepted" })[2], /cannot check/);
});

test("days and times are London's", () => {
  assert.equal(day("2026-06-30T23:30:00Z"), "1 Jul 2026, 00:30");
  assert.equal(day("2026-07-01"), "1 Jul 2026");
});

test("a list that is cut says so", () => {
  assert.equal(newestOf(20, 20), "");
  assert.equal(newestOf(20, 31), "These are the newest 20 of 31.");
});

test("ages and sizes are short", () => {
  assert.equal(age(59_000), "a moment");
  assert.equal(age(7_300_000), "2 hours");
  assert.equal(size(1_536_000), "1.5 MB");
  assert.equal(size(Infinity), "unknown");
});
