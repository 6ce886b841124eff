"""The forms of the officers' tablet, and what may be put right there; the server's own tables.

A form never stands in the way of capture: what is not answered is asked of a person later.
"""

from dataclasses import dataclass

from casefile.rules.form_choices import (
    GENDERS,
    INTERVIEW_KINDS,
    PARTS,
    PERSONAL_STATEMENT,
    STATEMENT_KINDS,
    WITNESS_KINDS,
)
from casefile.rules.mg_forms import MG_FORMS
from casefile.rules.mg_tables.fields import Field
from casefile.rules.needs_prompts import PROMPTS
from casefile.rules.property_statuses import STATUSES
from casefile.rules.registry import Rule, register
from casefile.rules.source import Source
from casefile.rules.special_measures import SPECIAL_MEASURES

_DESIGN = Source("Design of this product", "2026", "forms of the tablet", "verified")
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Question:
    """One question. `type`: text, long_text, choice, choices, yes_no, date, datetime, person,
    phone or email. `shown_if` is (name, value): another answer on which it depends.
    """

    name: str
    label: str
    type: str = "text"
    is_required: bool = False
    hint: str = ""
    choices: Choices = ()
    max_length: int = 400
    shown_if: tuple[str, str] | None = None


@dataclass(frozen=True)
class Form:
    """The questions of one kind of entry."""

    kind: str
    title: str
    questions: tuple[Question, ...]


def _field(code: str, key: str) -> Field:
    """Return a box of a form of the case file, whose words the tablet uses too."""
    return next(field for field in MG_FORMS[code].fields if field.key == key)


def _asked(code: str, key: str, name: str, type_: str, *, is_required: bool = False) -> Question:
    """Return the question for a box of a form of the case file, in its own words."""
    field = _field(code, key)
    return Question(name, field.label, type_, is_required, field.hint, max_length=20_000)


_WHO = Question("person", "Who", "person", is_required=True)
_DESCRIBED = Question(
    "description", "What it is and what it shows", "text", hint="It can be added later."
)
_PRODUCER = Question("producer", "Who produces it", "person", hint="Leave empty if you do.")
_MEDIA = (_DESCRIBED, _PRODUCER)
_STATUS = Question(
    "status", "What became of it", "choice", is_required=True, choices=tuple(STATUSES.items())
)
_NEEDS: Choices = tuple((row.code, row.words) for row in PROMPTS if row.feed != "victim.age_group")
_OWN_VIEWS = _asked("MG2", "witness_views", "own_views", "long_text")

FORMS = (
    Form("note", "Note", (
        Question("text", "Note", "long_text", is_required=True, max_length=100_000),
        Question("event_at", "When it happened", "datetime", hint="Leave empty for now."),
        Question("strikes", "Number of the note that this corrects", "text", max_length=12,
                 hint="That note stays, struck through."),
    )),
    Form("photo", "Photo", _MEDIA),
    Form("video", "Video", _MEDIA),
    Form("audio", "Sound", _MEDIA),
    Form("document", "Document", _MEDIA),
    Form("exhibit", "Exhibit", (
        Question("description", "What it is", "text", is_required=True),
        Question("seal_number", "Seal number", "text", is_required=True, max_length=40),
        Question("held_at", "Where it is held", "text", max_length=200),
        Question("found_at", "Where it was found", "text", max_length=200),
        _PRODUCER,
    )),
    Form("person", "Person", (
        Question("given_names", "Given names", "text", max_length=120),
        Question("family_name", "Family name", "text", is_required=True, max_length=120),
        Question("born_on", "Date of birth", "date"),
        Question("gender", "Gender", "choice", choices=GENDERS),
        Question("occupation", "Occupation", "text", max_length=80),
        Question("language", "Language", "text", max_length=40),
        Question("needs_interpreter", "Needs an interpreter", "yes_no"),
        Question("parts", "Part in the case", "choices", is_required=True, choices=PARTS),
        Question("witness_kind", "Kind of witness", "choice", choices=WITNESS_KINDS,
                 shown_if=("parts", "witness")),
        Question("injury", "Injury to a victim", "long_text", shown_if=("parts", "victim")),
        Question("loss", "Loss or damage to a victim", "long_text", shown_if=("parts", "victim")),
        Question("phone", "Phone", "phone", max_length=40),
        Question("email", "Email", "email", max_length=200),
        Question("address", "Address", "long_text"),
        Question("is_safe", "They said that it is safe to use these", "yes_no"),
    )),
    Form("property", "Property", (
        Question("description", "What it is", "long_text", is_required=True, max_length=2000),
        _STATUS,
        Question("owner", "Owner", "person"),
        Question("brand", "Make and model", max_length=200),
        Question("colour", "Colour and marks", max_length=200),
        Question("serial", "Serial or frame number", max_length=200),
        Question("imei", "IMEI of a phone", hint="15 digits. Dial *#06#.", max_length=30),
        Question("marking", "Security marking", max_length=200),
        Question("value_text", "What it is worth", max_length=200),
        Question("is_insured", "Is it insured?", "yes_no"),
    )),
    Form("vehicle", "Vehicle", (
        _STATUS,
        Question("registration", "Registration number", max_length=30),
        Question("make", "Make", max_length=80),
        Question("model", "Model", max_length=80),
        Question("colour", "Colour", max_length=40),
        Question("description", "What else is known of it"),
        Question("vin", "Chassis number (VIN)", max_length=40),
        Question("keeper", "Keeper", "person"),
    )),
    Form("arrest", "Arrest", (
        _WHO,
        Question("arrested_at", "When arrested", "datetime", hint="Leave empty for now."),
        Question("place", "Where arrested", is_required=True, max_length=300),
        Question("grounds", "Grounds for the arrest", "long_text", is_required=True),
        Question("asn", "Arrest/summons number", hint="Custody gives it. Leave empty until then.",
                 max_length=30),
        Question("custody_number", "Custody record number", max_length=40),
    )),
    Form("voluntary_interview", "Voluntary interview", (
        _WHO,
        Question("kind", "Kind of record", "choice", choices=INTERVIEW_KINDS),
        _asked("MG15", "place", "place", "text", is_required=True),
        _asked("MG15", "started_at", "started_at", "datetime", is_required=True),
        _asked("MG15", "ended_at", "ended_at", "datetime", is_required=True),
        _asked("MG15", "present", "others_present", "text"),
        _asked("MG15", "cautioned", "caution_given", "yes_no", is_required=True),
        _asked("MG15", "recording", "recording_reference", "text"),
        _asked("MG15", "prepared", "prepared_statement", "long_text"),
        Question("summary", "Summary of what was said", "long_text", is_required=True,
                 max_length=100_000),
    )),
    Form("first_account", "First account", (
        _WHO,
        Question("text", "What they said, in their words", "long_text", is_required=True,
                 max_length=100_000),
        Question("given_at", "When they said it", "datetime", hint="Leave empty for now."),
        Question("others_present", "Who else was there", "text"),
        Question("manner", "How they were", "long_text"),
    )),
    Form("statement", "Statement", (
        _WHO,
        Question("kind", "Kind of statement", "choice", choices=STATEMENT_KINDS),
        Question("place", "Where it is taken", "text", is_required=True, max_length=200),
        Question("language", "Language of the statement", "text", max_length=40,
                 hint="Leave empty for English, or for the witness's own if the case knows it."),
        Question("is_read_over", "They cannot read it: somebody reads it to them", "yes_no"),
        Question("text", "What they say, in their words", "long_text", is_required=True,
                 max_length=100_000),
    )),
    Form("needs", "Needs assessment", (
        _WHO,
        Question("told", "What they said", "choices", choices=_NEEDS),
        Question("is_vulnerable",
                 "Vulnerable: age, health, disability or learning difficulty", "yes_no",
                 is_required=True),
        Question("is_intimidated", "Intimidated: fear or distress about giving evidence",
                 "yes_no", is_required=True),
        _OWN_VIEWS,
    )),
    Form("special_measures", "Special measures", (
        _WHO,
        Question("special_measures", "Special measures sought", "choices", is_required=True,
                 choices=tuple((rule.words, rule.words) for rule in SPECIAL_MEASURES.values())),
        _OWN_VIEWS,
    )),
    Form("vps_offer", "Victim personal statement", (
        _WHO,
        Question("answer", "Victim personal statement", "choice", is_required=True,
                 choices=PERSONAL_STATEMENT),
    )),
)  # fmt: skip
BY_KIND = {form.kind: form for form in FORMS}

# Fields that a `change` may put right, by subject. Words of statements are not among them.
CHANGEABLE: dict[str, tuple[str, ...]] = {
    "person": (
        "given_names",
        "family_name",
        "born_on",
        "gender",
        "occupation",
        "language",
        "nationality",
    ),
    "victim": ("injury", "loss"),
    "property": ("description", "brand", "colour", "serial", "marking", "value_text"),
    "vehicle": ("make", "model", "colour", "description", "keys", "kept_by"),
}

register(
    "capture_forms",
    "Forms of the officers' tablet",
    "What each form on a tablet asks. The words come from the forms of the case file where they "
    "ask the same.",
    (Rule(form.kind, f"{form.title}: {len(form.questions)} questions.", _DESIGN) for form in FORMS),
)
