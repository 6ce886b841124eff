"""Keeps what does not fit its seal, apart from the record, beside what was declared (EV-26)."""

from datetime import datetime
from typing import Any

from casefile.capture.manifests import Manifest, sha256
from casefile.capture.models import Device, Entry, SetAside
from casefile.services import events
from casefile.services.actors import Actor


def seal(
    text: str, signature: str, problem: str, device: Device, by: Actor, at: datetime
) -> SetAside:
    """Keep an entry that its device did not sign, or that is none; the same twice is once."""
    kept = text.encode("utf-8", "backslashreplace").decode()
    fields = {"manifest": kept.replace("\x00", "\\0")}
    key = {"manifest_sha256": sha256(kept), "signature": signature[:200].replace("\x00", "")}
    return _keep(problem, device, by, at, f"force:{device.force_id}", key, fields)


def other_entry(
    known: Entry, manifest: Manifest, signature: str, device: Device, by: Actor, at: datetime
) -> SetAside:
    """Keep another text under the id of an entry that is there (EV-69)."""
    key = {"manifest_sha256": manifest.sha256, "signature": signature[:200]}
    fields = {"manifest": manifest.text, "entry": known}
    return _keep(SetAside.OTHER_ENTRY, device, by, at, known.stream, key, fields)


def other_bytes(
    entry: Entry, *, found_sha256: str, size_bytes: int, store_key: str, by: Actor, at: datetime
) -> SetAside:
    """Keep bytes that are not those that were sealed; they lie in the store's quarantine."""
    key = {"manifest_sha256": entry.manifest_sha256, "signature": "", "found_sha256": found_sha256}
    fields = {
        "entry": entry,
        "declared_sha256": entry.file_sha256,
        "size_bytes": size_bytes,
        "store_key": store_key,
    }
    return _keep(SetAside.OTHER_BYTES, entry.device, by, at, entry.stream, key, fields)


def _keep(
    kind: str,
    device: Device,
    by: Actor,
    at: datetime,
    stream: str,
    key: dict[str, str],
    fields: dict[str, Any],
) -> SetAside:
    row, is_new = SetAside.objects.get_or_create(
        device=device,
        kind=kind,
        **key,
        defaults={
            **fields,
            "force_id": device.force_id,
            "brought_by": by.account,
            "received_at": at,
        },
    )
    if is_new:
        entry: Entry | None = fields.get("entry")
        data = {**key, "why": kind, "device": device.pk, "entry": entry.pk if entry else ""}
        data |= {"declared_sha256": fields.get("declared_sha256", "")}
        case = entry.case if entry else None
        events.append(
            stream=stream, kind="capture.set_aside", by=by, at=at, about=row, case=case, data=data
        )
    return row
