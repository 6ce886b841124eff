"""Files of a report that was sent in: kept on its list at once, sealed one by one by jobs.

A kill at any moment leaves a file either waiting for its job or sealed once, never lost.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import BinaryIO

from casefile.models import StoredObject
from casefile.services import actors, events, evidence, inspection, jobs
from casefile.services.actors import Actor
from casefile.services.jobs import Claim
from casefile.store import Stored
from casefile.uploads import sealing
from casefile.uploads import services as uploads
from casefile.uploads.models import Upload
from intake import draft_files
from intake.models import CrimeReport, Draft, ReportFile

KIND = "report_file"
SEAL = "intake.tasks.seal_file"
Clock = Callable[[], datetime]


def receive_all(*, report: CrimeReport, draft: Draft, by: Actor, at: datetime) -> None:
    """Put the files of a draft on the list of its report, and have each of them sealed.

    What did not arrive whole is forgotten. Part of the transaction that sends the report.
    """
    for file in draft_files.listed(draft):
        receive(
            report=report,
            upload=file.upload,
            name=file.name,
            media_type=file.media_type,
            kind=file.kind,
            question=file.question,
            by=by,
            at=at,
        )
    for upload in draft_files.unfinished(draft):
        uploads.forget(upload.pk)


def receive(
    *,
    report: CrimeReport,
    upload: Upload,
    name: str,
    media_type: str,
    by: Actor,
    at: datetime,
    kind: str = "file",
    question: str = "",
) -> ReportFile:
    """Put one finished upload on the list of a report and have it sealed.

    Part of the transaction in which it is sent.
    """
    file = ReportFile.objects.create(
        report=report,
        upload=upload,
        kind=kind,
        question=question,
        name=name,
        media_type=media_type,
        size_bytes=upload.size_bytes,
        sha256=upload.sha256,
        received_at=at,
    )
    uploads.hand_over(upload=upload, kind=KIND, owner_id=str(file.pk))
    _note(file, "report.file_received", by, at, name=file.name, media_type=file.media_type)
    jobs.enqueue(SEAL, key=f"seal:{file.pk}", payload={"file_id": str(file.pk)}, at=at)
    return file


def _note(file: ReportFile, kind: str, by: Actor, at: datetime, **details: object) -> None:
    data = {"sha256": f"sha256:{file.sha256}", "size_bytes": file.size_bytes, **details}
    events.append(stream=file.report.stream, kind=kind, by=by, at=at, about=file, data=data)


def still_there(ids: Collection[str], at: datetime) -> Collection[str]:
    """Return those of the files that wait to be sealed."""
    waiting = ReportFile.objects.filter(pk__in=ids, stored=None).values_list("pk", flat=True)
    return [str(file_id) for file_id in waiting]


def seal(*, file: ReportFile, claim: Claim, now: Clock, at: datetime) -> None:
    """Seal one file in the evidence store, and delete the copy that waited.

    Raises:
        Refused: the bytes are no longer those that arrived; they stay where they are.
        LostLease: another worker does it.
    """
    if file.stored_id is None and file.upload is not None:
        with uploads.open_whole(file.upload) as source:
            kept, found = _keep(file, source, claim, now)
        with claim.committing():
            _attach(file, kept, found, at)
    if file.upload_id:
        uploads.forget(file.upload_id)


def seal_again(
    *, file: ReportFile, original: StoredObject, claim: Claim, now: Clock, at: datetime
) -> None:
    """Seal a file that came from another force out of that force's sealed copy.

    Raises:
        Refused: the bytes are no longer those that were sealed; LostLease: another worker does it.
    """
    if file.stored_id is None:
        with evidence.open(original) as source:
            kept, found = _keep(file, source, claim, now)
        with claim.committing():
            _attach(file, kept, found, at)


def _keep(
    file: ReportFile, source: BinaryIO, claim: Claim, now: Clock
) -> tuple[Stored, inspection.Found]:
    force = file.report.force
    return sealing.keep(
        source, name=file.name, sha256=file.sha256, force=force, claim=claim, now=now
    )


def _attach(file: ReportFile, kept: Stored, found: inspection.Found, at: datetime) -> StoredObject:
    # The report is locked as its recording locks it: a case made meanwhile is seen, or waits.
    report = CrimeReport.objects.select_for_update().select_related("force").get(pk=file.report_id)
    by = actors.system()
    stored = evidence.record(
        kept, name=file.name, found=found, force=report.force, case=report.case, by=by, at=at
    )
    file.stored, file.media_type = stored, stored.media_type
    file.save(update_fields=["stored", "media_type"])
    _note(file, "report.file_sealed", by, at)
    evidence.ask_for_scan(stored, stream=report.stream, at=at)
    return stored
