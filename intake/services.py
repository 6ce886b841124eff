"""Sends reports in, imports and links incident logs, and closes or transfers reports.

Recording a report as a crime is in `intake.recording`.
"""

import contextlib
import io
import json
import secrets
from datetime import datetime
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone

from casefile.models import Force, StoredObject
from casefile.services import (
    Reason,
    Refused,
    actors,
    clean,
    events,
    evidence,
    messages,
    numbers,
    stages,
)
from casefile.services.actors import Actor
from intake import assessment, drafts, engine
from intake.models import (
    CrimeReport,
    DeskDecision,
    Draft,
    IncidentLog,
    ReportAnswer,
    ReportFile,
)
from intake.questions import FORMS
from intake.recording import record_as_crime
from intake.words import Say

__all__ = [
    "close_as_incident",
    "import_incident",
    "link_incident",
    "mark_read",
    "record_as_crime",
    "submit",
    "transfer",
]
# No letters that are read for digits; ten of thirty-two: fifty bits.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@transaction.atomic
def submit(*, draft: Draft, say: Say, at: datetime) -> CrimeReport:
    """Make a report of a finished draft; the same draft again returns the report already made.

    Raises:
        Refused: questions are open, or the draft was wiped.
    """
    # The lock makes a second submission wait until it can see the report of the first.
    list(Draft.objects.select_for_update().filter(pk=draft.pk))
    made = CrimeReport.objects.filter(pk=draft.pk).first()
    if made:
        return made
    draft = drafts.lock(draft)
    form = FORMS[draft.form]
    if engine.first_open(form, draft.answers):
        raise Refused("Some questions have no answer yet.", code="unfinished")
    report = _make_report(draft, at)
    by = actors.public(identifier=report.pk)
    _keep_answers(report, draft, say)
    events.append(
        stream=report.stream,
        kind="report.submitted",
        by=by,
        at=at,
        about=report,
        data={"form": report.form, "edition": report.edition, "reference": report.reference},
    )
    _seal_photos(report, draft, by, at)
    _send_receipt(report, draft, at)
    _empty(draft)
    return report


def _make_report(draft: Draft, at: datetime) -> CrimeReport:
    urgencies = assessment.urgencies(draft.answers)
    day = timezone.localdate(at)
    serial = numbers.take(f"incident:{draft.force_id}:{day:%Y%m%d}")
    return CrimeReport.objects.create(
        id=draft.pk,
        force_id=draft.force_id,
        form=draft.form,
        edition=FORMS[draft.form].edition,
        reference=_reference(),
        incident_reference=f"W{serial:04d}-{day:%d%m%Y}",
        priority="high" if urgencies else "standard",
        priority_reasons=urgencies,
        submitted_at=at,
        clock_started_at=at,
    )


def _reference() -> str:
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"


def _keep_answers(report: CrimeReport, draft: Draft, say: Say) -> None:
    shown = [
        (page, answer)
        for page, answers in engine.answered(FORMS[draft.form], draft.answers)
        for answer in answers
        if answer.question.kind != "photos"
    ]
    ReportAnswer.objects.bulk_create(
        ReportAnswer(
            report=report,
            position=position,
            page=page.key,
            question=answer.question.key,
            label=say(answer.question.text),
            content=json.dumps(answer.value),
            shown=say.answer(answer.question, answer.value),
            feeds=answer.question.feeds,
        )
        for position, (page, answer) in enumerate(shown, start=1)
    )


def _seal_photos(report: CrimeReport, draft: Draft, by: Actor, at: datetime) -> None:
    for photo in draft.photos.order_by("added_at", "pk"):
        stored = evidence.receive(
            stream=io.BytesIO(photo.content),
            name=photo.name,
            force=report.force,
            case=None,
            by=by,
            at=at,
        )
        file = ReportFile.objects.create(report=report, stored=stored)
        events.append(
            stream=report.stream,
            kind="report.file_received",
            by=by,
            at=at,
            about=file,
            data={"sha256": f"sha256:{stored.sha256}", "size_bytes": stored.size_bytes},
        )


def _send_receipt(report: CrimeReport, draft: Draft, at: datetime) -> None:
    """Send the reference by email where the reporter said that email is safe; nowhere else."""
    if "email" not in (draft.answers.get("ways") or []):
        return
    # A barred address gets nothing, and the report is none the worse for it.
    with contextlib.suppress(messages.Barred):
        messages.queue(
            recipient_id=report.pk,
            channel="email",
            address=draft.answers["email"],
            template="report_receipt",
            subject="We have your form",
            body=(
                "Thank you for your form.\n\n"
                f"Your reference is {report.reference}. You may be asked for it.\n\n"
                "You do not need to reply to this message.\n"
            ),
            key=f"report_receipt:{report.pk}",
            force=report.force,
            at=at,
        )


def _empty(draft: Draft) -> None:
    """Forget the answers; the row stays so that this browser can show its receipt."""
    draft.photos.all().delete()
    draft.content = ""
    draft.save(update_fields=["content"])


def mark_read(*, report: CrimeReport, at: datetime) -> None:
    """Note the first time somebody at the desk opened a report; the gate logs who."""
    CrimeReport.objects.filter(pk=report.pk, first_read_at=None).update(first_read_at=at)


@transaction.atomic
def import_incident(
    *,
    force: Force,
    number: str,
    opened_at: datetime,
    text: str,
    audio: BinaryIO | None = None,
    audio_name: str = "",
    by: Actor,
    at: datetime,
) -> IncidentLog:
    """Import a log of command and control with the recording of its call.

    Raises:
        Refused: the number is imported already, the log is empty, or the recording is none.
    """
    number, words = clean.text(number, field="number", limit=40), clean.text(text, field="text")
    if not number or not words:
        raise _refused("missing", "Give the number and the text of the log.", "number")
    if IncidentLog.objects.filter(force=force, number=number).exists():
        raise _refused("incident_exists", "This incident has been imported already.", "number")
    if opened_at > at:
        raise _refused("future", "The log cannot be opened in the future.", "opened_at")
    stored = _seal_recording(audio, audio_name, force, by, at) if audio else None
    log = IncidentLog.objects.create(
        force=force,
        number=number,
        opened_at=opened_at,
        text=words,
        audio=stored,
        imported_by=by.account,
        imported_at=at,
    )
    data = {"number": number, "audio": f"sha256:{stored.sha256}" if stored else ""}
    stream = f"force:{force.pk}"
    events.append(stream=stream, kind="incident.imported", by=by, at=at, about=log, data=data)
    return log


def _seal_recording(
    audio: BinaryIO, name: str, force: Force, by: Actor, at: datetime
) -> StoredObject:
    stored = evidence.receive(stream=audio, name=name, force=force, case=None, by=by, at=at)
    if not stored.media_type.startswith(("audio/", "video/")):
        raise _refused("not_audio", "This is not a sound recording.", "audio")
    return stored


@transaction.atomic
def link_incident(*, report: CrimeReport, number: str, by: Actor, at: datetime) -> IncidentLog:
    """Link a report to the incident it is about; the clock runs from whichever came first.

    Raises:
        Refused: no such incident in this force, or the report is decided already.
    """
    locked = CrimeReport.objects.select_for_update().get(pk=report.pk)
    if locked.stage != "submitted":
        raise _refused("decided", "This report is decided already.")
    wanted = clean.text(number, field="number")
    log = IncidentLog.objects.filter(force=locked.force_id, number__iexact=wanted).first()
    if log is None:
        raise _refused("no_incident", "There is no imported incident with this number.", "number")
    report.incident = locked.incident = log
    report.clock_started_at = locked.clock_started_at = min(locked.submitted_at, log.opened_at)
    locked.save(update_fields=["incident", "clock_started_at"])
    events.append(
        stream=locked.stream,
        kind="report.incident_linked",
        by=by,
        at=at,
        about=locked,
        data={"number": log.number, "clock_started_at": locked.clock_started_at},
    )
    return log


@transaction.atomic
def close_as_incident(
    *, report: CrimeReport, ground: str, reason: str, by: Actor, at: datetime
) -> DeskDecision:
    """Keep a report as an incident only, on one of the grounds, with the reason in words.

    Raises:
        Refused: unknown ground, no reason, or decided already.
    """
    if ground not in assessment.GROUNDS_NOT_TO_RECORD:
        raise _refused("ground", "Choose the ground.", "ground")
    words = clean.text(reason, field="reason")
    data = {"reason": words, "ground": ground}
    stages.move(subject=report, transition="close_as_incident", by=by, at=at, data=data)
    return DeskDecision.objects.create(
        report=report,
        outcome="incident_only",
        ground=ground,
        reason=words,
        decided_by=by.account,
        decided_at=at,
    )


@transaction.atomic
def transfer(
    *, report: CrimeReport, to_force: str, reason: str, by: Actor, at: datetime
) -> DeskDecision:
    """Pass a report to another force; the reporter's reference and clock stay.

    Raises:
        Refused: no force or no reason, or decided already.
    """
    name, words = clean.text(to_force, field="to_force"), clean.text(reason, field="reason")
    if not name:
        raise _refused("to_force", "Say which force it is passed to.", "to_force")
    data = {"reason": words, "to_force": name}
    stages.move(subject=report, transition="transfer", by=by, at=at, data=data)
    return DeskDecision.objects.create(
        report=report,
        outcome="transferred",
        to_force=name,
        reason=words,
        decided_by=by.account,
        decided_at=at,
    )


def _refused(code: str, message: str, field: str = "") -> Refused:
    return Refused(message, reasons=[Reason(code, message, field=field)], code=code)
