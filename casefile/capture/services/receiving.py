"""Takes sealed entries: checks the seal, keeps them whole, and puts them into the record.

An entry is taken in one transaction of its own, under the lock of its device: cut anywhere, it is
there with everything that follows from it, or not at all and comes again. The same text is answered
the same however often it comes. Nothing is refused for what it says (EV-68, EV-69).
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Model, QuerySet

from casefile.capture import proofs
from casefile.capture.manifests import BadManifest, Manifest, read
from casefile.capture.models import Device, Entry, SetAside
from casefile.capture.services import chains, clocks, holding, set_aside, telling
from casefile.capture.services.applying import NotYet, Taking, apply
from casefile.crashpoints import crashpoint
from casefile.services import Refused, actors
from casefile.services.actors import Actor

log = logging.getLogger("casefile.capture")


@dataclass(frozen=True)
class Sealed:
    """One entry as it comes: the text that was signed, and the signature."""

    manifest: str
    signature: str


@dataclass(frozen=True)
class Result:
    """What became of an entry, as the tablet is told."""

    id: UUID | None
    outcome: str
    code: str = ""
    message: str = ""
    flags: tuple[str, ...] = ()
    receipt: str = ""


@dataclass(frozen=True)
class Bringing:
    """Who brings entries of which device: its officer by sync, or a supervisor by a file."""

    device: Device
    by: Actor
    at: datetime
    is_import: bool = False


def take(sealed: Sealed, bringing: Bringing) -> Result:
    """Take one entry; see the module."""
    with transaction.atomic():
        result = _take(sealed, bringing)
    crashpoint("capture.acknowledged")
    return result


def _take(sealed: Sealed, bringing: Bringing) -> Result:
    device = Device.objects.select_for_update().get(pk=bringing.device.pk)
    manifest, problem = _checked(sealed, device)
    if manifest is None or problem:
        set_aside.seal(sealed.manifest, sealed.signature, problem, device, bringing.by, bringing.at)
        message = "The seal does not fit. What came is kept apart, for a person to look at."
        return Result(manifest.id if manifest else None, Entry.QUARANTINED, problem, message)
    known = Entry.objects.filter(pk=manifest.id).select_related("device").first()
    if known is None:
        return _new(manifest, sealed, bringing)
    if known.manifest_sha256 != manifest.sha256 or known.device_id != device.pk:
        set_aside.other_entry(known, manifest, sealed.signature, device, bringing.by, bringing.at)
        message = "Something else came under this id before. Both are kept."
        return Result(manifest.id, Entry.CONFLICT, SetAside.OTHER_ENTRY, message)
    return repeated(known)


def _checked(sealed: Sealed, device: Device) -> tuple[Manifest | None, str]:
    """Return what was signed, and the name of what is wrong with its seal."""
    try:
        manifest = read(sealed.manifest)
    except BadManifest:
        return None, SetAside.BAD_MANIFEST
    if not proofs.is_signed(device.public_key, proofs.ENTRY + sealed.manifest, sealed.signature):
        return manifest, SetAside.BAD_SIGNATURE
    return manifest, "" if manifest.device == device.pk else SetAside.BAD_MANIFEST


def locked(entry: Entry) -> Entry:
    """Return an entry as it is now, under the lock of its device."""
    Device.objects.select_for_update().get(pk=entry.device_id)
    return Entry.objects.select_related("case", "device", "officer", "force").get(pk=entry.pk)


def repeated(entry: Entry) -> Result:
    """Answer for an entry that came before; while its bytes are missing they are asked for."""
    if entry.needs_bytes:
        return result_of(entry, outcome=Entry.WAITING)
    return result_of(entry, outcome="repeated", code=entry.code or entry.outcome)


def result_of(entry: Entry, *, outcome: str = "", code: str = "") -> Result:
    """Return what a tablet is told of an entry as it stands."""
    return Result(
        entry.pk,
        outcome or entry.outcome,
        code or entry.code,
        entry.message,
        tuple(entry.flags),
        entry.receipt,
    )


def _new(manifest: Manifest, sealed: Sealed, bringing: Bringing) -> Result:
    entry = _entry(manifest, sealed, bringing)
    held = holding.reasons(manifest, entry, bringing.by, is_import=bringing.is_import)
    entry.code, entry.message = held[0] if held else ("", "")
    entry.outcome = Entry.WAITING if entry.needs_bytes else Entry.KEPT
    entry.save(force_insert=True)
    chains.arrived(entry, at=bringing.at)
    if not entry.needs_bytes:
        settle(entry, manifest, at=bringing.at)
    telling.received(entry, by=bringing.by, at=bringing.at)
    return result_of(entry)


def _entry(manifest: Manifest, sealed: Sealed, bringing: Bringing) -> Entry:
    device, at = bringing.device, bringing.at
    judged = clocks.judge(manifest, device, at=at)
    came = {"imported": bringing.is_import, "device_revoked": device.is_revoked}
    came["no_position"] = not holding.has_position(manifest)
    flags = [*judged.flags, *chains.flags(manifest, device)]
    flags += [flag for flag, is_so in came.items() if is_so]
    return Entry(
        id=manifest.id,
        force_id=device.force_id,
        device=device,
        officer=holding.officer(manifest, device),
        brought_by=bringing.by.account,
        case=holding.case(manifest, device),
        kind=manifest.kind,
        counter=manifest.counter,
        manifest=sealed.manifest,
        manifest_sha256=manifest.sha256,
        previous=manifest.previous,
        signature=sealed.signature,
        boot=manifest.boot,
        monotonic_ms=manifest.monotonic_ms,
        device_time=judged.device_time,
        device_time_text=manifest.device_time,
        estimated_at=judged.estimated_at,
        received_at=at,
        changed_at=at,
        flags=flags,
        file_sha256=manifest.file.sha256 if manifest.file else "",
        file_size_bytes=manifest.file.size_bytes if manifest.file else None,
        reference=manifest.reference,
    )


def settle(entry: Entry, manifest: Manifest, *, at: datetime) -> None:
    """Put an entry whose bytes are there into the record, or keep it and say why a person is asked.

    Then follows what waited for it. The caller holds the lock of the device.
    """
    _settle(entry, manifest, at)
    if entry.outcome == Entry.ACCEPTED:
        for row in _following(entry):
            row.code = row.message = ""
            _settle(row, read(row.manifest), at)


def _following(entry: Entry) -> QuerySet[Entry]:
    """Return what waits for another entry of the device, in the order in which it was made."""
    waiting = Entry.objects.filter(device=entry.device_id, outcome=Entry.KEPT, code=NotYet.code)
    related = waiting.select_related("case", "device", "officer", "force")
    return related.filter(closed_at=None).order_by("counter")


def _settle(entry: Entry, manifest: Manifest, at: datetime) -> None:
    if entry.code:
        entry.outcome = Entry.KEPT
    else:
        _put_in(entry, manifest, at)
    entry.changed_at = at
    entry.save()
    crashpoint("capture.applied")


def _put_in(entry: Entry, manifest: Manifest, at: datetime) -> None:
    try:
        with transaction.atomic():
            subject = apply(Taking(entry, manifest, actors.of_user(entry.account), at))
    except Refused as refusal:
        entry.outcome, entry.code, entry.message = Entry.KEPT, refusal.code, _words(refusal)
    except Exception:
        # A mistake of ours must not leave evidence on a tablet: it is kept, and a person is asked.
        log.exception("entry %s could not be put into the record", entry.pk)
        entry.outcome, entry.code = Entry.KEPT, "fault"
        entry.message = "It could not be put into the record. The fault is logged."
    else:
        _became(entry, subject)


def _became(entry: Entry, subject: Model | None) -> None:
    has_conflict = entry.conflicts.exists()
    entry.outcome = Entry.CONFLICT if has_conflict else Entry.ACCEPTED
    entry.code = "field_conflict" if has_conflict else ""
    entry.message = "Changed elsewhere meanwhile. A person chooses." if has_conflict else ""
    if subject is not None:
        entry.subject_type = subject._meta.model_name or ""
        entry.subject_id = subject.pk


def _words(refusal: Refused) -> str:
    return " ".join(dict.fromkeys([str(refusal), *(row.message for row in refusal.reasons)]))
