"""Form fields in parts: a date, a moment, and a signature drawn as a picture with its strokes.

Their widgets are drawn by `components/field.html`. Times are typed as people read them off a clock
in London; the value is in UTC.
"""

import base64
import binascii
import calendar
import json
import re
from datetime import UTC, date, datetime, time
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from casefile.rules import london
from casefile.words import word

PNG = b"\x89PNG\r\n\x1a\n"
MAX_IMAGE_BYTES = 1 << 20
NOT_ARRIVED = "The drawn signature did not arrive. Draw it again."
MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
}
_WELSH_MONTHS = (
    "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr"
)
MONTHS |= {name: number for number, name in enumerate(_WELSH_MONTHS.split(), start=1)}
TIME = re.compile(
    r"([0-9]{1,2})[:.]?([0-9]{2})(?::([0-9]{2}))?\s*(am|pm)?\s*(gmt|bst)?", re.IGNORECASE
)


class PagesShownField(forms.MultipleChoiceField):
    """The pages that a form stands under, by their hashes; the form sets them as its choices."""

    widget = forms.MultipleHiddenInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid_choice": "The pages have changed. Open them again."
    }

    def __init__(self) -> None:
        super().__init__(required=False)


class PartsWidget(forms.MultiWidget):
    """Text inputs side by side, each with its own label; subclasses name them."""

    parts: ClassVar[dict[str, tuple[str, int]]] = {}
    """Name of each part: the name of its label's words, and how many characters wide it is."""

    def __init__(self) -> None:
        super().__init__({name: self._input(name) for name in self.parts})

    @staticmethod
    def _input(name: str) -> forms.TextInput:
        return forms.TextInput({} if name == "time" else {"inputmode": "numeric"})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        subwidgets = context["widget"]["subwidgets"]
        for (label, width), part in zip(self.parts.values(), subwidgets, strict=True):
            part.update(label=word(label), width=width)
        return context


class DateParts(PartsWidget):
    """Day, month and year."""

    parts: ClassVar = {"day": ("day", 2), "month": ("month", 2), "year": ("year", 4)}

    def decompress(self, value: date | None) -> list[Any]:
        return [value.day, value.month, value.year] if value else [None, None, None]


class DateTimeParts(PartsWidget):
    """Day, month, year and the time on the clock."""

    parts: ClassVar = DateParts.parts | {"time": ("time", 5)}

    def decompress(self, value: datetime | None) -> list[Any]:
        if value is None:
            return [None] * 4
        local = london.time_of(value)
        clock = local.time().isoformat("seconds" if local.second else "minutes")
        return [local.day, local.month, local.year, clock]


class GovukDateField(forms.Field):
    """A date typed as three numbers; a month may be a word. The clean value is a date or None."""

    widget = DateParts
    default_error_messages: ClassVar = {"required": "Enter the date"}

    def to_python(self, value: list[str | None] | None) -> date | None:
        parts = _stripped(value)
        return _date_from(parts) if any(parts) else None


class GovukDateTimeField(forms.Field):
    """A date and a time on the clock in London. The clean value is in UTC, or None."""

    widget = DateTimeParts
    default_error_messages: ClassVar = {"required": "Enter the date and time"}

    def to_python(self, value: list[str | None] | None) -> datetime | None:
        *date_parts, clock = _stripped(value) or [""]
        if not any(date_parts) and not clock:
            return None
        day = _date_from(date_parts)
        return _moment_from(day, clock)


def _stripped(value: list[str | None] | None) -> list[str]:
    return [(part or "").strip() for part in value or []]


def _date_from(parts: list[str]) -> date:
    missing = [name for name, part in zip(DateParts.parts, parts, strict=True) if not part]
    if missing:
        raise ValidationError(f"The date must include a {' and '.join(missing)}", "incomplete")
    day, month, year = parts
    if not re.fullmatch(r"[0-9]{4}", year):
        raise ValidationError("The year must be 4 numbers, such as 2026", "year")
    try:
        return date(int(year), MONTHS.get(month.lower()) or _number(month), _number(day))
    except ValueError:
        raise ValidationError("The date must be a real date", "invalid") from None


def _number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,2}", text):
        raise ValueError("not one or two figures")
    return int(text)


def _moment_from(day: date, clock: str) -> datetime:
    match = TIME.fullmatch(clock)
    if not match:
        raise ValidationError("The time must be like 19:42 or 7:42pm", "time")
    hours, minutes, seconds, half, zone = match.groups()
    try:
        clock_face = time(_hours(int(hours), half), int(minutes), int(seconds or 0))
        wall = datetime.combine(day, clock_face)
    except ValueError:
        raise ValidationError("The time must be a real time", "time") from None
    return _in_london(wall, (zone or "").upper())


def _hours(hours: int, half: str | None) -> int:
    if half is None:
        return hours
    if not 1 <= hours <= 12:
        raise ValueError("not on a twelve-hour clock")
    return hours % 12 + (12 if half.lower() == "pm" else 0)


def _in_london(wall: datetime, zone: str) -> datetime:
    # On the night the clocks go back 01:30 comes twice, and on the night they go forward never.
    readings = {
        reading.tzname(): reading
        for reading in (wall.replace(fold=fold, tzinfo=london.LONDON) for fold in (0, 1))
        if _exists(reading)
    }
    if zone:
        readings = {name: reading for name, reading in readings.items() if name == zone}
    if not readings:
        raise ValidationError("No clock showed this time on that day: the clocks changed", "time")
    if len(readings) > 1:
        raise ValidationError("The clocks went back: add BST or GMT after the time", "time")
    return readings.popitem()[1].astimezone(UTC)


def _exists(reading: datetime) -> bool:
    there_and_back = london.time_of(reading.astimezone(UTC))
    return there_and_back.replace(tzinfo=None) == reading.replace(tzinfo=None)


class DrawnField(forms.CharField):
    """A signature drawn on the glass, as the pad hands it over: a PNG in a data address."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, required=False)

    def clean(self, value: Any) -> bytes | None:
        """Return the PNG, or None when nothing was drawn."""
        text = super().clean(value)
        if not text:
            return None
        try:
            content = base64.b64decode(text.partition(",")[2], validate=True)
        except (ValueError, binascii.Error) as problem:
            raise forms.ValidationError(NOT_ARRIVED) from problem
        if not content.startswith(PNG) or len(content) > MAX_IMAGE_BYTES:
            raise forms.ValidationError(NOT_ARRIVED)
        return content


class StrokesField(forms.CharField):
    """The strokes of a drawn signature: JSON text."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, required=False)

    def clean(self, value: Any) -> str:
        """Return the text as it came, if it is JSON."""
        text = str(super().clean(value))
        try:
            json.loads(text or "[]")
        except ValueError as problem:
            raise forms.ValidationError(NOT_ARRIVED) from problem
        return text
