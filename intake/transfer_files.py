"""The file of a report for a force whose desk does not work here, as JSON.

Its `report` is a message as partners' systems send it, so that the other force's machine door can
take it as it is; beside it stands what such a message has no place for.
"""

import json
from typing import Any

from intake import triage
from intake.landings import LANDING
from intake.models import CrimeReport

VERSION = "1"


def file_of(report: CrimeReport) -> str:
    """Return everything of a report that the other force needs, as JSON text. Five queries."""
    transfer = report.transfer
    content: dict[str, Any] = {
        "version": VERSION,
        "report": message_of(report),
        "reference": report.reference,
        "from_force": {"code": report.force_id, "name": report.force.name},
        "to_force": {"code": transfer.to_code, "name": transfer.to_name},
        "passed_at": transfer.passed_at.isoformat(),
        "first_reported_at": report.clock_started_at.isoformat(),
        "record_by": report.record_by.isoformat(),
        "priority": report.priority,
        "priority_reasons": report.priority_reasons,
        "added": [
            {"at": row.added_at.isoformat(), "text": row.text}
            for row in report.additions.order_by("added_at", "pk")
        ],
        "asked": [
            {"question": row.text, "answer": row.answer}
            for row in report.questions.order_by("asked_at", "pk")
        ],
        "files": [
            {
                "name": row.name,
                "media_type": row.media_type,
                "size_bytes": row.size_bytes,
                "sha256": row.sha256,
            }
            for row in report.files.order_by("received_at", "pk")
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def message_of(report: CrimeReport) -> dict[str, Any]:
    """Return a report as the message that a machine door takes. One query.

    What was answered before the form began is not kept, so that part says only that one went on.
    """
    steps = triage.steps_before(report.form)
    return {
        "form": report.form,
        "edition": report.edition,
        "language": report.language,
        "client_reference": report.reference,
        "triage": {
            step.key: next(route.value for route in step.routes if route.kind != LANDING)
            for step in steps
        },
        "answers": {
            row.question: row.value for row in report.answers.order_by("position") if row.value
        },
    }
