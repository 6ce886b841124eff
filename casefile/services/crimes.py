"""Records crimes, and what becomes of their record: class, offences inside, flags, cancelling.

Outcomes are in outcomes.py, the way to a team in allocation.py.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from casefile.models import (
    Case,
    CrimeCancellation,
    CrimeClassification,
    RecordedCrime,
    Victim,
)
from casefile.rules import london
from casefile.rules.counting import rules_version
from casefile.rules.crime_classes import CLASSES, N100, ClassRow, can_record
from casefile.rules.crime_flags import CRIME_FLAGS
from casefile.services import Reason, Refused, clean, events, numbers, stages
from casefile.services.actors import Actor


@transaction.atomic
def record(
    *,
    case: Case,
    home_office_class: str,
    reported_at: datetime,
    balance_reason: str,
    contrary_reason: str,
    title: str = "",
    rule: str = "",
    was_suggested: bool | None = None,
    by: Actor,
    at: datetime,
    **details: Any,
) -> RecordedCrime:
    """Record one crime; lesser offences inside it stay listed in it.

    `reported_at` is the first report by any way. The two reasons say why it is more likely than
    not a crime (under N100: why it is not recorded), and why nothing credible speaks against it.
    `rule` is the suggestion in words; `details` are those of `_details`. Source: R1 to R9.

    Raises:
        Refused: no reason, a class that cannot be recorded, or a moment before the report.
    """
    texts = _checked(home_office_class, balance_reason, contrary_reason, reported_at, at)
    row = CLASSES[home_office_class]
    crime = RecordedCrime.objects.create(
        case=case,
        force=case.force,
        reference=_reference(case, at),
        home_office_class=row.code,
        title=title or row.title,
        rules_version=rules_version(london.day_of(at)),
        reported_at=reported_at,
        recorded_at=at,
        **texts | _counted(row) | _details(**details),
    )
    _classify(crime, crime.balance_reason, rule, was_suggested, by, at)
    _recorded(crime, by, at)
    return crime


def _counted(row: ClassRow) -> dict[str, Any]:
    return {"is_notifiable": row.is_notifiable, "is_recordable": row.is_recordable}


def _reference(case: Case, at: datetime) -> str:
    on = london.day_of(at)
    serial = numbers.take(f"crime:{case.force_id}:{on.year}")
    return f"{case.force_id}/{serial:05d}/{on:%y}"


def _details(
    *,
    included_offences: Sequence[str] = (),
    victim: Victim | None = None,
    dwelling: str = "",
    flags: Sequence[str] = (),
    counting_reason: str = "",
    late_reason: str = "",
) -> dict[str, Any]:
    return {
        "included_offences": [
            clean.text(one, field="included_offences") for one in included_offences
        ],
        "victim": victim,
        "dwelling": clean.text(dwelling, field="dwelling", limit=300),
        "flags": _known_flags(flags),
        "counting_reason": clean.text(counting_reason, field="counting_reason"),
        "late_reason": clean.text(late_reason, field="late_reason"),
    }


def _checked(
    code: str, balance_reason: str, contrary_reason: str, reported_at: datetime, at: datetime
) -> dict[str, str]:
    """Return the two texts, clean. Raises: Refused, with every reason at once."""
    if reported_at > at:
        raise Refused("A crime cannot be recorded before it was reported.", code="too_early")
    texts = {
        "balance_reason": clean.text(balance_reason, field="balance_reason"),
        "contrary_reason": clean.text(contrary_reason, field="contrary_reason"),
    }
    reasons = _class_reasons(code, at)
    if not texts["balance_reason"]:
        message = "Say why it is more likely than not that this is a crime."
        reasons.append(Reason("missing", message, field="balance_reason"))
    if not texts["contrary_reason"] and code != N100:
        message = "Say why there is no credible evidence to the contrary."
        reasons.append(Reason("missing", message, field="contrary_reason"))
    if reasons:
        raise Refused(reasons[0].message, reasons=reasons, code=reasons[0].code)
    return texts


def _class_reasons(code: str, at: datetime) -> list[Reason]:
    if can_record(code, london.day_of(at)):
        return []
    row = CLASSES.get(code)
    message = "Choose the crime from the list."
    if row and row.recorded_by == "report_fraud":
        message = f"{row.title} is recorded by Report Fraud: refer it there."
    elif row:
        message = f"Class {code} has ended: it is kept for old crimes only."
    return [Reason("unknown_class", message, field="home_office_class")]


def _known_flags(flags: Sequence[str]) -> list[str]:
    if unknown := set(flags) - set(CRIME_FLAGS):
        message = f"There is no flag {sorted(unknown)[0]}."
        raise Refused(message, reasons=[Reason("unknown_flag", message, field="flags")])
    return [code for code in CRIME_FLAGS if code in flags]


def _classify(
    crime: RecordedCrime,
    reason: str,
    rule: str,
    was_suggested: bool | None,
    by: Actor,
    at: datetime,
) -> CrimeClassification:
    return CrimeClassification.objects.create(
        crime=crime,
        home_office_class=crime.home_office_class,
        title=crime.title,
        reason=reason,
        rule=rule[:400],
        was_suggested=was_suggested,
        classified_by=by.user,
        classified_at=at,
    )


def _recorded(crime: RecordedCrime, by: Actor, at: datetime) -> None:
    events.of_case(
        crime.case,
        "n100.recorded" if crime.home_office_class == N100 else "crime.recorded",
        by=by,
        at=at,
        about=crime,
        reference=crime.reference,
        title=crime.title,
        home_office_class=crime.home_office_class,
        reported_at=crime.reported_at,
        included_offences=crime.included_offences,
        rules_version=crime.rules_version,
        flags=crime.flags,
        late_reason=crime.late_reason,
    )


@transaction.atomic
def reclassify(
    *, crime: RecordedCrime, home_office_class: str, reason: str, by: Actor, at: datetime
) -> RecordedCrime:
    """Give a crime another class; the record stays the same and keeps every class it had (R16).

    Raises:
        stages.GuardsFailed: no reason, no such class, or a way out of a grave one.
        stages.WrongStage: it is cancelled.
    """
    data = {"reason": reason, "home_office_class": home_office_class}
    data["from_class"] = crime.home_office_class
    stages.move(subject=crime, transition="reclassify", by=by, at=at, data=data)
    row = CLASSES[home_office_class]
    crime.home_office_class, crime.title = row.code, row.title
    crime.is_notifiable, crime.is_recordable = row.is_notifiable, row.is_recordable
    fields = ["home_office_class", "title", "is_notifiable", "is_recordable"]
    crime.save(update_fields=fields)
    _classify(crime, clean.text(reason, field="reason"), "", None, by, at)
    return crime


@transaction.atomic
def include_offence(*, crime: RecordedCrime, title: str, by: Actor, at: datetime) -> RecordedCrime:
    """List a lesser offence inside a crime; none is ever taken out (R8).

    Raises:
        Refused: nothing was named, or the crime is cancelled.
    """
    words = clean.text(title, field="title", limit=200)
    locked = RecordedCrime.objects.select_for_update().get(pk=crime.pk)
    if not words or not locked.is_live:
        message = "Name the offence." if locked.is_live else "This crime is cancelled."
        raise Refused(message, reasons=[Reason("offence", message, field="title")])
    crime.included_offences = [*locked.included_offences, words]
    crime.save(update_fields=["included_offences"])
    events.of_case(crime.case, "crime.offence_included", by=by, at=at, about=crime, title=words)
    return crime


@transaction.atomic
def set_flags(
    *, crime: RecordedCrime, flags: Sequence[str], by: Actor, at: datetime
) -> RecordedCrime:
    """Set the flags beside the class; what stood there before is in the event (R19).

    Raises:
        Refused: there is no such flag.
    """
    before, crime.flags = crime.flags, _known_flags(flags)
    crime.save(update_fields=["flags"])
    data = {"flags": crime.flags, "before": before}
    events.of_case(crime.case, "crime.flagged", by=by, at=at, about=crime, **data)
    return crime


@transaction.atomic
def cancel(
    *, crime: RecordedCrime, code: str, information: str, by: Actor, at: datetime
) -> CrimeCancellation:
    """Cancel a record for a reason of the table, on information that can be checked.

    Source: rules/cancellation.py, R13 and R14.

    Raises:
        NotPermitted: not the registrar.
        stages.GuardsFailed: no such reason, or no information.
        stages.WrongStage: it is cancelled already.
    """
    data = {"code": code, "information": information}
    stages.move(subject=crime, transition="cancel", by=by, at=at, data=data)
    return CrimeCancellation.objects.create(
        crime=crime,
        code=code,
        information=clean.text(information, field="information"),
        cancelled_by=by.account,
        cancelled_at=at,
    )
