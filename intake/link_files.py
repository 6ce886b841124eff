"""Files that one person sends by a link: laid by until sent, then given to the case or report."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from casefile.models import LinkFile, UploadLink
from casefile.services import Refused, actors, clean, evidence, inspection, jobs, upload_links
from casefile.services.actors import Actor
from casefile.services.jobs import Claim
from casefile.uploads import sealing
from casefile.uploads import services as uploads
from casefile.uploads.models import Upload
from casefile.uploads.owners import Owner
from intake import report_files
from intake.draft_files import MAX_BYTES, MAX_TOTAL_BYTES, Given, receive_given
from intake.models import CrimeReport
from intake.words import Say

KIND, SENT = "upload_link", "link_file"
SEAL = "intake.tasks.seal_link_file"
Clock = Callable[[], datetime]


def owner_of(link: UploadLink) -> Owner:
    """Return a link as the owner of its uploads; what was sent by it counts."""
    left = max(0, link.max_files - link.files.count())
    return Owner(str(link.pk), MAX_BYTES, left, MAX_TOTAL_BYTES)


def still_there(ids: Collection[str], at: datetime) -> Collection[str]:
    """Return those of the links that are open."""
    return [str(row.pk) for row in UploadLink.objects.filter(pk__in=ids) if row.is_open(at)]


def still_sealing(ids: Collection[str], at: datetime) -> Collection[str]:
    """Return those of the sent files that wait to be sealed."""
    rows = LinkFile.objects.filter(pk__in=ids, stored=None).exclude(upload_id=None)
    return [str(file_id) for file_id in rows.values_list("pk", flat=True)]


def laid_by(link: UploadLink) -> list[Upload]:
    """Return what lies ready to be sent, or is on its way."""
    return list(Upload.objects.of_owner(KIND, str(link.pk)).order_by("created_at", "pk"))


def add(*, link: UploadLink, files: Sequence[Given], field: str, say: Say, now: Clock) -> None:
    """Lay by files that came whole with a form.

    Raises:
        Refused: with a reason for each that was not taken; the good ones stay.
    """
    receive_given(kind=KIND, owner=owner_of(link), files=files, field=field, say=say, now=now)


def remove(*, link: UploadLink, upload_id: UUID) -> None:
    """Take out a file that was not sent yet; no effect when it is not there."""
    if upload := Upload.objects.of_owner(KIND, str(link.pk)).filter(pk=upload_id).first():
        uploads.forget(upload.pk)


def forget(link: UploadLink) -> None:
    """Forget what was not sent, when the person leaves."""
    uploads.forget_all(KIND, [str(link.pk)])


def send(*, link: UploadLink, at: datetime) -> list[LinkFile]:
    """Give everything that lies ready to the case or report; the same bytes twice are one file.

    Raises:
        Refused: nothing is there, or the link was closed meanwhile.
    """
    looked_at = [(upload, _media_type(upload)) for upload in laid_by(link) if upload.finished_at]
    if not looked_at:
        raise Refused("Add a file first.", code="nothing_added")
    return _send(link, looked_at, at)


def _media_type(upload: Upload) -> str:
    with uploads.open_whole(upload) as content:
        return inspection.media_type_of(content)


@transaction.atomic
def _send(
    link: UploadLink, looked_at: Sequence[tuple[Upload, str]], at: datetime
) -> list[LinkFile]:
    locked = UploadLink.objects.select_for_update(of=("self",)).select_related("case", "force")
    link = locked.get(pk=link.pk)
    if not link.is_open(at):
        raise Refused("This link is closed.", code="link_closed")
    by = actors.public(kind="sender", identifier=link.pk)
    files = [file for upload, kind in looked_at if (file := _take(link, upload, kind, by, at))]
    upload_links.note_sent(link, by=by, count=len(files), at=at)
    # Whoever opens the link next is not shown what was said of these files.
    upload_links.declare(link, {})
    return files


def _take(
    link: UploadLink, upload: Upload, media_type: str, by: Actor, at: datetime
) -> LinkFile | None:
    if link.files.filter(sha256=upload.sha256).exists():
        uploads.forget(upload.pk)
        return None
    file = LinkFile.objects.create(
        link=link,
        upload_id=None if link.report_id else upload.pk,
        name=clean.file_name(upload.about.get("filename", "")),
        media_type=media_type,
        size_bytes=upload.size_bytes,
        sha256=upload.sha256,
        declared=link.declared,
        sent_at=at,
    )
    if link.report_id:
        report = CrimeReport.objects.get(pk=link.report_id)
        report_files.receive(
            report=report, upload=upload, name=file.name, media_type=media_type, by=by, at=at
        )
    else:
        uploads.hand_over(upload=upload, kind=SENT, owner_id=str(file.pk))
        jobs.enqueue(SEAL, key=f"seal:{file.pk}", payload={"file_id": str(file.pk)}, at=at)
    return file


def seal(*, file: LinkFile, claim: Claim, now: Clock, at: datetime) -> None:
    """Seal a file that was sent to a case, once, and delete the copy that waited.

    Raises:
        Refused: the bytes are no longer those that arrived; LostLease: another worker does it.
    """
    upload = Upload.objects.of_owner(SENT, str(file.pk)).first()
    if file.stored_id is None and upload is not None:
        with uploads.open_whole(upload) as source:
            kept, found = sealing.keep(
                source, name=file.name, sha256=file.sha256, force=file.link.force,
                claim=claim, now=now,
            )  # fmt: skip
        with claim.committing():
            file.stored = evidence.record(
                kept, name=file.name, found=found, force=file.link.force, case=file.link.case,
                by=actors.public(kind="sender", identifier=file.link_id), at=at,
            )  # fmt: skip
            file.media_type = file.stored.media_type
            file.save(update_fields=["stored", "media_type"])
    if file.upload_id:
        uploads.forget(file.upload_id)
