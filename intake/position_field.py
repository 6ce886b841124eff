"""The form field of a point on the map: two numbers, and how and how exactly they were found."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from intake import points
from intake.words import Say


class PositionParts(forms.MultiWidget):
    """Latitude and longitude as text, precision and source hidden; a script fills in all four."""

    parts: ClassVar = ("lat", "lon", "precision_m", "source")

    def __init__(self) -> None:
        hidden = forms.HiddenInput
        super().__init__(
            {part: forms.TextInput if part in {"lat", "lon"} else hidden for part in self.parts}
        )

    def decompress(self, value: points.Point | None) -> list[Any]:
        return [value.get(part) for part in self.parts] if value else [None] * len(self.parts)


class PositionField(forms.Field):
    """A point or nothing. The clean value is a point as `intake.points` stores it, or None."""

    widget = PositionParts

    def __init__(self, say: Say, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.say = say

    def to_python(self, value: list[str | None] | None) -> points.Point | None:
        """Return the point that was given.

        Raises:
            ValidationError: the numbers are no point in the United Kingdom.
        """
        given = [(part or "").strip()[:60] for part in value or []]
        try:
            return points.read(*given) if given else None
        except points.BadPoint as problem:
            raise ValidationError(self.say(problem.text), "position") from problem
