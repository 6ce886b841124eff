"""Forms about who has a thing: offering, answering, and people outside the force who sign."""

from typing import Any

from django import forms

from casefile.desk.forms.boxes import CaseForm, choice, day, line, pick, tick
from casefile.formfields import DrawnField
from casefile.models import User
from casefile.services import conflicts, handling
from casefile.services.handling import Outsider, Terms

METHODS = (("typed", "Type the name"), ("drawn", "Draw the signature"))
ANSWERS = (("accept", "I take it over"), ("refuse", "I do not take it over"))
TERMS = ("place", "shelf", "reason", "seal_number", "condition", "return_on", "scanned")
CONDITION = "Say whether seal and bag are whole."
SCAN = "Needed once a label was made. A scanner types it; by hand, type all of it."


def terms_of(found: dict[str, Any]) -> Terms:
    """Return what was filled in as the services take it; what is wrong has its error already."""
    return Terms(**{"place": "", **{name: found[name] for name in TERMS if name in found}})


class TermsForm(CaseForm):
    """Where it goes and why, its seal and condition."""

    scanned = line("Code of the label", limit=100, required=False, hint=SCAN)
    place = line("Where it goes")
    shelf = line("Shelf or locker there", limit=80, required=False)
    reason = line("Why", limit=300)
    seal_number = line("Number on the seal", limit=40)
    condition = line("Condition of item and seal", hint=CONDITION)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        return found | {"terms": terms_of(found)}


class OfferForm(TermsForm):
    """To whom of the force, and until when if it is lent."""

    to = pick("Who is to take it over")
    return_on = day("When it is to be back, if it is lent", required=False)
    field_order = ("to",)

    def prepare(self) -> None:
        kept_out = conflicts.kept_from({self.case.pk})
        rows = handling.receivers(self.case.force_id)
        rows = rows.exclude(pk__in=[self.user.pk, *kept_out]).order_by("name")
        people = [(str(row.pk), row.signature_name) for row in rows]
        self.choose("to", [("", "Choose somebody"), *people])

    def clean_to(self) -> User:
        return User.objects.get(pk=self.cleaned_data["to"])


class AnswerForm(CaseForm):
    """Taking over what is offered, or not."""

    answer = choice("What do you do?", ANSWERS)
    scanned = line("Code of the label", limit=100, required=False, hint=SCAN)
    seal_number = line(
        "Number that you read on the seal", limit=40, required=False, hint="To take it over."
    )
    condition = line("Condition you find", required=False, hint=f"To take it over. {CONDITION}")
    place = line("Where you take it", required=False, hint="To take it over.")
    shelf = line("Shelf or locker there", limit=80, required=False)
    in_store = tick("I put it in this store: the store holds it, not I")
    reason = line("Why you do not take it over", limit=300, required=False, hint="If you do not.")

    def prepare(self) -> None:
        # What is needed depends on the answer, so none of these is optional as such.
        for name in ("seal_number", "condition", "place", "reason"):
            field = self.fields[name]
            field.label = str(field.label).removesuffix(" (optional)")

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        wanted = {
            "accept": {"seal_number": "Enter the number that you read on the seal",
                       "condition": "Enter the condition you find",
                       "place": "Enter where you take it"},
            "refuse": {"reason": "Say why you do not take it over"},
        }  # fmt: skip
        for name, sentence in wanted.get(found.get("answer", ""), {}).items():
            if not found.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        return found | {"terms": terms_of(found)}


class OutsideForm(TermsForm):
    """A hand-over with somebody outside the force, who signs here."""

    person = line("Name of the person outside the force", limit=80)
    organisation = line("Their organisation", limit=80, hint="Such as a laboratory.")
    method = choice("How they sign", METHODS)
    typed_name = line("Name, typed by them", limit=120, required=False)
    image = DrawnField()
    field_order = ("person", "organisation")

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        drawn = found.get("image") if found.get("method") == "drawn" else None
        typed = found.get("typed_name", "") if found.get("method") == "typed" else ""
        person = Outsider(found.get("person", ""), found.get("organisation", ""), typed, drawn)
        return found | {"outsider": person}


class GiveOutsideForm(OutsideForm):
    """Giving it to somebody outside, perhaps only lending it."""

    return_on = day("When it is to be back, if it is lent", required=False)


class WhyForm(CaseForm):
    """A reason."""

    reason = line("Why", limit=300)


class ScanForm(forms.Form):
    """The code of a label, as a scanner types it."""

    code = line("Code of the label", limit=100, missing="Scan or type the code of a label")
