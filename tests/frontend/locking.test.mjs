// Which tabs lock: one that was left, itself; a sign-out, all of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Tablet } from "../../casefile/capture/frontend/tablet.js";
import { tablet } from "./tablet.mjs";

globalThis.navigator ??= { onLine: false };

// Two tabs that are unlocked over one store; `work` is done in the first.
async function inTheFirst(work) {
  const session = await tablet();
  const tabs = [1, 2].map(() => new Tablet(session.db, { release: "1", hasher: null }));
  for (const tab of tabs) {
    Object.assign(tab, { session });
    tab.api.fetch = async () => new Response("{}");
  }
  await work(tabs[0]);
  await new Promise((resolve) => setTimeout(resolve, 50));
  for (const tab of tabs) tab.others.close();
  return tabs.map((tab) => tab.session !== null);
}

test("a tab that was left locks itself and not one in which somebody captures", async () => {
  assert.deepEqual(await inTheFirst((tab) => tab.lock()), [false, true]);
});

test("a sign-out that was asked for locks every tab", async () => {
  assert.deepEqual(await inTheFirst((tab) => tab.signOut()), [false, false]);
});
