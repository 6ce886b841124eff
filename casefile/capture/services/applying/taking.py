"""One entry as it is put into the record, and the answers of its form."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from casefile.capture.manifests import Manifest
from casefile.capture.models import Entry
from casefile.models import Case, Person
from casefile.rules.london import LONDON
from casefile.services import Reason, Refused, people
from casefile.services.actors import Actor


class NotYet(Refused):
    """It follows on an entry that is not in the record yet, and is tried again after that one."""

    code = "waits_for"


class Answers:
    """The answers of a form; each is as the table says, or refused with the name of its field."""

    def __init__(self, body: Any) -> None:
        self._body = body

    def text(self, name: str) -> str:
        """Return words; empty when it was not answered."""
        return str(self._one(name, str, ""))

    def texts(self, *names: str) -> dict[str, str]:
        """Return those of the named answers that were given."""
        return {name: self.text(name) for name in names if self.text(name)}

    def flag(self, name: str) -> bool | None:
        """Return yes or no; None when it was not answered."""
        found: bool | None = self._one(name, bool, None)
        return found

    def many(self, name: str) -> list[str]:
        """Return each that was chosen."""
        found = self._one(name, list, [])
        if not all(isinstance(one, str) for one in found):
            raise _wrong(name)
        return list(found)

    def key(self, name: str) -> UUID | None:
        """Return an id; None when it was not answered."""
        text = self.text(name)
        try:
            return UUID(text) if text else None
        except ValueError as problem:
            raise _wrong(name) from problem

    def day(self, name: str) -> date | None:
        """Return a day; None when it was not answered."""
        text = self.text(name)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError as problem:
            raise _wrong(name) from problem

    def moment(self, name: str, default: datetime) -> datetime:
        """Return a moment; what has no zone was typed off a clock in London."""
        text = self.text(name)
        if not text:
            return default
        try:
            found = datetime.fromisoformat(text)
            found.timestamp()
        except (ValueError, OverflowError) as problem:
            raise _wrong(name) from problem
        return found if found.utcoffset() is not None else found.replace(tzinfo=LONDON)

    def _one(self, name: str, kind: type, default: Any) -> Any:
        found = self._body.get(name)
        if found is None:
            return default
        if not isinstance(found, kind):
            raise _wrong(name)
        return found


def _wrong(name: str) -> Refused:
    message = f"The answer to {name.replace('_', ' ')} cannot be read."
    return Refused(message, reasons=[Reason("unreadable", message, field=name)], code="unreadable")


@dataclass
class Taking:
    """One entry on its way into the record. `by` is the officer who took it, at the time `at`."""

    entry: Entry
    manifest: Manifest
    by: Actor
    at: datetime
    answers: Answers = field(init=False)

    def __post_init__(self) -> None:
        self.answers = Answers(self.manifest.body)

    @property
    def case(self) -> Case:
        """The case of the entry. Raises: Refused where it names none."""
        if self.entry.case is None:
            raise Refused("This belongs to no case.", code="no_case")
        return self.entry.case

    @property
    def made_at(self) -> datetime:
        """When the device says that it was made; where that is no time, when it came."""
        return self.entry.device_time or self.entry.received_at

    def person(self, name: str = "person") -> Person:
        """Return the person of the case that an answer names.

        Raises:
            Refused: nobody is named, or nobody of this case. One who was recorded on the same
            tablet is named by that entry.
        """
        key = self.answers.key(name)
        found = self.case.people.filter(pk=self._became(key)).first() if key else None
        if found is None:
            message = "Say who it is: this person is not in the case."
            raise Refused(message, reasons=[Reason("person", message, field=name)], code="person")
        return found

    def _became(self, key: UUID) -> UUID:
        entry = Entry.objects.filter(pk=key, case=self.entry.case, subject_type="person").first()
        return entry.subject_id if entry and entry.subject_id else key

    def producer(self) -> Person:
        """Return who produces an exhibit: the person that was named, else the officer."""
        key = self.answers.key("producer")
        if key is None or key == self.by.id:
            return people.officer_witness(
                case=self.case, user=self.by.account, by=self.by, at=self.at
            )
        return self.person("producer")


Apply = Callable[[Taking], Model | None]
APPLY: dict[str, Apply] = {}
NEEDS_CASE: set[str] = set()


def kind(name: str, *, needs_case: bool = True) -> Callable[[Apply], Apply]:
    """Enter a function under the kind of entry that it puts into the record."""

    def enter(function: Apply) -> Apply:
        APPLY[name] = function
        if needs_case:
            NEEDS_CASE.add(name)
        return function

    return enter


def apply(taking: Taking) -> Model | None:
    """Put one entry into the record and return what it became. Raises: Refused."""
    return APPLY[taking.entry.kind](taking)
