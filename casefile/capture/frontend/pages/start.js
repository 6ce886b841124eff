// The pages before the tablet is unlocked: setting it up with a code, adding an officer, the passphrase.
import { button, form, h, input, link, say } from "../dom.js";
import { Offline, Problem } from "../tablet.js";
import { ready } from "./export.js";

const SHORTEST = 12;
const SIGN_IN = "/sign-in/?next=/capture/";

export async function startPage(tablet) {
  const officers = await tablet.officers();
  if (!tablet.device) return { title: "Set up this tablet", nodes: setUp(tablet) };
  if (officers.length === 0) return { title: "Your passphrase", nodes: join(tablet) };
  return { title: "Unlock", nodes: unlock(tablet, officers) };
}

function passphrases() {
  const hint =
    "At least 12 characters, for this tablet only. It opens the tablet without a network, and is not kept anywhere.";
  const attributes = { type: "password", autocomplete: "new-password", minlength: SHORTEST };
  return [
    input("Choose a passphrase", { ...attributes, name: "passphrase" }, hint),
    input("The same again", { ...attributes, name: "again" }),
  ];
}

function checked({ passphrase, again }) {
  if (passphrase.length < SHORTEST) throw new Error("Use at least 12 characters.");
  if (passphrase !== again) throw new Error("The two passphrases are not the same.");
}

function submit(words) {
  return h("button", { type: "submit", class: "main" }, words);
}

// Says a refusal of the server in words that lead on.
async function withWords(work) {
  try {
    await work();
  } catch (error) {
    if (error instanceof Offline) throw new Error("This needs a network once. Try again with one.");
    if (error instanceof Problem && error.needsSignIn) {
      throw new Error("Sign in at the server first, with the link on this page.");
    }
    throw error;
  }
}

function setUp(tablet) {
  const act = (values) => {
    checked(values);
    return withWords(() => tablet.enrol(values));
  };
  return [
    h("h1", {}, "Set up this tablet"),
    h("p", {}, "1. ", link(SIGN_IN, "Sign in at the server"), " if you have not."),
    h("p", {}, "2. Ask an administrator of your force for a code. It is good once, for one hour."),
    form(
      act,
      input("Code", { name: "code", autocapitalize: "characters", spellcheck: "false" }),
      input("Name of the tablet", { name: "name", maxlength: 80 }, "Such as the number on its back"),
      passphrases(),
      submit("Set up"),
    ),
  ];
}

function join(tablet, { back } = {}) {
  const act = (values) => {
    checked(values);
    return withWords(() => tablet.join(values));
  };
  return [
    h("h1", {}, "Your passphrase"),
    h("p", {}, `This is “${tablet.device.name}”. `, link(SIGN_IN, "Sign in at the server"), ", then:"),
    form(act, passphrases(), submit("Keep and unlock")),
    back ?? null,
  ].filter(Boolean);
}

function unlock(tablet, officers) {
  const rows = officers.map((officer) => h("option", { value: officer.id }, officer.name));
  const who = h(
    "div",
    { class: "field" },
    h("label", { for: "officer" }, "Who are you?"),
    h("select", { id: "officer", name: "officer" }, rows),
  );
  const passphrase = input("Passphrase", {
    name: "passphrase",
    type: "password",
    autocomplete: "current-password",
  });
  const act = async (values) => {
    say("Opening…");
    await tablet.unlock(values.officer, values.passphrase);
    say(tablet.recovered ? `Sealed, though it was cut off: ${tablet.recovered}` : "Open");
  };
  return [
    h("h1", {}, "Unlock"),
    form(act, who, passphrase, submit("Unlock")),
    more(tablet),
  ];
}

function more(tablet) {
  const other = button("Another officer, or a forgotten passphrase", () => {
    const words =
      "A new passphrase opens what you take from now on. What was sealed with an old one stays on the tablet: export it, and the server opens it with its own key.";
    document.querySelector("#main").replaceChildren(...join(tablet), h("p", { class: "quiet" }, words));
  });
  const folded = h("details", {}, h("summary", {}, "Something else"), other, ready(tablet));
  return folded;
}
