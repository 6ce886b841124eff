// The words of a statement: what is signed, letter for letter as the server puts it, and corrections
// that leave what was wrong legible (EV-55, EV-59).

export class NotSo extends Error {}

// Returns who signs beside the witness, by the server's table.
export function attendantsFor(rules, { isReadOver, language, age }) {
  const isOwn = rules.own_languages.includes(plain(language));
  const wanted = {
    reader: isReadOver,
    interpreter: !isOwn,
    guardian: age !== null && age < rules.adult_age,
  };
  return rules.attendants.filter(({ role }) => wanted[role]);
}

function plain(language) {
  return language.trim().toLowerCase();
}

// In whole years on a day, both "YYYY-MM-DD"; null where the day of birth is not known.
export function ageOn(bornOn, day) {
  if (!bornOn) return null;
  const hadBirthday = day.slice(5) >= bornOn.slice(5);
  return Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4)) - (hadBirthday ? 0 : 1);
}

export function declaration(rules, pageCount) {
  const pages = pageCount === 1 ? "1 page" : `${pageCount} pages, each`;
  return rules.declaration.replace("{pages}", pages);
}

export function particulars(rules, { witness, language, day }) {
  const age = ageOn(witness.born_on, day);
  const isChild = age !== null && age < rules.adult_age;
  const rows = [
    ["Statement of", witness.name],
    ["Age if under 18", isChild ? String(age) : "Over 18"],
    ["Occupation", witness.occupation],
  ];
  return plain(language) === "english" ? rows : [...rows, ["Language", language]];
}

export function canonicalText(rules, statement, pageCount) {
  return [
    ...particulars(rules, statement).map(([name, value]) => `${name}: ${value}`),
    declaration(rules, pageCount),
    statement.text,
    ...statement.corrections.map(inWords),
  ].join("\n\n");
}

function inWords({ struck, inserted, initials }, place) {
  const instead = inserted ? `instead: “${inserted}”` : "nothing instead";
  return `Correction ${place + 1}: struck out “${struck}”, ${instead}, initials ${initials}`;
}

// Returns the statement with words struck out and others put in their place. Raises NotSo.
export function corrected(statement, { struck, inserted, initials }) {
  const { text, corrections } = statement;
  const position = text.indexOf(struck);
  if (!struck || position < 0 || text.indexOf(struck, position + 1) >= 0) {
    throw new NotSo("Copy the wrong words exactly, with enough around them to be there once.");
  }
  if (!initials.trim()) throw new NotSo("The witness types their initials.");
  const end = position + struck.length;
  if (corrections.some((row) => position < row.position + row.inserted.length && row.position < end)) {
    throw new NotSo("These words were corrected already.");
  }
  const moved = corrections.map((row) => {
    const by = row.position > position ? inserted.length - struck.length : 0;
    return { ...row, position: row.position + by };
  });
  const made = { position, struck, inserted, initials: initials.trim().toUpperCase() };
  return {
    ...statement,
    text: text.slice(0, position) + inserted + text.slice(end),
    corrections: [...moved, made],
  };
}

// Returns the words in runs [{kind: "same" | "struck" | "inserted" | "initials", text, at}]: `at` is
// where a run begins in the text.
export function runs({ text, corrections }) {
  const found = [];
  let done = 0;
  for (const row of [...corrections].sort((one, other) => one.position - other.position)) {
    const end = row.position + row.inserted.length;
    found.push({ kind: "same", text: text.slice(done, row.position), at: done });
    found.push({ kind: "struck", text: row.struck, at: row.position });
    found.push({ kind: "inserted", text: row.inserted, at: row.position });
    found.push({ kind: "initials", text: ` (${row.initials})`, at: end });
    done = end;
  }
  found.push({ kind: "same", text: text.slice(done), at: done });
  return found.filter((run) => run.text);
}

// Returns which of the witness's own details stand in the words; they belong on the back sheet (EV-62).
export function contactDetailsIn(text, contacts) {
  const squeezed = squeeze(text);
  return contacts.filter(({ value }) => {
    const forms = [value, value.replace(/^\+44/, "0")].map(squeeze);
    return forms.some((form) => form.length >= 5 && squeezed.includes(form));
  });
}

function squeeze(text) {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
