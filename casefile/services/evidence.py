"""Receives bytes into the evidence store, describes them, and gives a signed receipt."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction

from casefile.crashpoints import crashpoint
from casefile.models import Case, Force, StoredObject
from casefile.services import Refused, clean, events, inspection
from casefile.services.actors import Actor
from casefile.store import (
    CorruptObject,
    DigestMismatch,
    EvidenceStore,
    LocalEvidenceStore,
    Stored,
    TooLarge,
    UnknownKey,
    keys,
    receipts,
)

MAX_BYTES = 2 << 30


class IntegrityFailure(Refused):
    """Stored bytes no longer match the hash taken when they arrived."""

    code = "integrity_failure"


@lru_cache(maxsize=2)
def _store_at(folder: Path) -> LocalEvidenceStore:
    return LocalEvidenceStore(folder, crashpoint=crashpoint)


def store() -> EvidenceStore:
    """Return the evidence store of this installation."""
    return _store_at(Path(settings.EVIDENCE_DIR))


def signing_keys() -> keys.Keys:
    """Return the installation's keys, made at first use."""
    return _keys_in(Path(settings.KEYS_DIR))


# Reading an RSA key proves that its factors are prime, which takes a tenth of a second.
@lru_cache(maxsize=2)
def _keys_in(folder: Path) -> keys.Keys:
    return keys.ensure_keys(folder)


def receive(
    *,
    stream: BinaryIO,
    name: str,
    force: Force,
    case: Case | None,
    by: Actor,
    at: datetime,
    declared_sha256: str = "",
) -> StoredObject:
    """Store bytes, hash them again from the disk, describe them, and record the receipt.

    Raises:
        Refused: too large, or not what the sender's hash says (both are kept in quarantine).
    """
    kept = _put(stream, force, declared_sha256)
    with store().open(kept.key) as content:
        found = inspection.describe(content, name=name)
    return _record(kept, clean.text(name, limit=400), found, force, case, by, at)


def receive_made(
    *, content: BinaryIO, name: str, media_type: str, case: Case, by: Actor, at: datetime
) -> StoredObject:
    """Store bytes that we made ourselves (a rendered page, a bundle); nothing is inspected."""
    kept = _put(content, case.force, "")
    found = inspection.Found(media_type, {"made_by": f"casefile {settings.RELEASE}"})
    return _record(kept, name, found, case.force, case, by, at)


def _put(stream: BinaryIO, force: Force, declared_sha256: str) -> Stored:
    try:
        return store().put(
            stream,
            force=force.pk,
            declared_sha256=declared_sha256.lower() or None,
            max_bytes=MAX_BYTES,
        )
    except TooLarge as problem:
        raise Refused("This file is larger than 2 GB.", code="too_large") from problem
    except DigestMismatch as problem:
        message = "The file changed on its way here. Send it again; this copy is set aside."
        raise Refused(message, code="digest_mismatch") from problem


def keep_made(content: BinaryIO, *, case: Case) -> Stored:
    """Put bytes that we made, of any size, in the store ahead of the work that records them."""
    return store().put(content, force=case.force_id)


def record_made(
    kept: Stored, *, name: str, media_type: str, case: Case, at: datetime
) -> StoredObject:
    """Record bytes kept before, without an event: the caller's own event names their hash."""
    found = inspection.Found(media_type, {"made_by": f"casefile {settings.RELEASE}"})
    return _describe(kept, name, found, case.force, case, at)


@transaction.atomic
def _record(
    kept: Stored,
    name: str,
    found: inspection.Found,
    force: Force,
    case: Case | None,
    by: Actor,
    at: datetime,
) -> StoredObject:
    stored = _describe(kept, name, found, force, case, at)
    if case:
        _received(stored, case, by, at)
    return stored


def _describe(
    kept: Stored,
    name: str,
    found: inspection.Found,
    force: Force,
    case: Case | None,
    at: datetime,
) -> StoredObject:
    fields = {
        "name": name,
        "sha256": kept.sha256,
        "size_bytes": kept.size_bytes,
        "at": at.isoformat(),
    }
    return StoredObject.objects.create(
        force=force,
        case=case,
        key=kept.key,
        sha256=kept.sha256,
        size_bytes=kept.size_bytes,
        media_type=found.media_type,
        original_name=name,
        metadata=found.metadata,
        received_at=at,
        receipt=receipts.sign_receipt(signing_keys().receipt_private_pem, fields),
    )


def _received(stored: StoredObject, case: Case, by: Actor, at: datetime) -> None:
    events.of_case(
        case,
        "object.received",
        by=by,
        at=at,
        about=stored,
        sha256=f"sha256:{stored.sha256}",
        size_bytes=stored.size_bytes,
        media_type=stored.media_type,
        name=stored.original_name,
    )


@transaction.atomic
def attach_to_case(*, stored: StoredObject, case: Case, by: Actor, at: datetime) -> StoredObject:
    """Make bytes that came with a report part of a case.

    Raises:
        Refused: they belong to another case or force already.
    """
    if stored.case_id not in {None, case.pk} or stored.force_id != case.force_id:
        raise Refused("This file belongs to another case.", code="other_case")
    stored.case = case
    stored.save(update_fields=["case"])
    _received(stored, case, by, at)
    return stored


def open(stored: StoredObject) -> BinaryIO:  # noqa: A001  read as evidence.open(...)
    """Open stored bytes for one reading, verified before the last of them is given out."""
    return store().open_verified(stored.key, stored.sha256)


def read(stored: StoredObject, *, by: Actor, at: datetime) -> bytes:
    """Return all the bytes, verified; a mismatch is recorded before it is refused.

    Raises:
        IntegrityFailure: the bytes are not those that were sealed.
    """
    try:
        with open(stored) as content:
            return content.read()
    except CorruptObject as problem:
        report_corruption(stored, by, at)
        raise IntegrityFailure("This file has changed since it was sealed.") from problem


def require_whole(stored: StoredObject, *, by: Actor, at: datetime) -> None:
    """Compare stored bytes with their seal before the first of them is sent to anybody.

    Raises:
        IntegrityFailure: they differ, or are not there; that is recorded first.
    """
    try:
        is_whole = store().digest(stored.key) == stored.sha256
    except UnknownKey:
        is_whole = False
    if not is_whole:
        report_corruption(stored, by, at)
        raise IntegrityFailure("This file has changed since it was sealed.")


@transaction.atomic
def report_corruption(stored: StoredObject, by: Actor, at: datetime) -> None:
    """Record that stored bytes are not those that were sealed."""
    found = store().digest(stored.key) if store().exists(stored.key) else "missing"
    details: dict[str, Any] = {"expected": stored.sha256, "found": found}
    if stored.case:
        events.of_case(
            stored.case, "object.integrity_failed", by=by, at=at, about=stored, **details
        )
