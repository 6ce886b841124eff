"""Plain facts of a file, gathered by a selector, for the checks of `completeness` to judge."""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class PersonFacts:
    """A suspect, victim or witness. `personal_statement` is empty until it was at least offered."""

    id: str
    name: str
    role: Literal["suspect", "victim", "witness"]
    is_key: bool = True
    is_professional: bool = False
    printed_on: date | None = None
    is_vulnerable_or_intimidated: bool = False
    has_special_measures_assessment: bool = False
    personal_statement: str = ""
    is_availability_known: bool = False


@dataclass(frozen=True)
class StatementFacts:
    """A statement: `is_signed` only while the signature still fits the text."""

    id: str
    witness_id: str
    witness_name: str
    text: str
    is_signed: bool
    is_in_package: bool = True


@dataclass(frozen=True)
class ExhibitFacts:
    """An exhibit on the list; `explanation` says why it is not attached.

    `former` are references that it was known by before; a statement may name it by any.
    """

    reference: str
    kind: Literal["physical", "photo", "video", "audio", "document"]
    producer: str = ""
    producer_id: str = ""
    former: tuple[str, ...] = ()
    parent: str | None = None
    is_clip: bool = False
    is_key: bool = True
    is_attached: bool = True
    explanation: str = ""


@dataclass(frozen=True)
class InterviewFacts:
    """Whether one suspect was interviewed, and what the file says of it."""

    suspect_id: str
    suspect_name: str
    was_held: bool
    has_summary: bool = False
    reason_not_held: str = ""


@dataclass(frozen=True)
class ApprovalFacts:
    """The supervisor's approval."""

    by_id: str
    comments: str


@dataclass(frozen=True)
class ContactFacts:
    """How to reach the officer in the case."""

    email: str = ""
    telephone: str = ""
    cover: str = ""


@dataclass(frozen=True)
class FileFacts:
    """All that the checks ask.

    `forms` holds codes of `MG_FORMS` in the package. `flags` and `documents` hold keys such as
    'domestic_abuse' and 'domestic_abuse_checklist'. `third_party_position` is empty until someone
    recorded one, 'none' included. The last four name what is wrong, for the message.
    """

    officer_in_case_id: str
    contact: ContactFacts = ContactFacts()
    approval: ApprovalFacts | None = None
    people: tuple[PersonFacts, ...] = ()
    statements: tuple[StatementFacts, ...] = ()
    exhibits: tuple[ExhibitFacts, ...] = ()
    interviews: tuple[InterviewFacts, ...] = ()
    forms: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    third_party_position: str = ""
    presumed_items_undecided: tuple[str, ...] = ()
    unreachable_media: tuple[str, ...] = ()
    not_received: tuple[str, ...] = ()
    carrying_position: tuple[str, ...] = ()

    def in_role(self, *roles: str) -> tuple[PersonFacts, ...]:
        return tuple(person for person in self.people if person.role in roles)

    @property
    def served_statements(self) -> tuple[StatementFacts, ...]:
        return tuple(statement for statement in self.statements if statement.is_in_package)
