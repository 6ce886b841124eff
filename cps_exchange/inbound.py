"""What prosecutors send that no other service takes: assessments and disclosure decisions."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from casefile.models import Case, Submission, Suspect, UnusedMaterial
from casefile.rules.stages import CPS
from casefile.services import NotFound, NotPermitted, Reason, Refused, clean, events
from casefile.services.actors import Actor
from cps_exchange.assessment_reasons import ASSESSMENT_REASONS
from cps_exchange.models import GuidanceAssessment

DISCLOSURE_DECISIONS = {
    "D": "Disclose",
    "I": "Inspect",
    "CND": "Clearly not disclosable",
}


def _require_prosecutor(by: Actor) -> None:
    if not by.roles & set(CPS):
        raise NotPermitted("Only a prosecutor decides this.")


@transaction.atomic
def assess(
    *, submission: Submission, failures: Sequence[Mapping[str, str]], by: Actor, at: datetime
) -> GuidanceAssessment:
    """Record the Director's Guidance Assessment: a file without failures passes.

    Raises:
        Refused: assessed before, or a reason is not on the list.
        NotPermitted: not a prosecutor.
    """
    _require_prosecutor(by)
    unknown = [row["code"] for row in failures if row["code"] not in ASSESSMENT_REASONS]
    if unknown:
        message = "Choose a reason from the list."
        reasons = [Reason("unknown_reason", message, field="failures")]
        raise Refused(message, reasons=reasons, code="unknown_reason")
    if GuidanceAssessment.objects.filter(submission=submission).exists():
        raise Refused("This file was assessed before.", code="already_assessed")
    rows = [_failure(row) for row in failures]
    made = GuidanceAssessment.objects.create(
        submission=submission,
        is_pass=not rows,
        failures=rows,
        assessed_by_name=by.name,
        assessed_at=at,
    )
    codes = [row["code"] for row in rows]
    events.of_case(
        submission.case,
        "submission.assessed",
        by=by,
        at=at,
        about=made,
        is_pass=made.is_pass,
        failures=codes,
    )
    return made


def _failure(row: Mapping[str, str]) -> dict[str, str]:
    detail = clean.text(row.get("detail", ""), field="failures", limit=250)
    title = ASSESSMENT_REASONS[row["code"]].title
    return {"code": row["code"], "title": title, "detail": detail}


@transaction.atomic
def decide_disclosure(
    *, submission: Submission, decisions: Sequence[Mapping[str, Any]], by: Actor, at: datetime
) -> list[UnusedMaterial]:
    """Record decisions on items of the non-sensitive schedule that went with this file.

    Raises:
        Refused: an item was not on the schedule that was sent.
        NotPermitted: not a prosecutor.
    """
    _require_prosecutor(by)
    sent = UnusedMaterial.objects.select_for_update().filter(
        case=submission.case, schedule="C", listed_at__lte=submission.submitted_at
    )
    items = {item.pk: item for item in sent.filter(pk__in=[row["item_id"] for row in decisions])}
    reasons = [
        Reason("unknown_item", f"{row['item_id']} is not on the schedule.", field="item_id")
        for row in decisions
        if row["item_id"] not in items
    ]
    if reasons:
        raise Refused(reasons[0].message, reasons=reasons, code="unknown_item")
    return [_decide_item(items[row["item_id"]], row, by, at) for row in decisions]


def _decide_item(
    item: UnusedMaterial, row: Mapping[str, Any], by: Actor, at: datetime
) -> UnusedMaterial:
    item.prosecutor_decision = row["decision"]
    item.save(update_fields=["prosecutor_decision"])
    events.of_case(
        item.case,
        "disclosure.decided",
        by=by,
        at=at,
        about=item,
        item_number=item.item_number,
        decision=row["decision"],
        reason=clean.text(row.get("reason", ""), field="reason"),
    )
    return item


def defendant(case: Case, identifier: UUID) -> Suspect:
    """Return a suspect of the case who was charged.

    Raises:
        NotFound: nobody of that id is charged in this case.
    """
    found = case.suspects.filter(pk=identifier, stage="charged").first()
    if found is None:
        message = "Nobody of that id is charged in this case."
        raise NotFound(message, reasons=[Reason("not_found", message, field="defendant_id")])
    return found
