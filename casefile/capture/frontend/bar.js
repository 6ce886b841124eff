// What stands on every page: whether the server is reached, how much waits and since when, how much
// room is left; and at the bottom, within reach of a thumb, the three places to go.
import { h, link } from "./dom.js";
import { age, size } from "./words.js";

const STATES = {
  idle: ["Not asked yet", "wait"],
  done: ["Online", "good"],
  sending: ["Sending", "wait"],
  offline: ["Offline", "wait"],
  elsewhere: ["Sending in another tab", "wait"],
  signed_out: ["Signed out at the server", "warn"],
  other_officer: ["Somebody else is signed in", "warn"],
  revoked: ["Revoked", "bad"],
  trouble: ["Trouble", "warn"],
};

function unsent({ count, oldest }) {
  if (count === 0) return "All sent";
  return `${count} not sent, oldest ${age(Math.max(0, Date.now() - oldest))}`;
}

function stateWords({ state, share }) {
  const [words] = STATES[state];
  return share === undefined ? words : `${words} ${Math.floor(share * 100)}%`;
}

export function bar(tablet) {
  const { waiting, status, space } = tablet;
  const look = STATES[status.state][1];
  const state = h("span", { class: `state ${look}`, id: "state" }, stateWords(status));
  const count = h("span", { class: waiting.count ? "count some" : "count", id: "unsent" }, unsent(waiting));
  const nodes = [h("p", { class: "bar" }, state, count), action(status)];
  if (space.isLow) {
    const words = `Little room: ${size(space.free_bytes)} left. Send or export soon; you can still take evidence.`;
    nodes.push(h("p", { class: "bar low", id: "low" }, words));
  }
  document.querySelector("#top").replaceChildren(...nodes.filter(Boolean));
}

// What the officer can do about the state, when there is something.
function action({ state, words, name }) {
  const to = "/sign-in/?next=/capture/";
  if (state === "signed_out") {
    return h("p", { class: "bar" }, link(to, "Sign in at the server to send"));
  }
  if (state === "other_officer") {
    return h("p", { class: "bar" }, `${name} is signed in at the server. `, link(to, "Sign in as you"));
  }
  if (state === "revoked") {
    const told = "This tablet was revoked. What it took is safe: ";
    return h("p", { class: "bar" }, told, link("#/tablet", "export it for a supervisor"));
  }
  return state === "trouble" ? h("p", { class: "bar" }, words) : null;
}

const PLACES = [
  ["#/", "Cases"],
  ["#/items", "Items"],
  ["#/tablet", "Tablet"],
];

export function bottom(tablet) {
  const nav = document.querySelector("#bottom");
  nav.hidden = !tablet.session;
  const here = location.hash || "#/";
  const links = PLACES.map(([href, words]) => {
    const isHere = href === "#/" ? here === "#/" || here.startsWith("#/case") : here === href;
    return h("a", { href, "aria-current": isHere ? "page" : null }, words);
  });
  nav.replaceChildren(...links);
  bar(tablet);
}
