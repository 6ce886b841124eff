"""Rows of this app for tests: valid by default, saved."""

import json
from typing import Any
from uuid import uuid4

from casefile.capture.models import Device, Entry, SetAside
from tests import factories


def make_device(**overrides: Any) -> Device:
    """Return an enrolled device; nobody holds its key."""
    force = overrides.pop("force", None) or factories.make_force()
    values = {
        "id": uuid4(),
        "force": force,
        "name": "Tablet 7",
        "public_key": {"kty": "EC", "crv": "P-256", "x": "", "y": ""},
        "enrolled_at": factories.AT,
    } | overrides
    if "enrolled_by" not in values:
        values["enrolled_by"] = factories.make_user("officer", force=force)
    return Device.objects.create(**values)


def make_entry(**overrides: Any) -> Entry:
    """Return a note as it was sealed; its signature is nobody's."""
    case = overrides.pop("case", None) if "case" in overrides else factories.make_case()
    force = overrides.pop("force", None) or (case.force if case else factories.make_force())
    entry_id = overrides.pop("id", None) or uuid4()
    device = overrides.pop("device", None) or make_device(force=force)
    values = {
        "force": force,
        "device": device,
        "officer": device.enrolled_by,
        "brought_by": device.enrolled_by,
        "kind": "note",
        "counter": 1,
        "manifest": json.dumps({"id": str(entry_id), "body": {"text": "Seen running"}}),
        "manifest_sha256": "0" * 64,
        "device_time": factories.AT,
        "device_time_text": factories.AT.isoformat(),
        "received_at": factories.AT,
        "changed_at": factories.AT,
        "outcome": "accepted",
    }
    return Entry.objects.create(id=entry_id, case=case, **values | overrides)


def make_set_aside(**overrides: Any) -> SetAside:
    """Return something that its device did not sign."""
    force = overrides.pop("force", None) or factories.make_force()
    device = make_device(force=force)
    values = {
        "force": force,
        "device": device,
        "brought_by": device.enrolled_by,
        "kind": SetAside.BAD_SIGNATURE,
        "manifest": "{}",
        "received_at": factories.AT,
    }
    return SetAside.objects.create(**values | overrides)
