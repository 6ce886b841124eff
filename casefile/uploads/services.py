"""Begins, collects, hands over and removes uploads. Writing their bytes is in `writing`."""

import json
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import BinaryIO
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Sum

from casefile.services import NotFound, Refused
from casefile.uploads import owners, parts
from casefile.uploads.leases import Lease
from casefile.uploads.models import Upload
from casefile.uploads.owners import Owner
from casefile.uploads.writing import KEPT_FOR, Body, append

# Left free on the disk whatever is announced: the database and the sealed evidence need it.
RESERVED_BYTES = 1 << 30


class TooLarge(Refused):
    """More than one file, or one sender, may bring."""

    code = "too_large"


class TooMany(Refused):
    """More files than one sender may bring."""

    code = "too_many"


class NoRoom(Refused):
    """The disk could not take what was announced."""

    code = "no_room"


class EmptyFile(Refused):
    """Nothing is in the file."""

    code = "empty"


@transaction.atomic
def begin(
    *,
    kind: str,
    owner: Owner,
    size_bytes: int,
    about: Mapping[str, str],
    declared_sha256: str = "",
    at: datetime,
) -> Upload:
    """Begin an upload of a known size.

    Raises:
        EmptyFile, TooLarge, TooMany: not within what the owner may bring. NoRoom: the disk is full.
    """
    _check_size(kind, owner, size_bytes)
    upload = Upload(
        id=uuid4(),
        owner_kind=kind,
        owner_id=owner.id,
        size_bytes=size_bytes,
        metadata=json.dumps(dict(about)),
        declared_sha256=declared_sha256.lower(),
        created_at=at,
        expires_at=at + KEPT_FOR,
    )
    # The file first: a file without a row is swept away, a row without its file would be a lie.
    parts.make(upload.pk)
    upload.save(force_insert=True)
    return upload


def _check_size(kind: str, owner: Owner, size_bytes: int) -> None:
    if size_bytes <= 0:
        raise EmptyFile("This file is empty.")
    if size_bytes > owner.max_bytes:
        raise TooLarge(f"This file is larger than {in_words(owner.max_bytes)}.")
    mine = list(Upload.objects.select_for_update().of_owner(kind, owner.id))
    if len(mine) >= owner.max_files:
        raise TooMany(f"Send at most {owner.max_files} files. Remove one first.")
    if sum(row.size_bytes for row in mine) + size_bytes > owner.max_total_bytes:
        raise TooLarge(f"Send at most {in_words(owner.max_total_bytes)} altogether.")
    missing = Upload.objects.unfinished().aggregate(sum=Sum(F("size_bytes") - F("offset_bytes")))
    if size_bytes + (missing["sum"] or 0) + RESERVED_BYTES > parts.free_bytes():
        raise NoRoom("There is no room for this file at the moment. Try again later.")


def in_words(size_bytes: int) -> str:
    """Return a limit as people say it: 500 MB, 4 GB."""
    unit, one = ("GB", 1 << 30) if size_bytes >= 1 << 30 else ("MB", 1 << 20)
    return f"{size_bytes / one:g} {unit}"


def receive(
    *,
    kind: str,
    owner: Owner,
    stream: BinaryIO,
    size_bytes: int,
    about: Mapping[str, str],
    now: Callable[[], datetime],
) -> Upload:
    """Take a whole file at once, as a form without scripts brings it, into the same place.

    Raises:
        Refused: as `begin`; or the stream is not as long as was said.
    """
    upload = begin(kind=kind, owner=owner, size_bytes=size_bytes, about=about, at=now())
    append(upload=upload, offset=0, body=Body(stream.read, size_bytes), now=now)
    if upload.finished_at is None:
        remove(upload=upload, now=now)
        raise Refused("The file did not arrive whole. Send it again.", code="cut")
    return upload


def open_whole(upload: Upload) -> BinaryIO:
    """Open the bytes of a finished upload for reading. Raises: LostPart."""
    return parts.open_whole(upload.pk)


def find(upload_id: UUID, *, is_owner: Callable[[Upload], bool], at: datetime) -> Upload:
    """Return an upload to its owner.

    Raises:
        NotFound: unknown, lapsed, or another's; the three cannot be told apart.
    """
    upload = Upload.objects.filter(pk=upload_id).first()
    if upload is None or not is_owner(upload) or _is_lapsed(upload, at):
        raise NotFound("There is no such upload.")
    return upload


def _is_lapsed(upload: Upload, at: datetime) -> bool:
    return upload.finished_at is None and upload.expires_at < at


def remove(*, upload: Upload, now: Callable[[], datetime]) -> None:
    """Delete an upload and its bytes.

    Raises:
        Busy: it is being written to.
    """
    Lease(upload, now).take()
    forget(upload.pk)


def forget(upload_id: UUID) -> None:
    """Delete an upload and, once that is committed, its bytes; also one that is being written to.

    The row goes first: bytes that a killed process leaves behind have no row and are swept away.
    """
    Upload.objects.filter(pk=upload_id).delete()
    transaction.on_commit(lambda: parts.remove(upload_id))


def forget_all(kind: str, owner_ids: Collection[str]) -> None:
    """Delete whatever owners sent here."""
    rows = Upload.objects.filter(owner_kind=kind, owner_id__in=owner_ids)
    for upload_id in list(rows.values_list("pk", flat=True)):
        forget(upload_id)


def hand_over(*, upload: Upload, kind: str, owner_id: str) -> None:
    """Give a finished upload to another owner, who decides from now on how long it is kept."""
    upload.owner_kind, upload.owner_id = kind, owner_id
    upload.save(update_fields=["owner_kind", "owner_id"])


def sweep(*, at: datetime) -> int:
    """Delete lapsed uploads, those whose owner is gone, and files without a row; return how many.

    An owner of a kind that nobody registered is gone.
    """
    stray = _sweep_files(at)
    gone = list(Upload.objects.unfinished().filter(expires_at__lt=at).values_list("pk", flat=True))
    gone += _ownerless(at)
    for upload_id in gone:
        forget(upload_id)
    return len(gone) + stray


def _ownerless(at: datetime) -> list[UUID]:
    by_kind: dict[str, dict[str, list[UUID]]] = {}
    rows = Upload.objects.values_list("owner_kind", "owner_id", "pk")
    for kind, owner_id, upload_id in rows:
        by_kind.setdefault(kind, {}).setdefault(owner_id, []).append(upload_id)
    known = owners.kinds()
    found: list[UUID] = []
    for kind, ids in by_kind.items():
        there = set(known[kind].still_there(ids, at)) if kind in known else set()
        found += [pk for owner_id, pks in ids.items() if owner_id not in there for pk in pks]
    return found


def _sweep_files(at: datetime) -> int:
    count = 0
    for path in parts.abandoned(before=(at - KEPT_FOR).timestamp()):
        upload_id = _as_id(path.name.removesuffix(parts.SUFFIX))
        if upload_id and Upload.objects.filter(pk=upload_id).exists():
            continue
        path.unlink(missing_ok=True)
        count += 1
    return count


def _as_id(name: str) -> UUID | None:
    try:
        return UUID(name)
    except ValueError:
        return None
