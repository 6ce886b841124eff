"""Sends reports in, imports and links incident logs, and transfers reports.

Recording a report as a crime is in `intake.recording`, keeping it as an incident in
`intake.closing`.
"""

import json
from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from casefile.models import Force, StoredObject
from casefile.rules import london
from casefile.services import (
    Reason,
    Refused,
    appeals,
    clean,
    events,
    evidence,
)
from casefile.services.actors import Actor
from intake import (
    assessment,
    confirming,
    drafts,
    engine,
    figures,
    file_lists,
    first_look,
    references,
    report_files,
)
from intake.closing import close_as_incident
from intake.models import (
    CrimeReport,
    Draft,
    IncidentLog,
    ReportAnswer,
)
from intake.origins import ONLINE, Origin
from intake.passing_on import transfer
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


@transaction.atomic
def submit(*, draft: Draft, say: Say, at: datetime, origin: Origin = ONLINE) -> CrimeReport:
    """Make a report of a finished draft; the same draft again returns the report already made.

    Every way in sends a report by this; `origin` says which way, and who sends it.

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
    report = _make_report(draft, origin, say, at)
    by = origin.actor(report.pk)
    _keep_answers(report, draft, say)
    _record(report, by, at)
    first_look.take(report, engine.kept(form, draft.answers), at=at)
    report_files.receive_all(report=report, draft=draft, by=by, at=at)
    confirming.send_receipt(report=report, at=at)
    _note_appeal(report, by, at)
    _empty(draft)
    references.number_incident(report)
    figures.count_sent(report.channel, at=at)
    return report


def _record(report: CrimeReport, by: Actor, at: datetime) -> None:
    data = {
        "form": report.form,
        "edition": report.edition,
        "reference": report.reference,
        "channel": report.channel,
    }
    events.append(
        stream=report.stream, kind="report.submitted", by=by, at=at, about=report, data=data
    )


def _note_appeal(report: CrimeReport, by: Actor, at: datetime) -> None:
    if report.appeal:
        appeals.note_answer(appeal=report.appeal, reference=report.reference, by=by, at=at)


def _make_report(draft: Draft, origin: Origin, say: Say, at: datetime) -> CrimeReport:
    answers = engine.kept(FORMS[draft.form], draft.answers)
    urgencies = assessment.urgencies(answers, london.day_of(at))
    return CrimeReport.objects.create(
        id=draft.pk,
        force_id=draft.force_id,
        form=draft.form,
        appeal_id=draft.appeal_id,
        edition=FORMS[draft.form].edition,
        language=origin.language or ("cy" if say.is_welsh else "en"),
        reference=references.random_reference(),
        priority=_priority(urgencies, origin),
        priority_reasons=urgencies,
        submitted_at=at,
        **origin.fields(at),
    )


def _priority(urgencies: list[str], origin: Origin) -> str:
    """An alarm always wins; what may be automated is read last."""
    if urgencies:
        return "high"
    return "uncertain" if origin.signs else "standard"


def _keep_answers(report: CrimeReport, draft: Draft, say: Say) -> None:
    shown = [
        (page, answer)
        for page, answers in engine.answered(FORMS[draft.form], draft.answers)
        for answer in answers
        if answer.question.kind != "files"
    ]
    ReportAnswer.objects.bulk_create(
        ReportAnswer(
            report=report,
            position=position,
            page=page.key,
            question=answer.question.key,
            label=say(answer.question.text),
            content=json.dumps(answer.value),
            shown=file_lists.answer_in_words(draft, say, answer.question, answer.value),
            feeds=answer.question.feeds,
        )
        for position, (page, answer) in enumerate(shown, start=1)
    )


def _empty(draft: Draft) -> None:
    """Forget the answers; the row stays so that this browser can show its receipt."""
    draft.files.all().delete()
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


def _refused(code: str, message: str, field: str = "") -> Refused:
    return Refused(message, reasons=[Reason(code, message, field=field)], code=code)
