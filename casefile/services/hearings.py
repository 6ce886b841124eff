"""Lists hearings."""

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
