"""Forms about people: who they are, how to reach them, what they need, what they are known for."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import Q

from casefile.desk.forms.boxes import CaseForm, choice, day, line, pick, tick, words, yes_no
from casefile.rules.contact_hours import DAYS, PART_WORDS, VERIFIED_HOW
from casefile.rules.form_choices import GENDERS, PARTS, PERSONAL_STATEMENT, WITNESS_KINDS
from casefile.rules.permissions import INVESTIGATORS
from casefile.rules.special_measures import SPECIAL_MEASURES
from casefile.services.cases import CASE_ROLES

KINDS = (("phone", "Phone"), ("email", "Email"), ("address", "Address"))
CHANNELS = (
    ("email", "Email"),
    ("text", "Text message"),
    ("phone", "Phone call"),
    ("post", "Post"),
)
SURE = (("yes", "Yes"), ("no", "No"), ("unsure", "Not known"))
# A code is typed by the person themselves.
BY_AN_OFFICER = ("called", "in_person")
CONVICTION_PARTS = ("on", "court", "offence", "sentence")


class PersonForm(CaseForm):
    """A human in the case, with the parts they play."""

    given_names = line("Given names", limit=120)
    family_name = line("Family name", limit=120)
    born_on = day("Date of birth", required=False)
    gender = choice("Gender", GENDERS, required=False)
    ethnicity = line("Self-defined ethnicity code, such as W1", limit=2, required=False)
    nationality = line("Nationality", limit=60, required=False)
    occupation = line("Occupation", limit=80, required=False)
    parts = choice("Part in the case", PARTS, many=True)
    witness_kind = choice("Kind of witness", WITNESS_KINDS, required=False)
    injury = words("Injury to a victim", required=False)
    loss = words("Loss or damage to a victim", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        only_witness = "witness" in cleaned.get("parts", []) and "victim" not in cleaned["parts"]
        if only_witness and not cleaned.get("witness_kind"):
            self.add_error("witness_kind", "Choose the kind of witness")
        return cleaned


class ContactForm(CaseForm):
    """One way to reach a person."""

    kind = choice("Kind of contact", KINDS)
    value = line("Number, email or address", limit=400)
    is_safe = tick("The person said that it is safe to use this")

    verified_how = choice(
        "How was it verified?",
        [(code, VERIFIED_HOW[code]) for code in BY_AN_OFFICER],
        required=False,
        hint="Leave this out if nobody has tried it yet. Until then it gets no message about the "
        "case.",
    )


class VerifyForm(CaseForm):
    """That a contact reaches the right person."""

    point = choice("Which contact?")
    how = choice("How was it verified?", [(code, VERIFIED_HOW[code]) for code in BY_AN_OFFICER])

    def prepare(self) -> None:
        points = self.about.contact_points.filter(barred_reason="").order_by("recorded_at", "pk")
        self.choose("point", [(str(row.pk), f"{row.kind.capitalize()}: {row.value}")
                              for row in points])  # fmt: skip


class BarForm(CaseForm):
    """A way of contact that must never be used."""

    kind = choice("Kind of contact", KINDS)
    value = line("Number, email or address", limit=400)
    reason = line("Why it must not be used")


class ContactPlanForm(CaseForm):
    """How a person may safely be reached. What is left out is not allowed."""

    channels = choice("Safe ways", CHANNELS, required=False, many=True)
    days = choice("Safe days", DAYS.items(), required=False, many=True,
                  hint="Leave all out if every day is safe.")  # fmt: skip
    parts = choice("Safe parts of the day", PART_WORDS.items(), required=False, many=True,
                   hint="Nothing automatic is sent at night.")  # fmt: skip
    times = line("Safe times in their words", required=False)
    voicemail_ok = tick("A message may be left when nobody answers")
    text_words = line("What a text may say", limit=400, required=False)
    caller_id = choice("Would they answer a call that shows no number?", SURE, required=False)
    proxy = line("Somebody they trust, and how to reach them", limit=400, required=False)
    shared_device = choice("May others see their device or messages?", SURE, required=False)
    address_shared = choice("Does a suspect know the address?", SURE, required=False)
    safe_to_visit = choice("Is a visit safe?", SURE, required=False)
    notes = words("Notes", required=False, hint="Only people who work on the case can read this.")
    code_word = line("Code word", limit=60, required=False)


class AvailabilityForm(CaseForm):
    """Whether a witness will come to court, and when not."""

    is_willing = yes_no("Will they attend court?")
    dates_to_avoid = words(
        "Dates to avoid",
        hint="One range on each line, such as 3 March 2027 to 9 March 2027. If there are none, "
        "write none.",
        missing="Enter the dates to avoid, or write none",
    )
    shares_details = choice(
        "May their details go to the Witness Service?",
        (("yes", "Yes"), ("no", "No")),
        required=False,
    )


class NeedsForm(CaseForm):
    """What a witness needs in order to give their best evidence."""

    is_vulnerable = tick("Vulnerable: age, health, disability or learning difficulty")
    is_intimidated = tick("Intimidated: fear or distress about giving evidence")
    special_measures = choice(
        "Special measures sought",
        ((rule.words, rule.words) for rule in SPECIAL_MEASURES.values()),
        required=False,
        many=True,
    )
    own_views = words("The witness’s own views", required=False)


class PersonalStatementForm(CaseForm):
    """The victim's answer to the offer of a personal statement."""

    answer = choice("Victim personal statement", PERSONAL_STATEMENT)


class PrintForm(CaseForm):
    """A previous-convictions print, typed line by line from the print."""

    printed_on = day("Date of the print")
    is_no_trace = tick("No trace")
    convictions = words(
        "Convictions and cautions",
        required=False,
        hint="One on each line: date; court; offence; sentence. The date like 12 April 2021.",
    )

    def clean_convictions(self) -> list[dict[str, str]]:
        lines = [text.strip() for text in self.cleaned_data["convictions"].splitlines()]
        return [_conviction(text) for text in lines if text]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("convictions")) is bool(cleaned.get("is_no_trace")):
            self.add_error("convictions", "Enter the convictions, or tick that there is no trace")
        return cleaned


def _conviction(text: str) -> dict[str, str]:
    parts = [part.strip() for part in text.split(";")]
    if len(parts) != len(CONVICTION_PARTS) or not all(parts):
        message = f"Separate date, court, offence and sentence by semicolons: {text[:60]}"
        raise forms.ValidationError(message)
    return dict(zip(CONVICTION_PARTS, [_iso(parts[0]), *parts[1:]], strict=True))


def _iso(text: str) -> str:
    """Return the date in ISO form, so that prints sort and compare."""
    for shape in ("%d %B %Y", "%d/%m/%Y", "%Y-%m-%d"):
        try:
            return _day(text, shape).isoformat()
        except ValueError:
            continue
    raise forms.ValidationError(f"Write the date like 12 April 2021: {text[:30]}")


def _day(text: str, shape: str) -> date:
    return datetime.strptime(text, shape).date()  # noqa: DTZ007  a day of the calendar has no zone


class AllocationForm(CaseForm):
    """Who gets a part in the case."""

    user = pick("Person")
    role = choice("Part in the case")

    def prepare(self) -> None:
        working = Q(role_rows__role__in=INVESTIGATORS, role_rows__revoked_at=None)
        people = self.case.force.users.filter(working, is_active=True)
        colleagues = people.distinct().order_by("name")
        self.choose("user", [(str(user.pk), user.signature_name) for user in colleagues])
        self.choose("role", CASE_ROLES.items())
