"""Answers about one statement, one interview or one print, and the accounts given in interviews."""

from datetime import date
from typing import Any

from casefile.mg import words
from casefile.mg.answers import Resolver
from casefile.mg.case_file import CaseFile
from casefile.models import ConvictionPrint, Interview, StatementVersion
from casefile.rules import london
from casefile.services import statement_pages


def _signature(version: StatementVersion) -> dict[str, Any] | None:
    if not version.is_signed:
        return None
    row = version.signature
    image = row.image.key if row.image else None
    return {"name": row.typed_name or row.signer.name, "at": row.signed_at, "image": image}


def _of_signature(attribute: str) -> Resolver:
    return lambda file, about: getattr(about.signature, attribute) if about.is_signed else None


def _witnessed_by(file: CaseFile, version: StatementVersion) -> str | None:
    officer = version.signature.officer_present if version.is_signed else None
    return officer.signature_name if officer else None


def _declaration(file: CaseFile, version: StatementVersion) -> str:
    return (
        version.signature.declaration if version.is_signed else statement_pages.declaration(version)
    )


def duration(interview: Interview) -> str:
    """Return the length of an interview in minutes."""
    minutes = round((interview.ended_at - interview.started_at).total_seconds() / 60)
    return f"{minutes} minute{'' if minutes == 1 else 's'}"


def _interviewers(interview: Interview) -> list[str]:
    rows = sorted(interview.interviewers.all(), key=lambda user: user.signature_name)
    return [user.signature_name for user in rows]


def _made_by(file: CaseFile, interview: Interview) -> str | None:
    return ", ".join(_interviewers(interview)) or None


def _interview_signature(file: CaseFile, interview: Interview) -> dict[str, Any] | None:
    found = file.last_event("suspect.interviewed", interview.pk)
    if found is None:
        found = file.last_event("suspect.interviewed", interview.suspect_id)
    return {"name": found[0], "at": found[1], "image": None} if found else None


def _account(interview: Interview) -> dict[str, Any]:
    parts = [interview.prepared_statement and f"Prepared statement: {interview.prepared_statement}"]
    return {
        "suspect": interview.suspect.person.name,
        "held_on": london.day_of(interview.started_at),
        "officers": ", ".join(_interviewers(interview)),
        "present": interview.others_present or "Nobody else",
        "account": "\n".join(filter(None, [*parts, interview.summary])),
    }


def _convictions(file: CaseFile, row: ConvictionPrint) -> list[dict[str, Any]] | None:
    if row.is_no_trace:
        return None
    return [
        {
            "convicted_on": _day(line.get("on", "")),
            "court": line.get("court", ""),
            "offence": line.get("offence", ""),
            "sentence": line.get("sentence", ""),
        }
        for line in row.convictions
    ]


def _day(text: str) -> date | str:
    """Return a day as a date; words that are no date stay as the print has them."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _print_summary(file: CaseFile, row: ConvictionPrint) -> str:
    count = len(row.convictions)
    return "No trace" if row.is_no_trace else f"{count} entr{'y' if count == 1 else 'ies'}"


def _not_held(file: CaseFile, about: Any) -> str | None:
    reasons = [(s.person.name, s.no_interview_reason) for s in file.suspects]
    return "\n".join(f"{name}: {reason}" for name, reason in reasons if reason) or None


def _interview(attribute: str) -> Resolver:
    return lambda file, about: getattr(about, attribute) or None


ANSWERS: dict[str, Resolver] = {
    "interview.duration": lambda file, about: duration(about),
    "interview.ended_at": _interview("ended_at"),
    "interview.exhibit_reference": lambda file, about: (
        about.recording.reference if about.recording else None
    ),
    "interview.exhibits_shown": lambda file, about: None,
    "interview.interviewers": lambda file, about: _interviewers(about) or None,
    "interview.is_cautioned": lambda file, about: about.caution_given,
    "interview.kind": lambda file, about: words.INTERVIEW_KINDS.get(about.kind, about.kind),
    "interview.made_by": _made_by,
    "interview.others_present": lambda file, about: [about.others_present or "Nobody else"],
    "interview.person": lambda file, about: about.suspect.person.name,
    "interview.place": _interview("place"),
    "interview.prepared_statement": _interview("prepared_statement"),
    "interview.recording_reference": _interview("recording_reference"),
    "interview.signature": _interview_signature,
    "interview.started_at": _interview("started_at"),
    "interview.summary": _interview("summary"),
    "interviews.accounts_table": lambda file, about: [_account(i) for i in file.interviews] or None,
    "interviews.reason_not_held": _not_held,
    "person.date_of_birth": lambda file, about: about.person.born_on,
    "person.name": lambda file, about: about.person.name,
    "person.pnc_id": lambda file, about: about.person.pnc_id or None,
    "print.on": lambda file, about: about.printed_on,
    "print.convictions_table": _convictions,
    "print.summary": _print_summary,
    "statement.age_line": lambda file, about: statement_pages.age_line(about),
    "statement.declaration": _declaration,
    "statement.occupation": lambda file, about: about.statement.witness.occupation or None,
    "statement.page_count": lambda file, about: str(about.page_count) if about.page_count else None,
    "statement.place": lambda file, about: about.place or None,
    "statement.reader_certificate": lambda file, about: None,
    "statement.signature": lambda file, about: _signature(about),
    "statement.signature_witness": _witnessed_by,
    "statement.signed_at": _of_signature("signed_at"),
    "statement.station": lambda file, about: about.taken_by.station or None,
    "statement.taken_at": lambda file, about: about.taken_at,
    "statement.taken_by": lambda file, about: about.taken_by.signature_name,
    "statement.text": lambda file, about: about.narrative or None,
    "statement.witness_name": lambda file, about: about.statement.witness.name,
}
