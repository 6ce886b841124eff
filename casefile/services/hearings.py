"""Lists hearings and records their results."""

from datetime import datetime

from django.db import transaction

from casefile.models import Hearing, OrganisationUnit, Suspect
from casefile.services import Reason, Refused, clean, events
from casefile.services.actors import Actor


@transaction.atomic
def list_hearing(
    *,
    defendant: Suspect,
    court_name: str,
    at_court: datetime,
    kind: str = "first_hearing",
    court: OrganisationUnit | None = None,
    by: Actor,
    at: datetime,
) -> Hearing:
    """List a hearing for one defendant; the same again is the same row.

    Raises:
        Refused: the hearing would be in the past, or no court is named.
    """
    name = clean.text(court_name, field="court_name", limit=200)
    if reasons := _reasons(name, at_court, at):
        raise Refused(reasons[0].message, reasons=reasons)
    hearing, is_new = Hearing.objects.get_or_create(
        defendant=defendant,
        kind=kind,
        at=at_court,
        defaults={"case": defendant.case, "court_name": name, "court": court},
    )
    if is_new:
        events.of_case(
            defendant.case,
            "hearing.listed",
            by=by,
            at=at,
            about=hearing,
            suspect=defendant.pk,
            hearing_at=at_court,
            court=name,
        )
    return hearing


def _reasons(name: str, at_court: datetime, at: datetime) -> list[Reason]:
    reasons = []
    if not name:
        reasons.append(Reason("missing", "Name the court.", field="court_name"))
    if at_court <= at:
        message = "The hearing must be in the future."
        reasons.append(Reason("past", message, field="hearing_at"))
    return reasons


@transaction.atomic
def record_result(*, hearing: Hearing, result: str, by: Actor, at: datetime) -> Hearing:
    """Record what the court decided at a hearing; the same words again change nothing.

    Raises:
        Refused: no result, the hearing is still to come, or it has another result already.
    """
    words = clean.text(result, field="result")
    if not words or hearing.at > at or hearing.result not in {"", words}:
        message = _result_problem(words, hearing, at)
        raise Refused(message, reasons=[Reason("result", message, field="result")])
    if not hearing.result:
        hearing.result = words
        hearing.save(update_fields=["result"])
        events.of_case(hearing.case, "hearing.resulted", by=by, at=at, about=hearing, result=words)
    return hearing


def _result_problem(words: str, hearing: Hearing, at: datetime) -> str:
    if not words:
        return "Say what the court decided."
    if hearing.at > at:
        return "This hearing has not taken place yet."
    return "This hearing has another result already."
