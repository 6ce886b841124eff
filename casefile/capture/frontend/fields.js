// The questions of a form, as the server's tables describe them, and the answers that were given.
import { wellFormed } from "./bytes.js";
import { h } from "./dom.js";
import { deviceTime } from "./moment.js";

const INPUTS = {
  date: "date",
  time: "time",
  datetime: "datetime-local",
  number: "number",
  email: "email",
  phone: "tel",
};

// A person of the case is picked, not typed.
function offered(question, people) {
  if (question.type === "person") return people;
  return question.choices ?? [];
}

function kindOf(question, options) {
  if (question.type === "choices") return "many";
  if (question.type === "yes_no") return "yes_no";
  if (options.length > 0) return options.length > 7 ? "list" : "one";
  return question.type === "long_text" ? "long" : "line";
}

function option(type, question, [value, label], place, given) {
  const id = `q-${question.name}-${place}`;
  const isGiven = Array.isArray(given) ? given.includes(value) : given === value;
  const box = h("input", { type, id, name: question.name, value, checked: isGiven });
  return h("div", { class: "option" }, box, h("label", { for: id }, label));
}

function group(type, question, options, given) {
  return h(
    "fieldset",
    { class: "field" },
    h("legend", {}, question.label),
    hint(question),
    options.map((each, place) => option(type, question, each, place, given)),
    type === "radio" && !question.is_required ? clear() : null,
  );
}

// A thumb that slipped must be able to take an answer back.
function clear() {
  const act = (event) => {
    const boxes = event.target.closest("fieldset").querySelectorAll("input:checked");
    for (const box of boxes) box.checked = false;
    event.target.dispatchEvent(new Event("change", { bubbles: true }));
  };
  return h("button", { type: "button", class: "clear", onclick: act }, "Clear");
}

function hint(question) {
  const id = `q-${question.name}-hint`;
  return question.hint ? h("p", { class: "hint", id }, question.hint) : null;
}

function single(question, made) {
  const id = `q-${question.name}`;
  made.id = id;
  made.name = question.name;
  if (question.hint) made.setAttribute("aria-describedby", `${id}-hint`);
  if (question.max_length) made.maxLength = question.max_length;
  return h("div", { class: "field" }, h("label", { for: id }, question.label), hint(question), made);
}

const MAKE = {
  many: (question, options, given) => group("checkbox", question, options, given ?? []),
  one: (question, options, given) => group("radio", question, options, given),
  yes_no: (question, options, given) => {
    const answers = [["yes", "Yes"], ["no", "No"]];
    const word = { true: "yes", false: "no" }[given];
    return group("radio", question, answers, word);
  },
  list: (question, options, given) => {
    const rows = [["", "Choose"], ...options];
    const made = rows.map(([value, label]) => h("option", { value, selected: value === given }, label));
    return single(question, h("select", {}, made));
  },
  long: (question, options, given) => single(question, h("textarea", { rows: 5, value: given ?? "" })),
  line: (question, options, given) => {
    const type = INPUTS[question.type] ?? "text";
    const value = question.type === "datetime" ? (given ?? "").slice(0, 16) : (given ?? "");
    return single(question, h("input", { type, value }));
  },
};

// Says whether a question is asked, given the other answers: `shown_if` is [name, value].
export function isShown({ shown_if: rule }, values) {
  if (!rule) return true;
  const [name, wanted] = rule;
  const word = { true: "yes", false: "no" }[values[name]] ?? values[name];
  return [word].flat().includes(wanted);
}

export class Fields {
  constructor(questions, { values = {}, people = [], changed } = {}) {
    this.questions = questions.map((question) => {
      const options = offered(question, people);
      const kind = kindOf(question, options);
      const node = MAKE[kind](question, options, values[question.name]);
      if (question.is_required) node.querySelector("legend, label").append(h("span", {}, " (needed)"));
      return { ...question, kind, node };
    });
    this.node = h("div", { class: "fields" }, this.questions.map(({ node }) => node));
    for (const event of ["input", "change"]) {
      this.node.addEventListener(event, () => {
        this.showOrHide();
        changed?.();
      });
    }
    this.showOrHide();
  }

  // What is hidden is not an answer.
  values() {
    const found = {};
    for (const question of this.questions) {
      const value = this.valueOf(question);
      const isEmpty = value === "" || value === undefined || value?.length === 0;
      if (!isEmpty && isShown(question, found)) found[question.name] = value;
    }
    return found;
  }

  valueOf({ kind, type, node }) {
    const boxes = [...node.querySelectorAll("input:checked")].map((box) => box.value);
    if (kind === "many") return boxes;
    if (kind === "one") return boxes[0];
    if (kind === "yes_no") return { yes: true, no: false }[boxes[0]];
    const typed = wellFormed(node.querySelector("input, select, textarea").value.trim());
    return type === "datetime" && typed ? deviceTime(new Date(typed)) : typed;
  }

  missing() {
    const values = this.values();
    return this.questions.filter(
      (question) =>
        question.is_required && isShown(question, values) && values[question.name] === undefined,
    );
  }

  showOrHide() {
    const values = this.values();
    for (const question of this.questions) question.node.hidden = !isShown(question, values);
  }
}
