"""Tells the log what came from a tablet, and signs the receipt that names the place (EV-71)."""

from datetime import datetime
from typing import Any

from casefile.capture.models import Entry
from casefile.crashpoints import crashpoint
from casefile.models import CaseEvent
from casefile.services import events, evidence
from casefile.services.actors import Actor
from casefile.store import receipts


def received(entry: Entry, *, by: Actor, at: datetime) -> None:
    """Record that an entry came in, and give it its receipt."""
    data = {
        "kind_of_entry": entry.kind,
        "outcome": entry.outcome,
        "code": entry.code,
        "manifest_sha256": f"sha256:{entry.manifest_sha256}",
        "counter": entry.counter,
        "device": entry.device_id,
        "officer": entry.officer_id or "",
        "device_time": entry.device_time_text,
        "flags": entry.flags,
        "file_sha256": f"sha256:{entry.file_sha256}" if entry.file_sha256 else "",
    }
    _sign(entry, _tell(entry, "capture.received", by, at, data), at)


def file_received(entry: Entry, *, by: Actor, at: datetime) -> None:
    """Record that the bytes of an entry are in the store, and give it its whole receipt."""
    stored = entry.stored
    if stored is None:
        raise TypeError(f"{entry.pk} has no file")
    data = {
        "outcome": entry.outcome,
        "code": entry.code,
        "sha256": f"sha256:{stored.sha256}",
        "size_bytes": stored.size_bytes,
        "object": stored.pk,
        "device": entry.device_id,
    }
    _sign(entry, _tell(entry, "capture.file_received", by, at, data), at)


def _tell(entry: Entry, kind: str, by: Actor, at: datetime, data: dict[str, Any]) -> CaseEvent:
    return events.append(
        stream=entry.stream, kind=kind, by=by, at=at, about=entry, case=entry.case, data=data
    )


def _sign(entry: Entry, event: CaseEvent, at: datetime) -> None:
    fields: dict[str, Any] = {
        "entry": str(entry.pk),
        "outcome": entry.outcome,
        "manifest_sha256": entry.manifest_sha256,
        "stream": event.stream,
        "sequence": event.sequence,
        "entry_hash": event.entry_hash,
        "at": at.isoformat(),
    }
    if entry.stored:
        # As the server measured them, out of the store, whatever the tablet said.
        fields |= {
            "sha256": entry.stored.sha256,
            "size_bytes": entry.stored.size_bytes,
            "object": str(entry.stored.pk),
        }
    entry.receipt = receipts.sign_receipt(evidence.signing_keys().receipt_private_pem, fields)
    entry.save(update_fields=["receipt"])
    crashpoint("capture.receipt_signed")
