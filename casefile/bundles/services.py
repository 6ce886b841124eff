"""Records a built bundle: its rows, its event, the file's sending, and word to the officer."""

from datetime import datetime

from django.db import transaction

from casefile.bundles.assemble import Built, name_of
from casefile.bundles.index import BundleFile
from casefile.models import Bundle, ServedFile, StoredObject, Submission
from casefile.services import cases, events, evidence, messages, submissions
from casefile.services.actors import Actor
from casefile.store import Stored


@transaction.atomic
def record(*, submission: Submission, built: Built, by: Actor, at: datetime) -> Bundle:
    """Record the bundle and that the file is with the prosecutor; tell the officer in the case.

    Raises:
        casefile.services.stages.WrongStage: the file is not approved, or was sent already.
    """
    bundle = Bundle.objects.create(
        submission=submission,
        pdf=_stored(submission, built.pdf, f"{name_of(submission)}.pdf", "application/pdf", at),
        bag=_stored(submission, built.bag, f"{name_of(submission)}.zip", "application/zip", at),
        index=built.index,
        page_count=built.page_count,
        field_counts=built.field_counts,
        built_at=at,
    )
    ServedFile.objects.bulk_create(
        ServedFile(
            bundle=bundle,
            item_id=file.item_id,
            path=file.path,
            content=_served(submission, file, kept, at),
        )
        for file, kept in built.files
    )
    _built(bundle, built, by, at)
    submissions.mark_submitted(submission=submission, by=by, at=at)
    _tell_officer(submission, at)
    return bundle


def _served(
    submission: Submission, file: BundleFile, kept: Stored | StoredObject, at: datetime
) -> StoredObject:
    if isinstance(kept, StoredObject):
        return kept
    return _stored(submission, kept, file.path.rpartition("/")[2], file.media_type, at)


def _stored(
    submission: Submission, kept: Stored, name: str, media_type: str, at: datetime
) -> StoredObject:
    return evidence.record_made(kept, name=name, media_type=media_type, case=submission.case, at=at)


def _built(bundle: Bundle, built: Built, by: Actor, at: datetime) -> None:
    events.of_case(
        bundle.submission.case,
        "bundle.built",
        by=by,
        at=at,
        about=bundle,
        version=bundle.submission.version,
        page_count=built.page_count,
        pdf=f"sha256:{built.pdf.sha256}",
        bag=f"sha256:{built.bag.sha256}",
        manifest=f"sha256:{built.manifest_sha256}",
        files={file.path: f"sha256:{file.sha256}" for file, _ in built.files},
    )


def _tell_officer(submission: Submission, at: datetime) -> None:
    officer, name = cases.officer_in_case(submission.case), name_of(submission)
    if officer is None or not officer.email:
        return
    messages.queue(
        recipient_id=officer.pk,
        channel="email",
        address=officer.email,
        template="file_sent",
        subject=f"File {name} was sent",
        body=f"The file {name} is with the prosecutor. Nothing more is needed from you now.",
        key=f"file_sent:{submission.pk}",
        case=submission.case,
        at=at,
    )
