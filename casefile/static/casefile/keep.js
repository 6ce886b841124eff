// Sends a page of the public form without leaving it, so that a lost connection loses no words: it
// says so, and tries again when the connection is back, by and by, or on pressing Continue.
// Only where the server allows it (data-until), words that could not be sent are also laid by in
// this browser until they are; a sensitive form never is. Exit and sending take them away.
const EVERY = 15000;
const PATIENCE = 30000;
const LAID_BY = "kept:";

function store(work) {
  try {
    return work(window.localStorage);
  } catch {
    return null; // storage is switched off or full; the page itself still holds the words
  }
}

function laidBy(kept) {
  return Object.keys(kept).filter((key) => key.startsWith(LAID_BY));
}

export function forgetAll() {
  store((kept) => laidBy(kept).forEach((key) => kept.removeItem(key)));
}

export function forgetOld() {
  const isOver = (text) => !(JSON.parse(text).until * 1000 > Date.now());
  store((kept) =>
    laidBy(kept)
      .filter((key) => isOver(kept.getItem(key)))
      .forEach((key) => kept.removeItem(key)),
  );
}

export class Keep {
  constructor(form) {
    this.form = form;
    this.key = LAID_BY + window.location.pathname;
    this.isSending = false;
    this.pressed = null;
    this.timer = 0;
    this.status = document.createElement("div");
    this.status.setAttribute("role", "status");
    const button = form.querySelector("button[type=submit]");
    const group = button.closest(".govuk-button-group") || button;
    group.insertAdjacentElement("beforebegin", this.status);
    this.putBack();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.pressed = event.submitter || null;
      this.send();
    });
    window.addEventListener("online", () => this.timer && this.send());
  }

  // The words stand in the page, each language in its own element.
  say(name) {
    const words = this.form.querySelector(`template[data-say="${name}"]`);
    this.status.className = "govuk-inset-text";
    this.status.replaceChildren(words.content.cloneNode(true));
  }

  fields() {
    const fields = [...new FormData(this.form)].filter(([, value]) => typeof value === "string");
    return this.pressed && this.pressed.name
      ? [...fields, [this.pressed.name, this.pressed.value]]
      : fields;
  }

  async send() {
    if (this.isSending) return;
    this.isSending = true;
    window.clearTimeout(this.timer);
    const stop = new AbortController();
    const clock = window.setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(this.form.getAttribute("action") || window.location.href, {
        method: "POST",
        body: new URLSearchParams(this.fields()),
        headers: { "X-Keep": "1" },
        redirect: "manual",
        signal: stop.signal,
      });
      this.took(answer);
    } catch {
      this.wait("lost");
    }
    window.clearTimeout(clock);
    this.isSending = false;
  }

  took(answer) {
    const next = answer.headers.get("X-Next");
    if (answer.status === 204 && next) {
      store((kept) => kept.removeItem(this.key));
      window.location.assign(next);
    } else if (answer.status >= 500) {
      this.wait("no-answer");
    } else {
      this.sendAsUsual();
    }
  }

  // What the page would show, such as an error, is asked for again in the usual way.
  sendAsUsual() {
    if (this.pressed && this.pressed.name) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: this.pressed.name, value: this.pressed.value });
      this.form.append(field);
    }
    HTMLFormElement.prototype.submit.call(this.form);
  }

  wait(name) {
    this.say(name);
    this.layBy();
    this.timer = window.setTimeout(() => this.send(), EVERY);
  }

  layBy() {
    const until = Number(this.form.dataset.until);
    const hidden = (name) => this.form.querySelector(`input[type=hidden][name="${name}"]`);
    if (!until) return;
    const fields = this.fields().filter(([name]) => !hidden(name));
    store((kept) => kept.setItem(this.key, JSON.stringify({ until, fields })));
  }

  putBack() {
    const text = this.form.dataset.until && store((kept) => kept.getItem(this.key));
    if (!text) return;
    const { fields } = JSON.parse(text);
    for (const [name, value] of fields) this.fill(name, value);
    this.say("put-back");
  }

  fill(name, value) {
    for (const field of this.form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "radio" || field.type === "checkbox") {
        if (field.value === value) field.checked = true;
      } else if (field.type !== "submit") {
        field.value = value;
      }
    }
  }
}
Keep.moduleName = "app-keep";
