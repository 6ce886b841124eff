// Makes elements. Text is always text: nothing that a person wrote is ever read as markup.
export function h(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (["value", "checked", "hidden", "disabled", "srcObject"].includes(name)) made[name] = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return made;
}

export function link(href, ...children) {
  return h("a", { href }, ...children);
}

// A button acts once at a time: a second touch of a gloved thumb does nothing.
export function button(words, act, attributes = {}) {
  const made = h("button", { type: "button", ...attributes }, words);
  made.addEventListener("click", async () => {
    if (made.getAttribute("aria-disabled") === "true") return;
    made.setAttribute("aria-disabled", "true");
    try {
      await act(made);
    } finally {
      made.removeAttribute("aria-disabled");
    }
  });
  return made;
}

const SAID_MS = 7000;
let saying = null;

// Says what happened, to eyes and to a screen reader; the same stands in the lists, so it may go again.
export function say(words) {
  const place = document.querySelector("#said");
  place.textContent = words;
  clearTimeout(saying);
  saying = setTimeout(() => place.replaceChildren(), SAID_MS);
}

// A form that says what is wrong beside its button, and hands over its values. It acts once: the button
// comes back only after a failure, since what was done leads to another page.
export function form(act, ...children) {
  const wrong = h("p", { class: "wrong", role: "alert", hidden: true });
  const made = h("form", { novalidate: true, autocomplete: "off" }, ...children);
  const place = made.querySelector("[type=submit]");
  place.before(wrong);
  made.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (place.disabled) return;
    place.disabled = true;
    wrong.hidden = true;
    try {
      await act(Object.fromEntries(new FormData(made)), made);
    } catch (error) {
      wrong.textContent = error.message;
      wrong.hidden = false;
      place.disabled = false;
      console.error(error);
    }
  });
  return made;
}

export function input(label, attributes, hint = "") {
  const id = attributes.id ?? `f-${attributes.name}`;
  const about = hint ? `${id}-hint` : undefined;
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, label),
    hint ? h("p", { class: "hint", id: about }, hint) : null,
    h(attributes.rows ? "textarea" : "input", { ...attributes, id, "aria-describedby": about }),
  );
}
