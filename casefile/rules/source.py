"""Where a rule comes from, how far that was checked, and when the rule is in force."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Checked = Literal["verified", "secondary", "recalled"]


@dataclass(frozen=True)
class Source:
    """The document, edition and paragraph a rule rests on.

    `checked` is 'verified' when the paragraph itself was read, 'secondary' when only a text that
    quotes it was read, 'recalled' when it is general knowledge that a practitioner must confirm.
    """

    document: str
    edition: str
    paragraph: str
    checked: Checked

    @property
    def is_verified(self) -> bool:
        return self.checked == "verified"

    def __str__(self) -> str:
        parts = (self.document, self.edition, self.paragraph)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Text:
    """Words shown to people, in English and, where a translation exists, in Welsh."""

    en: str
    cy: str = ""
    cy_checked: bool = False

    def __str__(self) -> str:
        return self.en


@dataclass(frozen=True)
class InForce:
    """The days on which a row applies, both included; None leaves that end open."""

    from_on: date | None = None
    to_on: date | None = None

    def covers(self, on: date) -> bool:
        after_start = self.from_on is None or self.from_on <= on
        return after_start and (self.to_on is None or on <= self.to_on)


ALWAYS = InForce()
