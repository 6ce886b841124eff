"""Compares the bytes of an entry with its seal, and stores them (EV-25, EV-26, EV-71).

The hash is the server's own, of the bytes as the store gives them back.
"""

import io
from collections.abc import Sequence
from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from casefile.capture import manifests
from casefile.capture.models import Entry, SetAside
from casefile.capture.services import holding, receiving, set_aside, telling
from casefile.capture.services.receiving import Bringing, Result, Sealed
from casefile.crashpoints import crashpoint
from casefile.models import StoredObject
from casefile.rules.capture import HOLDS
from casefile.services import NotFound, Refused, clean, evidence
from casefile.services.inspection import Found
from casefile.store import DigestMismatch, Stored, TooLarge
from casefile.uploads import services as uploads
from casefile.uploads.models import Upload

OWNER_KIND = "device"


def take_all(sealed: Sequence[Sealed], bringing: Bringing) -> list[Result]:
    """Take entries one by one, in the order in which they are given; return a result for each."""
    return [_take(one, bringing) for one in sealed]


def _take(sealed: Sealed, bringing: Bringing) -> Result:
    result = receiving.take(sealed, bringing)
    if result.outcome != Entry.WAITING:
        return result
    entry = Entry.objects.get(pk=str(result.id))
    # No upload can bring nothing: an empty file is whole with its entry.
    return take_bytes(entry, io.BytesIO(), bringing) if entry.file_size_bytes == 0 else result


def hand_in(entry_id: UUID, upload_id: UUID, bringing: Bringing) -> Result:
    """Take the bytes of an entry out of a finished upload of its device.

    Raises:
        NotFound: there is no such entry or upload of this device. Refused: it declares no file, or
        the upload is not whole.
    """
    device = bringing.device
    entry = Entry.objects.filter(pk=entry_id, device=device).first()
    if entry is None:
        raise NotFound("There is no such entry of this device.")
    if not entry.file_sha256:
        raise Refused("No file belongs to this entry.", code="no_file")
    upload = Upload.objects.of_owner(OWNER_KIND, str(device.pk)).filter(pk=upload_id).first()
    if upload is None and entry.needs_bytes:
        raise NotFound("There is no such upload of this device.")
    if upload is not None and upload.finished_at is None:
        raise Refused("The upload is not whole yet.", code="not_finished")
    return _out_of(upload, entry, bringing)


def _out_of(upload: Upload | None, entry: Entry, bringing: Bringing) -> Result:
    result = receiving.repeated(entry)
    if upload is not None:
        if entry.needs_bytes:
            with uploads.open_whole(upload) as source:
                result = take_bytes(entry, source, bringing)
        # Only now: killed before this, the tablet asks again, and the bytes are still there.
        uploads.forget(upload.pk)
    _forget_others(entry)
    return result


def _forget_others(entry: Entry) -> None:
    """Take away what else was sent for an entry that is stored, such as after a lost answer."""
    if not Entry.objects.filter(pk=entry.pk).exclude(stored=None).exists():
        return
    for upload in Upload.objects.of_owner(OWNER_KIND, str(entry.device_id)).finished():
        if upload.about.get("item") == str(entry.pk):
            uploads.forget(upload.pk)


def take_bytes(entry: Entry, source: BinaryIO, bringing: Bringing) -> Result:
    """Store bytes, compare them with what the entry declares, and put the entry into the record.

    Raises:
        Refused: more than one file may hold.
    """
    try:
        kept = evidence.store().put(
            source,
            force=entry.force_id,
            declared_sha256=entry.file_sha256,
            max_bytes=evidence.MAX_BYTES,
        )
    except TooLarge as problem:
        raise Refused("This file is larger than 4 GB.", code="too_large") from problem
    except DigestMismatch as problem:
        return _differs(entry, problem.stored, bringing)
    crashpoint("capture.file_kept")
    found = evidence.look_at(kept, name=_name(entry))
    with transaction.atomic():
        result = _record(entry, kept, found, bringing)
    crashpoint("capture.acknowledged")
    return result


def _name(entry: Entry) -> str:
    file = manifests.read(entry.manifest).file
    return clean.file_name(file.name if file else "")


@transaction.atomic
def _differs(entry: Entry, stored: Stored, bringing: Bringing) -> Result:
    """Keep bytes that are not those that were sealed; the right ones may still come."""
    locked = receiving.locked(entry)
    set_aside.other_bytes(
        locked,
        found_sha256=stored.sha256,
        size_bytes=stored.size_bytes,
        store_key=stored.key,
        by=bringing.by,
        at=bringing.at,
    )
    message = "These are not the bytes that were sealed. Both hashes are kept, and the bytes."
    if locked.needs_bytes:
        locked.outcome, locked.changed_at = Entry.QUARANTINED, bringing.at
        locked.code, locked.message = locked.code or SetAside.OTHER_BYTES, message
        locked.save(update_fields=["outcome", "code", "message", "changed_at"])
    return receiving.result_of(locked, outcome=Entry.QUARANTINED, code=SetAside.OTHER_BYTES)


def _record(entry: Entry, kept: Stored, found: Found, bringing: Bringing) -> Result:
    locked = receiving.locked(entry)
    if locked.stored_id:
        return receiving.repeated(locked)
    if locked.code == SetAside.OTHER_BYTES:
        locked.code, locked.message = "", ""
    locked.stored = _stored(locked, kept, found, bringing)
    if not locked.code and (code := holding.other_size(locked)):
        locked.code, locked.message = code, HOLDS[code].words
    receiving.settle(locked, manifests.read(locked.manifest), at=bringing.at)
    telling.file_received(locked, by=bringing.by, at=bringing.at)
    return receiving.result_of(locked)


def _stored(entry: Entry, kept: Stored, found: Found, bringing: Bringing) -> StoredObject:
    stored = evidence.record(
        kept,
        name=_name(entry),
        found=found,
        force=entry.force,
        case=entry.case,
        by=bringing.by,
        at=bringing.at,
    )
    if entry.case is None:
        evidence.ask_for_scan(stored, stream=entry.stream, at=bringing.at)
    return stored
