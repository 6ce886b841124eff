"""Staff take a report down for somebody: who was asked, the first contact, and the reading back.

The questions, the answers and the sending are those of every report; only this is besides.
"""

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_datetime

from casefile.services import NotPermitted, Reason, Refused, clean, events
from casefile.services.actors import Actor
from intake import drafts, services
from intake.channels import ASSISTED
from intake.models import CrimeReport, Draft
from intake.origins import Origin
from intake.questions import FORMS
from intake.words import Say

RELATIONS = {
    "victim": "The person it happened to",
    "parent": "Parent or guardian",
    "family": "Family, partner or friend",
    "carer": "Carer, or a professional who helps",
    "business": "Somebody of the business it happened to",
    "witness": "Witness",
    "other": "Somebody else",
}
LANGUAGES = {"en": "English", "cy": "Welsh", "other": "Another language"}
INTERPRETERS = {
    "none": "None was needed",
    "present": "Yes, face to face",
    "phone": "Yes, by phone or video",
    "family": "Somebody with them helped, who is no interpreter",
    "wanted": "One was needed, and could not be had",
}


@dataclass(frozen=True)
class Taking:
    """How a report is taken down: the way in, the questions before the form, and who was asked."""

    channel: str
    before: dict[str, str] = field(default_factory=dict)
    first_contact_at: datetime | None = None
    name: str = ""
    relation: str = ""
    language: str = ""
    which_language: str = ""
    interpreter: str = ""

    @property
    def knows_who(self) -> bool:
        """Whether it is written down who was asked."""
        return self.first_contact_at is not None


@dataclass(frozen=True)
class ReadBack:
    """Whether the answers were read back and agreed, by whom and when; or why they were not."""

    is_agreed: bool
    name: str = ""
    at: datetime | None = None
    reason: str = ""


def of(draft: Draft) -> Taking:
    """Return how a draft is taken down."""
    return _read(draft.taking)


def of_report(report: CrimeReport) -> Taking | None:
    """Return how a report was taken down; None: nobody of the police took it."""
    return _read(report.taken_for) if report.taken_for else None


def read_back_of(report: CrimeReport) -> ReadBack | None:
    """Return whether a report was read back; None: nobody of the police took it."""
    kept = json.loads(report.read_back or "null")
    return ReadBack(**kept | {"at": parse_datetime(kept["at"] or "")}) if kept else None


def _read(text: str) -> Taking:
    kept: dict[str, Any] = json.loads(text)
    return Taking(**kept | {"first_contact_at": parse_datetime(kept["first_contact_at"] or "")})


def _written(value: Taking | ReadBack) -> str:
    return json.dumps(asdict(value), default=lambda moment: moment.isoformat())


@transaction.atomic
def start(*, form: str, channel: str, by: Actor, at: datetime, real_at: datetime) -> Draft:
    """Start a report to the own force, in a draft that is found by its id alone.

    It is kept as long as one of the public, by the real clock.

    Raises:
        Refused: there is no such form, or nobody takes reports down by this channel.
    """
    if form not in FORMS:
        raise _refused("form", "Choose the form.", "form")
    if channel not in ASSISTED:
        raise _refused("channel", "Choose how they reached us.", "channel")
    force = by.account.force
    if force is None:
        raise NotPermitted("Only staff of a force take reports down.")
    draft, _ = drafts.start(form=form, force=force, at=real_at)
    draft.taken_by, draft.taking = by.account, _written(Taking(channel))
    draft.save(update_fields=["taken_by", "taking"])
    _record("report.taking_started", draft, by, at, form=form, channel=channel)
    return draft


@transaction.atomic
def note_before(*, draft: Draft, answers: dict[str, str], by: Actor) -> Taking:
    """Note the answers to the questions before the form. None of them stops a report.

    Raises:
        NotPermitted: somebody else takes it down; Refused: it was sent or deleted meanwhile.
    """
    return _keep(draft, by, before=answers)


@transaction.atomic
def note_who(
    *,
    draft: Draft,
    first_contact_at: datetime,
    name: str,
    relation: str,
    language: str,
    which_language: str = "",
    interpreter: str,
    by: Actor,
    at: datetime,
) -> Taking:
    """Note who was asked, in which language, and when they first told us.

    Raises:
        Refused: no name, a first contact that is still to come, or an answer that is not listed.
        NotPermitted: somebody else takes it down.
    """
    if first_contact_at > at:
        raise _refused("future", "This cannot be in the future.", "first_contact_at")
    known = (("relation", RELATIONS), ("language", LANGUAGES), ("interpreter", INTERPRETERS))
    given = {"relation": relation, "language": language, "interpreter": interpreter}
    for key, listed in known:
        if given[key] not in listed:
            raise _refused(key, "Choose an answer.", key)
    words = clean.text(name, field="name", limit=200)
    if not words:
        raise _refused("name", "Write whom you asked, or why you have no name.", "name")
    other = clean.text(which_language, field="which_language", limit=40)
    if language == "other" and not other:
        raise _refused("which_language", "Write the language.", "which_language")
    return _keep(
        draft, by, first_contact_at=first_contact_at, name=words, which_language=other, **given
    )


def _keep(draft: Draft, by: Actor, **changes: Any) -> Taking:
    require_own(draft, by)
    locked = drafts.lock(draft)
    taking = replace(of(locked), **changes)
    draft.taking = locked.taking = _written(taking)
    locked.save(update_fields=["taking"])
    return taking


def require_own(draft: Draft, by: Actor) -> None:
    """Refuse to change what somebody else takes down.

    Raises:
        NotPermitted: it is not the actor's.
    """
    if draft.taken_by_id is None or draft.taken_by_id != by.id:
        raise NotPermitted("Only the person who takes a report down changes it.")


@transaction.atomic
def send(*, draft: Draft, read_back: ReadBack, by: Actor, at: datetime) -> CrimeReport:
    """Send in a report that was read back, or say why it was not.

    Its clock runs from the first contact.

    Raises:
        NotPermitted: somebody else takes it down.
        Refused: nobody wrote down who was asked, the reading back lacks something, or questions
            are open.
    """
    require_own(draft, by)
    # The lock makes a second sending wait until it can see the report of the first.
    list(Draft.objects.select_for_update().filter(pk=draft.pk))
    made = CrimeReport.objects.filter(pk=draft.pk).first()
    if made:
        return made
    taking = of(drafts.lock(draft))
    if not taking.knows_who:
        raise _refused("who", "Write down first whom you asked.")
    origin = Origin(
        channel=taking.channel,
        sent_by=by,
        taken_by=by.account,
        taken_for=_written(taking),
        read_back=_written(_checked(read_back, taking, at)),
        first_contact_at=taking.first_contact_at,
        language="cy" if taking.language == "cy" else "",
    )
    report = services.submit(draft=draft, say=Say(), at=at, origin=origin)
    Draft.objects.filter(pk=draft.pk).update(taking="")
    return report


def _checked(read_back: ReadBack, taking: Taking, at: datetime) -> ReadBack:
    if not read_back.is_agreed:
        reason = clean.text(read_back.reason, field="reason", limit=1000)
        if not reason:
            raise _refused("reason", "Write why it was not read back.", "reason")
        return ReadBack(is_agreed=False, reason=reason)
    name = clean.text(read_back.name, field="name", limit=200)
    if not name:
        raise _refused("name", "Write who agreed.", "name")
    first = taking.first_contact_at
    if read_back.at is None or read_back.at > at or (first and read_back.at < first):
        message = "This must be after the first contact, and not in the future."
        raise _refused("agreed_at", message, "agreed_at")
    return ReadBack(is_agreed=True, name=name, at=read_back.at)


@transaction.atomic
def drop(*, draft: Draft, by: Actor, at: datetime) -> None:
    """Delete a report that is being taken down, with all that was written.

    Raises:
        NotPermitted: somebody else takes it down; Refused: it was sent.
    """
    require_own(draft, by)
    drafts.discard(drafts.lock(draft))
    _record("report.taking_dropped", draft, by, at)


def _record(kind: str, draft: Draft, by: Actor, at: datetime, **data: str) -> None:
    events.append(stream=draft.stream, kind=kind, by=by, at=at, about=draft, data=data)


def _refused(code: str, message: str, field_name: str = "") -> Refused:
    return Refused(message, reasons=[Reason(code, message, field=field_name)], code=code)
