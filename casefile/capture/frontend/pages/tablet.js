// The tablet itself: room, whether the browser may evict, the clock, export, and signing out.
import { button, h, say } from "../dom.js";
import { askToPersist } from "../space.js";
import { age, size } from "../words.js";
import { ready } from "./export.js";

export async function tabletPage(tablet) {
  const nodes = [
    h("h1", {}, "Tablet"),
    facts(await rows(tablet)),
    keep(tablet),
    h("h2", {}, "Hand it in another way"),
    h("p", {}, "The file holds all that the server has not taken, encrypted. Give it to a supervisor."),
    ready(tablet),
    h("h2", {}, "Sign out"),
    h("p", {}, "The key goes from memory. What is not sent stays, sealed, and is sent when you are back."),
    button("Sign out", () => tablet.signOut(), { class: "main", id: "sign-out" }),
  ];
  return { title: "Tablet", nodes: nodes.filter(Boolean) };
}

async function rows(tablet) {
  const { waiting, space, session } = tablet;
  const device = await tablet.db.get("meta", "device");
  const oldest = waiting.count ? `, oldest ${age(Date.now() - waiting.oldest)}` : "";
  const contact = device.contactAt ? `${age(Date.now() - device.contactAt)} ago` : "Never";
  return [
    ["Officer", session.officer.name],
    ["Tablet", device.name],
    ["Not sent", `${waiting.count}${oldest} (${size(waiting.size_bytes)})`],
    ["Of other officers", others(waiting, session)],
    ["Set apart by the server", String(waiting.stuck)],
    ["Room left", `${size(space.free_bytes)} of ${size(space.total_bytes)}`],
    ["The browser keeps everything", space.isPersistent ? "Yes" : "Not promised"],
    ["Last contact", contact],
    ["Clock beside the server's", clock(device.skewMs)],
    ["Number of the last entry", String(device.counter)],
    ["Version", tablet.release],
  ];
}

// Only who sealed something can send it: nobody else can read it.
function others({ officers }, { officer }) {
  const isSome = [...(officers ?? [])].some((id) => id !== officer.id);
  return isSome ? "Some, sent when they unlock" : "None";
}

// The clock is shown as it is; who decides what it means is the server's side.
function clock(skew) {
  if (skew === undefined || skew === null) return "Not compared yet";
  const seconds = Math.round(Math.abs(skew) / 1000);
  if (seconds < 2) return "Equal";
  return `${age(seconds * 1000) === "a moment" ? `${seconds} seconds` : age(seconds * 1000)} apart`;
}

function facts(all) {
  return h("dl", { class: "facts" }, all.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

function keep(tablet) {
  if (tablet.space.isPersistent) return null;
  return button("Ask the browser to keep everything", async () => {
    const isKept = await askToPersist();
    await tablet.refresh();
    say(isKept ? "The browser keeps everything" : "The browser made no promise. Install the app, then ask again.");
  });
}
