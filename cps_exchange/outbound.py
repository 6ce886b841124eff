"""What goes out: the file as it left, valid against the contract, and what happened to it since."""

import json
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from jsonschema import Draft202012Validator, FormatChecker

from casefile.models import Submission
from cps_exchange import messages
from cps_exchange.models import SentFile

CONTRACT = Path(__file__).parent / "contract/v1"


@lru_cache(maxsize=16)
def schema(name: str) -> dict[str, Any]:
    """Return one schema of the contract, by its file name without the ending.

    Raises:
        FileNotFoundError: there is none of that name.
    """
    found: dict[str, Any] = json.loads((CONTRACT / f"{name}.json").read_text())
    return found


def schema_names() -> list[str]:
    """Return the names of all schemas of the contract, sorted."""
    return sorted(path.stem for path in CONTRACT.glob("*.json"))


def check_against_contract(name: str, message: dict[str, Any]) -> None:
    """Refuse to send what the published schema does not allow.

    Raises:
        jsonschema.ValidationError: our own mistake, so it is not a refusal.
    """
    Draft202012Validator(schema(name), format_checker=FormatChecker()).validate(message)


def sent_file(submission: Submission, *, at: datetime) -> SentFile:
    """Return the file as it left, fixing it now if no worker has done so yet."""
    found = SentFile.objects.filter(submission=submission).first()
    if found is not None:
        return found
    content = json.loads(json.dumps(messages.submission_file(submission)))
    check_against_contract("submission", content)
    kept, _ = SentFile.objects.get_or_create(
        submission=submission, defaults={"content": content, "made_at": at}
    )
    return kept


def whole_file(submission: Submission, *, at: datetime) -> dict[str, Any]:
    """Return the file as it left with its present state."""
    return {**sent_file(submission, at=at).content, "state": state(submission)}


def state(submission: Submission) -> dict[str, Any]:
    """Return what has come back about a submission so far. Six queries."""
    triage = getattr(submission, "triage", None)
    assessment = getattr(submission, "assessment", None)
    return {
        "stage": submission.stage,
        "is_received": submission.receipts.exists(),
        "triage": triage
        and {
            "is_accepted": triage.is_accepted,
            "reasons": triage.reasons,
            "respond_by": messages.moment(triage.respond_by),
        },
        "assessment": assessment
        and {"is_pass": assessment.is_pass, "failures": assessment.failures},
        "action_plans": [_plan(plan) for plan in _plans(submission)],
        "decisions": [_decision(row) for row in submission.decisions.order_by("decided_at", "id")],
    }


def _plans(submission: Submission) -> QuerySet[Any]:
    return submission.action_plans.prefetch_related("items").order_by("number")


def _plan(plan: Any) -> dict[str, Any]:
    items = sorted(plan.items.all(), key=lambda item: item.number)
    return {
        "id": str(plan.pk),
        "number": plan.number,
        "issued_at": messages.moment(plan.issued_at),
        "items": [
            {
                "id": str(item.pk),
                "number": item.number,
                "kind": item.kind,
                "text": item.text,
                "reason": item.reason,
                "due_on": messages.moment(item.due_on),
                "priority": item.priority,
                "stage": item.stage,
                "reply": item.reply,
                "answered_with": item.answered_with,
            }
            for item in items
        ],
    }


def _decision(row: Any) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "suspect_id": str(row.suspect_id),
        "charge_id": str(row.charge_id) if row.charge_id else None,
        "decision": row.decision,
        "cjs_code": row.advised_offence_id,
        "particulars": row.advised_particulars,
        "code_test": row.code_test,
        "reason": row.reason,
        "decided_at": messages.moment(row.decided_at),
    }
