"""The shape of a form row: forms, sections, fields, columns, and the conditions fields hang on."""

from dataclasses import dataclass
from typing import Literal

from casefile.rules.source import ALWAYS, InForce, Source

Kind = Literal[
    "text",
    "longtext",
    "date",
    "datetime",
    "enum",
    "bool",
    "list",
    "table",
    "person",
    "signature",
]
Required = Literal["Y", "C", "N"]
Per = Literal[
    "case", "suspect", "witness", "person", "statement", "interview", "schedule", "submission"
]
FilledBy = Literal["police", "custody", "prosecutor", "witness"]
Recipient = Literal["prosecutor", "court", "defence", "witness_care"]
Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Field:
    """One box. `prefill` names a key of `PREFILL_KEYS`; None means that a person types it.

    `states` is the `facts.` key under which a typed box is read by every later form.
    `columns` holds (key, label) pairs of a table, or of the repeated block of a person.
    `when` names a key of `CONDITIONS` and is set exactly when `required` is 'C'.
    """

    key: str
    label: str
    kind: Kind = "text"
    required: Required = "Y"
    prefill: str | None = None
    when: str = ""
    columns: Options = ()
    options: Options = ()
    states: str = ""
    hint: str = ""
    source: Source | None = None

    @property
    def is_typed(self) -> bool:
        return self.prefill is None


@dataclass(frozen=True)
class Section:
    """A headed part of a form, in the order of the paper form; `number` may be empty."""

    number: str
    heading: str
    fields: tuple[Field, ...]
    filled_by: FilledBy = "police"
    note: str = ""


@dataclass(frozen=True)
class FormRow:
    """One form: what it is called, who may have it, and its boxes.

    `disclosable` is False for the forms whose chequered banding bars them from the defence.
    `in_main_bag` is False for a form that travels only by its own route.
    """

    code: str
    name: str
    edition: str
    per: Per
    disclosable: bool
    served_to: tuple[Recipient, ...]
    sections: tuple[Section, ...]
    source: Source
    marking: str = "OFFICIAL-SENSITIVE"
    in_main_bag: bool = True
    in_force: InForce = ALWAYS

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for section in self.sections for field in section.fields)

    def field(self, key: str) -> Field:
        """Return the field of that key. Raises: KeyError."""
        for field in self.fields:
            if field.key == key:
                return field
        raise KeyError(f"{self.code} has no field {key!r}")

    def source_of(self, field: Field) -> Source:
        return field.source or self.source


PLEAS: Options = (("guilty", "Guilty"), ("not_guilty", "Not guilty"))
CODE_TESTS: Options = (("full", "Full Code Test"), ("threshold", "Threshold Test"))

CONDITIONS = {
    "appropriate_adult": "the person is under 18 or vulnerable",
    "cannot_read": "the witness cannot read the statement",
    "compensation": "there is a loss, damage or injury to be claimed for",
    "consent_needed": "an offence needs the consent of a Law Officer or the Director",
    "digital_device": "a device was seized or downloaded",
    "evidence_outstanding": "evidence is still to come",
    "forensic": "something was submitted for forensic examination",
    "injury": "someone was injured",
    "interpreter": "the person needs an interpreter",
    "interview_held": "the suspect was interviewed",
    "interview_not_held": "the suspect was not interviewed",
    "linked_cases": "there are linked suspects or cases",
    "orders_sought": "an order is sought on conviction",
    "other_offenders": "others were involved",
    "police_charged": "the police charged without a prosecutor",
    "prepared_statement": "the suspect gave a prepared statement",
    "remand_sought": "a remand in custody is sought",
    "statutory_limit": "an offence has a time limit",
    "victim": "the person is a victim",
    "video": "there is recorded video or sound",
    "vulnerable_or_intimidated": "a witness is vulnerable or intimidated",
}


def is_required(field: Field, conditions: frozenset[str]) -> bool:
    """Say whether the box must be filled when these keys of `CONDITIONS` hold."""
    return field.required == "Y" or (field.required == "C" and field.when in conditions)
