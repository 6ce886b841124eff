"""Files of an unfinished report: who may send them, what they are, and taking one out again.

Their bytes come by `casefile.uploads`; what becomes of them once sent in is in `report_files`.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import BinaryIO, TypeAlias, cast
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from casefile import sandbox
from casefile.rules.source import Text
from casefile.services import Reason, Refused, clean, evidence, inspection
from casefile.uploads import services as uploads
from casefile.uploads.models import Upload
from casefile.uploads.owners import Owner
from intake import drafts
from intake.models import CrimeReport, Draft, DraftFile
from intake.questions import FORMS
from intake.questions.rows import welsh
from intake.words import Say

Given: TypeAlias = "UploadedFile[bytes]"
MAX_FILES = 20
MAX_BYTES = evidence.MAX_BYTES
MAX_TOTAL_BYTES = 16 << 30
# Without scripts the whole form travels at once and a cut loses it, so less of it is taken.
MAX_FORM_BYTES = 500 << 20
VOICE = "voice"
PROBLEMS = {
    "empty": welsh("is empty", "yn wag"),
    "too_large": welsh("is too large", "yn rhy fawr"),
    "too_many": welsh(
        f"is one more than the {MAX_FILES} files that can be sent",
        f"yn un yn fwy na'r {MAX_FILES} ffeil y gellir eu hanfon",
    ),
    "no_room": welsh(
        "cannot be taken at the moment. Try again later",
        "ni ellir ei chymryd ar hyn o bryd. Rhowch gynnig arall yn nes ymlaen",
    ),
    "cut": welsh("did not arrive whole. Send it again", "heb gyrraedd yn gyfan. Anfonwch eto"),
}
NOT_HERE = welsh(
    "Files cannot be taken here at the moment", "Ni ellir cymryd ffeiliau yma ar hyn o bryd"
)


def are_taken(*, is_demonstration: bool) -> bool:
    """Return whether files from strangers may be opened here at all."""
    return is_demonstration or sandbox.status()["isolated"]


def owner_of(draft: Draft) -> Owner | None:
    """Return a draft as the owner of its uploads; None where its form asks for none, or is sent."""
    asks = any(row.kind == "files" or row.takes_voice for row in FORMS[draft.form].questions)
    if not asks or CrimeReport.objects.filter(pk=draft.pk).exists():
        return None
    return Owner(str(draft.pk), MAX_BYTES, MAX_FILES, MAX_TOTAL_BYTES)


def still_there(ids: Collection[str], at: datetime) -> Collection[str]:
    """Return those of the drafts whose time is not over."""
    kept = Draft.objects.filter(pk__in=ids, expires_at__gte=at).values_list("pk", flat=True)
    return [str(draft_id) for draft_id in kept]


def add(
    *, draft: Draft, files: Sequence[Given], field: str, say: Say, now: Callable[[], datetime]
) -> None:
    """Take files that came whole with a form; the good ones stay when one of them is refused.

    Raises:
        Refused: with a reason for each that was not taken.
    """
    receive_given(
        kind=drafts.KIND, owner=owner_of(draft), files=files, field=field, say=say, now=now
    )


def receive_given(
    *,
    kind: str,
    owner: Owner | None,
    files: Sequence[Given],
    field: str,
    say: Say,
    now: Callable[[], datetime],
) -> None:
    """Take files that came with a form for any owner; the good ones stay.

    Raises:
        Refused: with a reason for each that was not taken.
    """
    reasons = []
    for file in files:
        try:
            if owner is None:
                raise Refused(say(NOT_HERE), code="not_here")
            _receive(kind, owner, file, now)
        except Refused as refusal:
            reasons.append(Reason("file", _in_words(file, refusal, say), field=field))
    if reasons:
        raise Refused(reasons[0].message, reasons=reasons, code=reasons[0].code)


def _in_words(file: Given, refusal: Refused, say: Say) -> str:
    name = clean.file_name(file.name or "")
    problem = PROBLEMS.get(refusal.code)
    return say(Text(name, name), problem) if problem else f"{name}: {refusal}"


def _receive(kind: str, owner: Owner, file: Given, now: Callable[[], datetime]) -> None:
    uploads.receive(
        kind=kind,
        owner=owner,
        stream=cast(BinaryIO, file.file),
        size_bytes=file.size or 0,
        about={"filename": file.name or ""},
        now=now,
    )


def collect(*, draft: Draft, at: datetime) -> None:
    """List with the draft what arrived whole since; the same bytes sent twice are one file."""
    for upload in Upload.objects.of_owner(drafts.KIND, str(draft.pk)).finished():
        if not DraftFile.objects.filter(upload=upload).exists():
            with uploads.open_whole(upload) as content:
                _list(draft, upload, inspection.media_type_of(content), at)


@transaction.atomic
def _list(draft: Draft, upload: Upload, media_type: str, at: datetime) -> None:
    if not Draft.objects.select_for_update().filter(pk=draft.pk).exists():
        return
    if DraftFile.objects.filter(draft=draft, sha256=upload.sha256).exists():
        uploads.forget(upload.pk)
        return
    DraftFile.objects.get_or_create(
        upload=upload,
        defaults={
            "draft": draft,
            "name": clean.file_name(upload.about.get("filename", "")),
            "media_type": media_type,
            "size_bytes": upload.size_bytes,
            "sha256": upload.sha256,
            "added_at": at,
            **_part_played(draft, upload, media_type),
        },
    )


def _part_played(draft: Draft, upload: Upload, media_type: str) -> dict[str, str]:
    """Say which question a recording answers; what is not one is a file like any other."""
    key = upload.about.get("question", "")
    voiced = {row.key for row in FORMS[draft.form].questions if row.takes_voice}
    # A browser's recorder writes sound into containers that are also used for films.
    if key in voiced and media_type.startswith(("audio/", "video/")):
        return {"kind": VOICE, "question": key}
    return {}


def listed(draft: Draft) -> list[DraftFile]:
    """Return the files of a draft in the order they came."""
    return list(draft.files.order_by("added_at", "upload__created_at", "pk"))


def unfinished(draft: Draft) -> list[Upload]:
    """Return what began to arrive and is not whole."""
    rows = Upload.objects.of_owner(drafts.KIND, str(draft.pk)).unfinished()
    return list(rows.order_by("created_at", "pk"))


def voiced(draft: Draft) -> frozenset[str]:
    """Return the questions that a recording answers."""
    return frozenset(draft.files.filter(kind=VOICE).values_list("question", flat=True))


@transaction.atomic
def remove(*, draft: Draft, upload_id: UUID) -> str:
    """Take a file out of a draft, whole or not; no effect when it is not there.

    Returns the question that it answered. Where nothing else answers it, it is open again.

    Raises:
        Refused: the draft was sent meanwhile.
    """
    locked = drafts.lock(draft)
    upload = Upload.objects.of_owner(drafts.KIND, str(draft.pk)).filter(pk=upload_id).first()
    if upload is None:
        return ""
    question = upload.about.get("question", "")
    uploads.forget(upload.pk)
    is_blank = question in locked.answers and not locked.answers[question]
    if is_blank and question not in voiced(draft):
        drafts.reopen(locked, question)
    return question
