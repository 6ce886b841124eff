"""Enrols tablets by a code of an administrator, and revokes them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from casefile.capture import proofs
from casefile.capture.models import Device, EnrolmentCode
from casefile.capture.services import leases
from casefile.models import Force
from casefile.rules.capture import CODE_LASTS
from casefile.services import NotPermitted, Reason, Refused, Unfit, clean, events, spoken_codes
from casefile.services.actors import Actor

_CODE_GROUPS = 3


class BadCode(NotPermitted):
    """The code is unknown, used, over, or of another force; which of these is not said."""

    code = "bad_code"

    def __init__(self) -> None:
        super().__init__("This code is not good, or no longer. Ask for a new one.")


class DeviceTaken(Refused):
    """The id belongs to a device with another key."""

    code = "device_taken"

    def __init__(self) -> None:
        super().__init__("A device with this id is enrolled already.")


@transaction.atomic
def make_code(*, force: Force, by: Actor, at: datetime) -> str:
    """Make a code that enrols one device of a force; it is shown once and kept as a hash."""
    code = spoken_codes.new(_CODE_GROUPS)
    row = EnrolmentCode.objects.create(
        force=force,
        code_hash=spoken_codes.digest(code),
        made_by=by.account,
        made_at=at,
        expires_at=at + CODE_LASTS,
    )
    events.append(stream=by.home_stream, kind="device.code_made", by=by, at=at, about=row, data={})
    return code


@transaction.atomic
def enrol(
    *,
    device_id: UUID,
    code: str,
    name: str,
    public_key: dict[str, Any],
    proof: str,
    by: Actor,
    at: datetime,
) -> Device:
    """Enrol a device in the officer's force; the same key again is answered with the same device.

    Raises:
        BadCode: it is not good here and now. DeviceTaken: the id is another device's.
        Unfit: the key is none, or did not sign the code.
    """
    key = _checked_key(device_id, code, public_key, proof)
    known = Device.objects.filter(pk=device_id).first()
    if known:
        if known.public_key != key or known.force_id != by.force:
            raise DeviceTaken
        return known
    device = Device(id=device_id, public_key=key, enrolled_by=by.account, enrolled_at=at)
    device.name = clean.text(name, field="name", limit=80) or "Tablet"
    return _use_code(_good_code(code, by, at), device, by, at)


def _use_code(row: EnrolmentCode, device: Device, by: Actor, at: datetime) -> Device:
    device.force = row.force
    device.save(force_insert=True)
    row.device = device
    row.save(update_fields=["device"])
    data = {"name": device.name, "code_of": row.made_by.name, "key": device.public_key}
    events.append(
        stream=by.home_stream, kind="device.enrolled", by=by, at=at, about=device, data=data
    )
    return device


def _checked_key(device_id: UUID, code: str, jwk: dict[str, Any], proof: str) -> dict[str, str]:
    try:
        key = proofs.plain_jwk(jwk)
    except proofs.BadKey as problem:
        raise Unfit(str(problem), code="bad_key") from problem
    if not proofs.is_signed(key, f"{proofs.ENROLMENT}{code}\n{device_id}", proof):
        raise Unfit("The device did not sign this code with this key.", code="bad_proof")
    return key


def _good_code(code: str, by: Actor, at: datetime) -> EnrolmentCode:
    rows = EnrolmentCode.objects.select_for_update(of=("self",)).select_related("force", "made_by")
    found = rows.filter(
        code_hash=spoken_codes.digest(code), force_id=by.force, device=None, expires_at__gte=at
    ).first()
    if found is None:
        raise BadCode
    return found


@transaction.atomic
def revoke(*, device: Device, reason: str, by: Actor, at: datetime) -> Device:
    """Keep a device from coming in by itself. What it holds can still be handed in (EV-67).

    Raises:
        Refused: no reason was given, or it is revoked already.
    """
    locked = Device.objects.select_for_update().get(pk=device.pk)
    words = clean.text(reason, field="reason", limit=300)
    if not words:
        message = "Say why the device is revoked."
        raise Refused(message, reasons=[Reason("missing", message, field="reason")])
    if locked.is_revoked:
        raise Refused("This device is revoked already.", code="revoked_already")
    locked.revoked_at, locked.revoked_by, locked.revoke_reason = at, by.account, words
    locked.save(update_fields=["revoked_at", "revoked_by", "revoke_reason"])
    leases.give_back_all(
        device=locked, reason=f"The tablet was revoked: {words}"[:300], by=by, at=at
    )
    events.append(
        stream=by.home_stream,
        kind="device.revoked",
        by=by,
        at=at,
        about=locked,
        data={"reason": words},
    )
    return locked
