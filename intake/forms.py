"""Turns questions into form fields, checks answers, and turns them into JSON and back."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeAlias

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.dateparse import parse_date, parse_datetime

from casefile.formfields import GovukDateField, GovukDateTimeField
from casefile.rules import london
from casefile.rules.identifiers import normalise_postcode
from casefile.rules.source import Text
from casefile.services import Refused, clean, contacts
from intake import item_cards
from intake.draft_files import MAX_FORM_BYTES
from intake.position_field import PositionField
from intake.questions.rows import Answers, Question, welsh
from intake.words import WORDS, Say

Upload: TypeAlias = "UploadedFile[bytes]"
FUTURE = welsh("This cannot be in the future", "Ni all hyn fod yn y dyfodol")
TOO_EARLY = welsh(
    "This must be after the first date and time", "Rhaid i hyn fod ar ôl y dyddiad cyntaf"
)
ALONE = welsh(
    "Choose the last answer alone, or take it out", "Dewiswch yr ateb olaf ar ei ben ei hun"
)
TAKEN_PHONE = welsh(
    "This is the number of the phone that was taken. Give another number, or go back and "
    "choose another way to reach you",
    "Dyma rif y ffôn a gymerwyd. Rhowch rif arall, neu ewch yn ôl a dewis ffordd arall",
)
FOR_POST = welsh(
    "Enter your address, because you chose post", "Rhowch eich cyfeiriad, gan i chi ddewis post"
)
BAD_PHONE = welsh("Enter a phone number, like 07700 900123", "Rhowch rif ffôn, fel 07700 900123")
BAD_EMAIL = welsh("Enter an email address, like name@example.com", "Rhowch gyfeiriad e-bost")
VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
BAD_VIN = welsh(
    "A chassis number has 17 letters and numbers, without I, O and Q. Leave it out if you are not "
    "sure",
    "Mae gan rif siasi 17 llythyren a rhif, heb I, O na Q. Gadewch ef allan os nad ydych yn siŵr",
)
BIG_FILE = welsh("is larger than 500 MB", "yn fwy na 500 MB")


class Words(forms.CharField):
    """Text as the record may keep it; NUL and broken characters are refused with a sentence."""

    def to_python(self, value: Any) -> str:
        """Return the text, normalised."""
        try:
            return clean.text(value or "")
        except Refused as refusal:
            raise ValidationError(str(refusal), "bad_text") from refusal


class SeveralFiles(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once, none of them too large; what they are is found out later."""

    def __init__(self, say: Say, **kwargs: Any) -> None:
        super().__init__(widget=SeveralFiles(), **kwargs)
        self.say = say

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        """Return the files that were chosen; an empty list when there are none."""
        chosen: list[Upload] = [one for one in data or [] if one]
        for one in chosen:
            if (one.size or 0) > MAX_FORM_BYTES:
                name = clean.file_name(one.name or "")
                raise ValidationError(self.say(Text(name, name), BIG_FILE), "too_large")
        return chosen


class PageForm(forms.Form):
    """The questions of one page. `answers` holds those given before; `at` is the moment.

    Those of `voiced` are answered by a recording, so their text may stay blank.
    """

    def __init__(
        self,
        questions: Iterable[Question],
        answers: Answers,
        *,
        say: Say,
        at: datetime,
        data: Mapping[str, Any] | None = None,
        files: MultiValueDict[str, Upload] | None = None,
        voiced: Collection[str] = (),
    ) -> None:
        self.questions = list(questions)
        initial = {
            row.key: from_json(row, answers.get(row.key))
            for row in self.questions
            if row.kind not in item_cards.CARDS
        }
        super().__init__(data, files, initial=initial)
        self.answers, self.say, self.at = answers, say, at
        for row in self.questions:
            if row.kind in item_cards.CARDS:
                self.fields |= _card_fields(row, say)
            else:
                self.fields[row.key] = _field(row, say)
            if row.key in voiced:
                self.fields[row.key].required = False

    def clean(self) -> dict[str, Any]:
        """Run the checks that the table names."""
        cleaned = super().clean() or {}
        for row in self.questions:
            for check in (*row.checks, *CHECKS_OF_KIND.get(row.kind, ())):
                if row.key in cleaned:
                    self._check(row, check, cleaned)
            if row.kind in item_cards.CARDS:
                self._check_card(row, cleaned)
        return cleaned

    def _check_card(self, row: Question, cleaned: dict[str, Any]) -> None:
        card = item_cards.card_of(cleaned, row.key, row.kind)
        if card and "what" not in card:
            self.add_error(f"{row.key}_what", self.say(item_cards.NO_NAME[row.kind]))
        if card and len(self.answers.get(row.key) or []) >= item_cards.MAX_CARDS:
            self.add_error(f"{row.key}_what", self.say(item_cards.TOO_MANY))

    def _check(self, row: Question, check: str, cleaned: dict[str, Any]) -> None:
        try:
            cleaned[row.key] = CHECKS[check](self, cleaned[row.key])
        except ValidationError as problem:
            self.add_error(row.key, problem)

    def answers_as_json(self, before: Answers | None = None) -> dict[str, Any]:
        """Return every question of the page with its answer; files are kept elsewhere.

        Things join those `before`, which are the ones known to the form unless they are given.
        """
        kept = (row for row in self.questions if row.kind != "files")
        known = self.answers if before is None else before
        return {row.key: self._answer_as_json(row, known) for row in kept}

    def _answer_as_json(self, row: Question, before: Answers) -> Any:
        if row.kind not in item_cards.CARDS:
            return to_json(self.cleaned_data[row.key])
        cards, action = before.get(row.key) or [], self.data.get("action", "")
        if action.startswith(item_cards.REMOVE):
            return item_cards.without_card(cards, action) or None
        card = item_cards.card_of(self.cleaned_data, row.key, row.kind)
        return item_cards.with_card(cards, card) or None


def _field(row: Question, say: Say) -> forms.Field:
    label = say(row.text) if row.is_required else say(row.text, WORDS["optional"])
    common: dict[str, Any] = {
        "label": label,
        "help_text": say(row.hint) if row.hint else "",
        "required": row.is_required,
        "error_messages": {"required": say(row.missing)},
    }
    return BUILDERS[row.kind](row, say, common)


def _text(row: Question, say: Say, common: dict[str, Any], **attrs: str) -> forms.Field:
    hints = {"autocomplete": row.autocomplete or "off", **attrs}
    too_long = {"max_length": say.too_long(row.limit), **common.pop("error_messages")}
    widget = forms.Textarea if row.kind == "longtext" else forms.TextInput
    return Words(
        max_length=row.limit, widget=widget(attrs=hints), error_messages=too_long, **common
    )


class ImeiField(Words):
    """An IMEI, checked by its last digit."""

    def to_python(self, value: Any) -> str:
        """Return its digits, or nothing."""
        return _checked_imei(super().to_python(value))


def _card_fields(row: Question, say: Say) -> dict[str, forms.Field]:
    """Return the fields of one more card; a card left blank adds nothing."""
    common: dict[str, Any] = {
        "required": False,
        "max_length": row.limit,
        "error_messages": {"max_length": say.too_long(row.limit)},
    }
    return {
        f"{row.key}_{part}": (ImeiField if part == "imei" else Words)(label=say(text), **common)
        for part, text in item_cards.CARDS[row.kind].items()
    }


def _email(row: Question, say: Say, common: dict[str, Any]) -> forms.Field:
    common["error_messages"]["invalid"] = say(BAD_EMAIL)
    widget = forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"})
    return forms.EmailField(max_length=254, widget=widget, **common)


class PhoneField(Words):
    """A phone number of any country, kept as it was typed."""

    def __init__(self, say: Say, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)
        self.say = say

    def to_python(self, value: Any) -> str:
        """Return the number as typed, once it can be read as one."""
        text = super().to_python(value)
        if text and not _is_phone(text):
            raise ValidationError(self.say(BAD_PHONE), "phone")
        return text


def _is_phone(text: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(text, "GB"))
    except phonenumbers.NumberParseException:
        return False


def _phone(row: Question, say: Say, common: dict[str, Any]) -> forms.Field:
    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": row.autocomplete or "off"})
    return PhoneField(say, widget=widget, **common)


def _choices(row: Question, say: Say) -> list[tuple[str, str]]:
    return [(choice.value, say(choice.text)) for choice in row.choices]


def _radios(row: Question, say: Say, common: dict[str, Any]) -> forms.Field:
    common["error_messages"]["invalid_choice"] = say(row.missing)
    return forms.ChoiceField(choices=_choices(row, say), widget=forms.RadioSelect, **common)


def _checkboxes(row: Question, say: Say, common: dict[str, Any]) -> forms.Field:
    common["error_messages"]["invalid_choice"] = say(row.missing)
    return forms.MultipleChoiceField(
        choices=_choices(row, say), widget=forms.CheckboxSelectMultiple, **common
    )


BUILDERS: dict[str, Callable[[Question, Say, dict[str, Any]], forms.Field]] = {
    "text": _text,
    "longtext": _text,
    "vrm": _text,
    "email": _email,
    "phone": _phone,
    "radios": _radios,
    "checkboxes": _checkboxes,
    "date": lambda row, say, common: GovukDateField(**common),
    "datetime": lambda row, say, common: GovukDateTimeField(**common),
    "files": lambda row, say, common: FilesField(say, **common),
    "position": lambda row, say, common: PositionField(say, **common),
}


def _not_in_future(form: PageForm, value: Any) -> Any:
    limit = form.at if isinstance(value, datetime) else london.day_of(form.at)
    if value and value > limit:
        raise ValidationError(form.say(FUTURE), "future")
    return value


def _not_before_from_at(form: PageForm, value: datetime | None) -> datetime | None:
    first = form.cleaned_data.get("from_at")
    if value and first and value < first:
        raise ValidationError(form.say(TOO_EARLY), "too_early")
    return value


def _none_stands_alone(form: PageForm, value: list[str]) -> list[str]:
    if "none" in value and len(value) > 1:
        raise ValidationError(form.say(ALONE), "none_stands_alone")
    return value


def _not_the_taken_phone(form: PageForm, value: str) -> str:
    taken = form.answers.get("phone_number")
    if taken and contacts.normalise("phone", taken) == contacts.normalise("phone", value):
        raise ValidationError(form.say(TAKEN_PHONE), "taken_phone")
    return value


def _needed_for_post(form: PageForm, value: str) -> str:
    if not value and "post" in (form.answers.get("ways") or []):
        raise ValidationError(form.say(FOR_POST), "needed_for_post")
    return value


def _checked_imei(value: str) -> str:
    try:
        return item_cards.imei(value)
    except ValueError as problem:
        raise ValidationError(str(problem), "imei") from problem


def _imei(form: PageForm, value: str) -> str:
    return _checked_imei(value)


def _vin(form: PageForm, value: str) -> str:
    plain = "".join(value.upper().split())
    if plain and not VIN.fullmatch(plain):
        raise ValidationError(form.say(BAD_VIN), "vin")
    return plain


def _vrm(form: PageForm, value: str) -> str:
    """Registration numbers of every country are taken; only their spelling is made one."""
    return "".join(sign for sign in value.upper() if sign.isalnum())


def _postcode(form: PageForm, value: str) -> str:
    """Write a whole postcode in its usual form; part of one, or another, is kept as it is."""
    try:
        return normalise_postcode(value) if value else ""
    except ValueError:
        return value


CHECKS: dict[str, Callable[[PageForm, Any], Any]] = {
    "not_in_future": _not_in_future,
    "not_before_from_at": _not_before_from_at,
    "none_stands_alone": _none_stands_alone,
    "not_the_taken_phone": _not_the_taken_phone,
    "needed_for_post": _needed_for_post,
    "imei": _imei,
    "postcode": _postcode,
    "vin": _vin,
    "vrm": _vrm,
}
CHECKS_OF_KIND = {"vrm": ("vrm",)}


def to_json(value: Any) -> Any:
    """Return a cleaned answer as JSON; blank is None."""
    if isinstance(value, date):  # a datetime is a date too
        return value.isoformat()
    return value or None


def from_json(row: Question, value: Any) -> Any:
    """Return a kept answer as the form takes it."""
    if value and row.kind == "date":
        return parse_date(value)
    if value and row.kind == "datetime":
        return parse_datetime(value)
    return value
