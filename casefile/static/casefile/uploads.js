// The page where files are added: sends each as soon as it is chosen, with its progress, and goes on
// after a cut. Without this file the same form sends them with the page.
import { Sending } from "./sending.js";

const box = document.querySelector("[data-uploads]");
const form = box?.closest("form");
const input = form?.querySelector("input[type=file]");
const words = box ? JSON.parse(box.dataset.words) : {};
const list = document.createElement("ul");
const status = document.createElement("p");
const running = new Set();

function say(name, text) {
  status.textContent = name ? `${name}: ${text}` : text;
}

function percent(share) {
  return Math.min(99, Math.floor(share * 100));
}

// A file that began to arrive before is known by its name and size alone, from the list on the page.
function addressOf(file) {
  for (const row of document.querySelectorAll("[data-upload-part]")) {
    const { uploadName, uploadSize, uploadPart } = row.dataset;
    if (uploadName === file.name && Number(uploadSize) === file.size) {
      row.remove();
      return uploadPart;
    }
  }
  return null;
}

function button(text, name) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "govuk-button govuk-button--secondary";
  made.append(text);
  const hidden = document.createElement("span");
  hidden.className = "govuk-visually-hidden";
  hidden.textContent = ` ${name}`;
  made.append(hidden);
  return made;
}

class Item {
  constructor(file) {
    this.name = file.name;
    this.quarter = 0;
    this.row = document.createElement("li");
    this.title = document.createElement("p");
    this.title.className = "govuk-body govuk-!-font-weight-bold app-break-anywhere";
    this.title.textContent = file.name;
    this.bar = document.createElement("progress");
    this.bar.className = "app-uploads__bar";
    this.bar.max = 100;
    this.bar.value = 0;
    this.bar.setAttribute("aria-label", file.name);
    this.state = document.createElement("p");
    this.state.className = "govuk-body";
    this.remove = button(words.remove, file.name);
    this.remove.addEventListener("click", () => this.takeOut());
    this.row.append(this.title, this.bar, this.state, this.remove);
    list.append(this.row);
    this.send(file);
  }

  send(file) {
    if (file.size === 0) return this.hear("refused", "empty");
    if (file.size > Number(box.dataset.maxBytes)) return this.hear("refused", "too_large");
    running.add(this);
    const about = { for: box.dataset.for, filename: file.name };
    this.sending = new Sending(file, about, (state, detail) => this.hear(state, detail), addressOf(file));
  }

  hear(state, detail) {
    if (state === "sending") {
      this.bar.value = percent(detail);
      this.state.textContent = `${words.sending} ${percent(detail)}%`;
      const quarter = Math.floor(detail * 4);
      if (quarter !== this.quarter) say(this.name, this.state.textContent);
      this.quarter = quarter;
      return;
    }
    this.state.textContent = state === "refused" ? words[detail] ?? words.other : words[state];
    this.state.classList.toggle("govuk-error-message", state === "refused");
    if (state === "done") this.bar.value = 100;
    if (state === "refused") this.bar.remove();
    if (state !== "waiting") running.delete(this);
    say(this.name, this.state.textContent);
  }

  async takeOut() {
    running.delete(this);
    this.remove.disabled = true;
    await this.sending?.remove();
    this.row.remove();
    say(this.name, words.removed);
    input.focus();
  }
}

function chosen() {
  for (const file of [...input.files]) new Item(file);
  input.value = ""; // what is sent already must not travel with the form again
}

function leave(event) {
  if (running.size === 0) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  say("", words.still);
  status.classList.remove("govuk-visually-hidden");
  status.focus();
}

if (input) {
  list.className = "govuk-list app-uploads__list";
  status.className = "govuk-body govuk-visually-hidden";
  status.tabIndex = -1;
  status.setAttribute("role", "status");
  box.append(list, status);
  box.querySelector("[data-uploads-limit]").textContent = words.limit;
  form.querySelector("button[name=action][value=add]")?.remove();
  input.addEventListener("change", chosen);
  form.addEventListener("submit", leave, true);
}
