"""Forms about statements: start, write, fix and sign."""

from typing import Any

from django import forms

from casefile.desk.forms.boxes import CaseForm, choice, line, people_of, pick, tick, words
from casefile.formfields import DrawnField, PagesShownField, StrokesField
from casefile.rules import signing as rules
from casefile.rules.form_choices import STATEMENT_KINDS
from casefile.services import signing

METHODS = (("typed", "Type the name"), ("drawn", "Draw the signature"))


class StartForm(CaseForm):
    """Whose statement, of what kind, taken where."""

    witness = pick("Whose statement")
    kind = choice("Kind of statement", STATEMENT_KINDS)
    place = line("Where it is taken")
    language = line(
        "Language of the statement",
        limit=40,
        required=False,
        hint="Leave empty for the witness’s own language, or English. "
        "A statement in another language is the original; its translation is an exhibit.",
    )
    is_read_over = tick("The witness cannot read it, so somebody reads it to them")

    def prepare(self) -> None:
        self.choose("witness", people_of(self.case, self.user))


class WriteForm(CaseForm):
    """The words of a draft."""

    narrative = words(
        "What the witness says",
        hint="In the witness’s own words. No address, phone, email or date of birth.",
        missing="Write what the witness says",
    )


class Confirm(CaseForm):
    """A step without boxes."""


def _attendant_fields(row: rules.Attendant) -> dict[str, forms.Field]:
    """Return the boxes of one who signs beside the witness; a rule not verified never forces."""
    forced, title = row.is_forced, row.title
    return {
        f"{row.role}_name": line(f"{title}: name", limit=120, required=forced),
        f"{row.role}_relation": line(
            f"{title}: who they are to the witness", limit=120, required=False
        ),
        f"{row.role}_typed_name": line(f"{title}: name, typed by them", limit=120, required=False),
        f"{row.role}_image": DrawnField(),
        f"{row.role}_strokes": StrokesField(),
    }


class CorrectForm(CaseForm):
    """Words that the witness finds wrong on the pages, before signing."""

    struck = words("The words that are wrong", hint="Exactly as they stand. They stay legible.")
    inserted = words("What should stand instead", required=False)
    initials = line("Initials, typed by the witness", limit=10)


class RemoteForm(forms.Form):
    """A link for signing elsewhere; in a case of abuse, after a recorded call."""

    call_reference = line(
        "Reference of the recorded call with the witness", limit=120, required=False
    )


class SignForm(CaseForm):
    """The act of signing: every page shown, the declaration accepted, a name typed or drawn."""

    pages_shown = PagesShownField()
    declaration_accepted = tick(
        "I accept the declaration", required=True, missing="The witness must accept the declaration"
    )
    method = choice("How the witness signs", METHODS)
    typed_name = line("Name, typed by the witness", limit=120, required=False)
    image = DrawnField()
    strokes = StrokesField()
    screen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    place = line("Where it is signed")
    others_present = line("Others present", required=False)

    def prepare(self) -> None:
        self.choose("pages_shown", [(digest, digest) for digest in self.about.page_images])
        for row in signing.attendants_for(self.about):
            self.fields |= _attendant_fields(row)
        if self.about.statement.witness.user_id == self.user.pk:
            self.fields["password"] = forms.CharField(
                label="Your password, to sign your own statement",
                widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
                error_messages={"required": "Give your password to sign your own statement"},
            )

    @property
    def beside(self) -> list[dict[str, Any]]:
        """The boxes of each person who signs beside the witness, with the words they sign."""
        return [
            {
                "prefix": f"{row.role}_",
                "title": row.title,
                "words": signing.attendant_words(self.about, row),
                "is_forced": row.is_forced,
                "fields": [self[f"{row.role}_{box}"] for box in ("name", "relation", "typed_name")],
                "image": self[f"{row.role}_image"],
                "strokes": self[f"{row.role}_strokes"],
            }
            for row in signing.attendants_for(self.about)
        ]

    def clean(self) -> dict[str, Any]:
        """Gather `hand` (how the witness signs) and `attending` (those beside them)."""
        cleaned = super().clean() or {}
        is_drawn = cleaned.get("method") == "drawn"
        if cleaned.get("method") == "typed" and not cleaned.get("typed_name"):
            self.add_error("typed_name", "Type the name of the witness")
        if is_drawn and not cleaned.get("image"):
            self.add_error("method", "Draw the signature, or type the name")
        rows = [_attending(row.role, cleaned) for row in signing.attendants_for(self.about)]
        return cleaned | {
            "hand": _hand(cleaned, is_drawn=is_drawn),
            "attending": [row for row in rows if row.name or row.hand.is_given],
        }


def _hand(cleaned: dict[str, Any], prefix: str = "", *, is_drawn: bool) -> signing.Hand:
    if is_drawn:
        image, strokes = cleaned.get(f"{prefix}image"), cleaned.get(f"{prefix}strokes", "")
        return signing.Hand("", image, strokes)
    return signing.Hand(cleaned.get(f"{prefix}typed_name", ""))


def _attending(role: str, cleaned: dict[str, Any]) -> signing.Attending:
    """Return one who signs beside the witness; what they drew goes before what they typed."""
    hand = _hand(cleaned, f"{role}_", is_drawn=bool(cleaned.get(f"{role}_image")))
    name, relation = cleaned.get(f"{role}_name", ""), cleaned.get(f"{role}_relation", "")
    return signing.Attending(role, name, hand, relation)
