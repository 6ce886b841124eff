// Starts the app: the store, the worker that hashes, the service worker, and the page that the address
// names. While it is locked, the only page is the one to unlock it.
import { bar, bottom } from "./bar.js";
import { button, h, say } from "./dom.js";
import { Hashing } from "./hashing.js";
import { caseList } from "./pages/case_list.js";
import { casePage } from "./pages/case.js";
import { itemList } from "./pages/items.js";
import { personPage } from "./pages/person.js";
import { signPage } from "./pages/sign.js";
import { startPage } from "./pages/start.js";
import { statementPage } from "./pages/statement.js";
import { tabletPage } from "./pages/tablet.js";
import { takePage } from "./pages/take.js";
import { thingPage } from "./pages/thing.js";
import { openStore } from "./store.js";
import { Tablet } from "./tablet.js";

const ROUTES = [
  [/^#?\/?$/, caseList],
  [/^#\/case\/([\w-]+)$/, casePage],
  [/^#\/case\/([\w-]+)\/person\/([\w-]+)$/, personPage],
  [/^#\/case\/([\w-]+)\/(property|vehicle)\/([\w-]+)$/, thingPage],
  [/^#\/case\/([\w-]+)\/take\/statement$/, statementPage],
  [/^#\/case\/([\w-]+)\/sign\/([\w-]+)$/, signPage],
  [/^#\/case\/([\w-]+)\/take\/(\w+)(?:\/(\d+))?$/, takePage],
  [/^#\/note$/, (tablet) => takePage(tablet, "", "note")],
  [/^#\/items$/, itemList],
  [/^#\/tablet$/, tabletPage],
];
const main = document.querySelector("#main");
let leave = null;
let turn = 0;

function found() {
  for (const [pattern, page] of ROUTES) {
    const match = pattern.exec(location.hash);
    if (match) return [page, match.slice(1)];
  }
  return [caseList, []];
}

async function show(tablet, { isSame = false } = {}) {
  const mine = (turn += 1);
  await leave?.();
  leave = null;
  const [page, rest] = tablet.session ? found() : [startPage, []];
  const made = await page(tablet, ...rest);
  if (mine !== turn) return made.leave?.();
  leave = made.leave;
  document.title = `${made.title} – Casefile on the tablet`;
  main.replaceChildren(...made.nodes.flat());
  bottom(tablet);
  if (isSame) return undefined;
  scrollTo(0, 0);
  main.focus({ preventScroll: true });
  return undefined;
}

// A page that shows what sync brings is drawn anew, unless the officer is at something in it: nothing
// moves away under a thumb, and the keyboard stays where it was.
async function again(tablet) {
  const isBusy = main.querySelector("form, video, .recording, details[open], .export a");
  if (!tablet.session || isBusy) return;
  const { id, hash } = document.activeElement;
  await show(tablet, { isSame: true });
  const same = [...main.querySelectorAll("a, button")].find((each) => {
    return (id && each.id === id) || (hash && each.hash === hash);
  });
  same?.focus({ preventScroll: true });
}

function newVersion(registration) {
  const use = button("Use it now", () => registration.waiting?.postMessage("use-new-version"));
  const words = "A new version of the app is ready. What is on the tablet stays as it is.";
  document.querySelector("#top").after(h("aside", { class: "notice" }, h("p", {}, words), use));
}

async function keepShell() {
  if (!("serviceWorker" in navigator)) return;
  let before = navigator.serviceWorker.controller;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    // The first worker takes an open page over as it is. A later one was asked for, here or in another
    // tab; a recording goes on with the old version.
    const isFirst = !before;
    before = navigator.serviceWorker.controller;
    if (!isFirst && !document.querySelector(".recording")) location.reload();
  });
  const registration = await navigator.serviceWorker.register(document.body.dataset.worker);
  if (registration.waiting && before) newVersion(registration);
  registration.addEventListener("updatefound", () => {
    const next = registration.installing;
    next?.addEventListener("statechange", () => {
      if (next.state === "installed" && navigator.serviceWorker.controller) newVersion(registration);
    });
  });
}

// After ten minutes without a touch, or asleep, the passphrase is asked again; never under a recording.
function lockWhenLeft(tablet) {
  const longest = 10 * 60_000;
  let touched = Date.now();
  for (const kind of ["pointerdown", "keydown"]) {
    addEventListener(kind, () => (touched = Date.now()), { capture: true, passive: true });
  }
  const look = () => {
    const isLeft = Math.abs(Date.now() - touched) > longest;
    if (tablet.session && isLeft && !document.querySelector(".recording")) tablet.lock();
  };
  setInterval(look, 15_000);
  document.addEventListener("visibilitychange", look);
  tablet.addEventListener("opened", () => (touched = Date.now()));
}

async function start() {
  const { release, hasher } = document.body.dataset;
  const db = await openStore(() => location.reload());
  const tablet = new Tablet(db, { release, hasher: new Hashing(hasher) });
  for (const name of ["opened", "locked"]) tablet.addEventListener(name, () => show(tablet));
  tablet.addEventListener("counted", () => bar(tablet));
  tablet.addEventListener("synced", () => again(tablet));
  addEventListener("hashchange", () => show(tablet));
  lockWhenLeft(tablet);
  await tablet.start();
  await show(tablet);
  await keepShell();
}

start().catch((error) => {
  console.error(error);
  main.replaceChildren(
    h("h1", {}, "The app could not start"),
    h("p", {}, "Nothing on the tablet was changed. Close it and open it again."),
    h("p", { class: "quiet" }, String(error.message)),
  );
  say("The app could not start");
});
