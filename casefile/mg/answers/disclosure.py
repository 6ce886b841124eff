"""Answers about unused material, the disclosure officer's schedules and report."""

from typing import Any

from casefile.mg.answers import Resolver
from casefile.mg.case_file import CaseFile
from casefile.models import UnusedMaterial

NOTHING_FOUND = "Every item listed was examined. Nothing was found that may undermine or assist."
NOTHING_LISTED = "No unused material is listed."


def _on(file: CaseFile, schedule: str) -> list[UnusedMaterial]:
    return [item for item in file.unused if item.schedule == schedule]


def _non_sensitive(item: UnusedMaterial) -> dict[str, Any]:
    return {
        "number": str(item.item_number),
        "description": item.description,
        "location": item.location,
        "presumption": f"({item.presumption_class})" if item.presumption_class else "",
        "decision": item.prosecutor_decision,
        "comment": "",
    }


def _sensitive(item: UnusedMaterial) -> dict[str, Any]:
    return {
        "number": str(item.item_number),
        "description": item.description,
        "reason": item.sensitivity_reason,
        "agreed": "",
        "application": "",
    }


def _meeting_test(file: CaseFile) -> list[UnusedMaterial]:
    return [item for item in file.unused if item.meets_test]


def _reported(item: UnusedMaterial) -> dict[str, Any]:
    return {
        "schedule": f"MG6{item.schedule}",
        "number": str(item.item_number),
        "reason": item.meets_test_reason,
        "attached": item.content is not None or bool(item.text),
    }


def _unexamined(file: CaseFile) -> list[UnusedMaterial]:
    return [item for item in file.unused if item.meets_test is None]


def _undermining(file: CaseFile, about: Any) -> str | None:
    found = _meeting_test(file)
    if found:
        # A sensitive item must not be described on a form that others read.
        lines = [f"MG6{item.schedule} item {item.item_number}: {_why(item)}" for item in found]
        return "\n".join(lines)
    if not file.unused:
        return NOTHING_LISTED
    return None if _unexamined(file) else NOTHING_FOUND


def _why(item: UnusedMaterial) -> str:
    return "see the sensitive schedule" if item.schedule == "D" else item.meets_test_reason


def _not_examined(file: CaseFile, about: Any) -> str:
    numbers = [str(item.item_number) for item in _unexamined(file)]
    if numbers:
        return f"Not examined yet: items {', '.join(numbers)}."
    return "Every item listed was examined."


def _common_law(file: CaseFile, about: Any) -> str | None:
    found = [item for item in _meeting_test(file) if item.schedule == "C"]
    if found:
        numbers = ", ".join(str(item.item_number) for item in found)
        return f"There is material to disclose: MG6C item {numbers}."
    if file.unused and not _unexamined(file):
        return "There is nothing to disclose at common law."
    return None


def _is_certified(file: CaseFile, about: Any) -> bool | None:
    """The officer certifies by asking for approval, once every item was examined."""
    return True if _signature(file) and not _unexamined(file) else None


def _signature(file: CaseFile) -> dict[str, Any] | None:
    officer, submission = file.disclosure_officer, file.submission
    if officer is None or submission is None:
        return None
    asked = file.last_event("submission.approval_requested", submission.pk)
    return {"name": officer.signature_name, "at": asked[1], "image": None} if asked else None


ANSWERS: dict[str, Resolver] = {
    "disclosure_decision.at": lambda file, about: None,
    "disclosure_decision.prosecutor": lambda file, about: None,
    "disclosure_officer.name": lambda file, about: (
        file.disclosure_officer.signature_name if file.disclosure_officer else None
    ),
    "schedule.is_certified": _is_certified,
    "schedule.signature": lambda file, about: _signature(file),
    "schedule.signed_at": lambda file, about: (_signature(file) or {}).get("at"),
    "unused.common_law_statement": _common_law,
    "unused.non_sensitive_table": lambda file, about: [
        _non_sensitive(item) for item in _on(file, "C")
    ],
    "unused.nothing_meets_test": lambda file, about: (
        None if _unexamined(file) else not _meeting_test(file)
    ),
    "unused.report_table": lambda file, about: [_reported(i) for i in _meeting_test(file)] or None,
    "unused.sensitive_is_nil": lambda file, about: not _on(file, "D"),
    "unused.sensitive_table": lambda file, about: [_sensitive(i) for i in _on(file, "D")] or None,
    "unused.undermining_summary": _undermining,
    "unused.unexamined_summary": _not_examined,
}
