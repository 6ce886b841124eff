"""A case as its folder describes it: `case.json`, its files, and what was learnt on the way."""

import json
import mimetypes
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from casefile.demonstration import media
from casefile.rules import london

NORTHGATE = Path(__file__).parent / "northgate"


class BadStory(Exception):
    """The folder does not describe a case; the message says what is missing."""


@dataclass
class Story:
    """The facts of a case, its media, and the ids that the product gave along the road."""

    folder: Path
    facts: dict[str, Any]
    scratch: Path
    known: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        """Return a part of the facts.

        Raises:
            BadStory: the case does not have that part.
        """
        try:
            return self.facts[name]
        except KeyError as problem:
            raise BadStory(f"case.json has no part {name!r}") from problem

    def at_step(self, part: str, step: str) -> list[str]:
        """Return the keys of a part (statements, exhibits) that belong to a step, in order."""
        return [key for key, facts in self[part].items() if facts["step"] == step]

    @property
    def victim(self) -> str:
        """The key of the person who reports.

        Raises:
            BadStory: nobody does.
        """
        found: list[str] = [key for key, row in self["people"].items() if row.get("reports")]
        if not found:
            raise BadStory("case.json has nobody among its people who reports")
        return found[0]

    @property
    def first_account_at(self) -> datetime:
        """When the victim's first statement was taken.

        Raises:
            BadStory: the victim made none.
        """
        for facts in self["statements"].values():
            if facts["witness"] == self.victim:
                return moment(facts["at"])
        raise BadStory("case.json has no statement of the victim")

    def file(self, name: str) -> tuple[str, bytes, str]:
        """Return a file as a form sends it: name, bytes, type by name."""
        path = self.path(name)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return name, path.read_bytes(), kind

    def path(self, name: str) -> Path:
        """Return where a file lies, making it if need be; notes where it came from."""
        sample = self.facts.get("files", {}).get(name, {}).get("sample", "")
        path, origin = media.find(name, beside=self.folder, sample=sample, scratch=self.scratch)
        self.origins[name] = origin
        return path


def read(folder: Path, *, scratch: Path) -> Story:
    """Read a folder.

    Raises:
        BadStory: there is no readable case.json in it.
    """
    try:
        facts = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise BadStory(f"{folder} has no readable case.json: {problem}") from problem
    if not isinstance(facts, dict):
        raise BadStory(f"{folder} has no readable case.json: it is not an object")
    return Story(folder, facts, scratch)


def moment(text: str) -> datetime:
    """Return a moment of the facts.

    Raises:
        BadStory: it is not a moment with a zone.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError as problem:
        raise BadStory(f"{text!r} is not a moment") from problem
    if found.tzinfo is None:
        raise BadStory(f"{text!r} has no time zone")
    return found


def day(prefix: str, text: str) -> dict[str, str]:
    """Return the inputs of a date box; none for an empty date."""
    if not text:
        return {}
    year, month, number = text.split("-")
    return {f"{prefix}_day": number, f"{prefix}_month": month, f"{prefix}_year": year}


def parts(prefix: str, text: str) -> dict[str, str]:
    """Return the inputs of a date-and-time box, in London time."""

    found = london.time_of(moment(text))
    return {
        f"{prefix}_day": str(found.day),
        f"{prefix}_month": str(found.month),
        f"{prefix}_year": str(found.year),
        f"{prefix}_time": found.time().isoformat("minutes"),
    }
