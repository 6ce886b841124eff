"""Records arrests, releases and bail."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from casefile.models import Arrest, Bail, BailCondition, Person, Suspect
from casefile.rules import identifiers
from casefile.services import Reason, Refused, clean, events, stages
from casefile.services.actors import Actor

RELEASES = ("in_custody", "police_bail", "under_investigation")


@transaction.atomic
def record_arrest(
    *,
    suspect: Suspect,
    asn: str,
    arrested_at: datetime,
    place: str,
    grounds: str,
    arrested_by: Person,
    custody_number: str = "",
    by: Actor,
    at: datetime,
) -> Arrest:
    """Record an arrest with its arrest/summons number (case_file.md 2.2).

    Raises:
        Refused: the number is malformed, fails its check letter, or was used before.
    """
    number = _checked_asn(asn)
    arrest = Arrest.objects.create(
        case=suspect.case,
        suspect=suspect,
        asn=number,
        custody_number=clean.text(custody_number, field="custody_number", limit=40),
        arrested_at=arrested_at,
        place=clean.text(place, field="place", limit=300),
        grounds=clean.text(grounds, field="grounds"),
        arrested_by=arrested_by,
    )
    details = {"arrest": arrest.pk, "asn": number, "arrested_at": arrested_at}
    stages.move(subject=suspect, transition="arrest", by=by, at=at, data=details)
    return arrest


def _checked_asn(asn: str) -> str:
    problems = [p for p in identifiers.check_asn(asn) if p.level == "error"]
    if problems:
        reasons = [Reason("asn", problem.message, field="asn") for problem in problems]
        raise Refused(problems[0].message, reasons=reasons, code="asn")
    number = identifiers.parse_asn(asn).long_form
    if Arrest.objects.filter(asn=number).exists():
        message = "This arrest/summons number is in use already."
        raise Refused(message, reasons=[Reason("asn_in_use", message, field="asn")])
    return number


@transaction.atomic
def release(*, arrest: Arrest, release: str, by: Actor, at: datetime) -> Arrest:
    """Record a release without charge.

    Raises:
        Refused: the kind of release is not one of RELEASES.
    """
    if release not in RELEASES:
        raise Refused("Choose how the person was released.", code="unknown_release")
    arrest.release, arrest.released_at = release, at
    arrest.save(update_fields=["release", "released_at"])
    stages.move(
        subject=arrest.suspect, transition="release", by=by, at=at, data={"release": release}
    )
    return arrest


@transaction.atomic
def grant_bail(
    *,
    suspect: Suspect,
    surrender_to: str,
    surrender_at: datetime,
    conditions: Sequence[tuple[str, str]] = (),
    by: Actor,
    at: datetime,
) -> Bail:
    """Grant bail; each condition is (text, reason).

    Raises:
        Refused: the day of surrender is past, or a condition has no reason.
    """
    if surrender_at <= at:
        raise Refused("Bail must be to a later moment.", code="surrender_past")
    if any(not text.strip() or not reason.strip() for text, reason in conditions):
        raise Refused("Give each condition and the reason for it.", code="condition_reason")
    bail = Bail.objects.create(
        suspect=suspect,
        granted_by=by.account,
        granted_at=at,
        surrender_to=clean.text(surrender_to, field="surrender_to", limit=200),
        surrender_at=surrender_at,
    )
    for number, (text, reason) in enumerate(conditions, start=1):
        BailCondition.objects.create(bail=bail, number=number, text=text, reason=reason)
    events.of_case(
        suspect.case,
        "bail.granted",
        by=by,
        at=at,
        about=bail,
        suspect=suspect.pk,
        surrender_at=surrender_at,
        conditions=len(conditions),
    )
    return bail


@transaction.atomic
def end_bail(*, bail: Bail, by: Actor, at: datetime) -> Bail:
    """End a bail that is running; twice is once."""
    if bail.ended_at is None:
        bail.ended_at = at
        bail.save(update_fields=["ended_at"])
        case = bail.suspect.case
        events.of_case(case, "bail.ended", by=by, at=at, about=bail, suspect=bail.suspect_id)
    return bail
