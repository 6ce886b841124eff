"""Unfinished reports: one row per browser, found by a random cookie, wiped on leaving."""

import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from casefile import sandbox
from casefile.models import Force
from casefile.rules.permissions import CRIME_DESK
from casefile.services import Reason, Refused, inspection
from intake.forms import MAX_PHOTOS, Upload
from intake.models import CrimeReport, Draft, DraftPhoto, hash_of

KEPT_FOR = timedelta(hours=24)
PICTURES = frozenset(
    {"image/jpeg", "image/png", "image/webp", "image/gif", "image/heic", "image/heif"}
)


def forces_open() -> QuerySet[Force]:
    """Return the forces whose crime desk works here; a report to another would wait unread."""
    return Force.objects.filter(
        users__role_rows__role__in=CRIME_DESK,
        users__role_rows__revoked_at=None,
        users__is_active=True,
    ).distinct().order_by("code")  # fmt: skip


@transaction.atomic
def start(*, form: str, force: Force, at: datetime) -> tuple[Draft, str]:
    """Start a draft and return it with its secret token, which only the browser keeps."""
    Draft.objects.filter(expires_at__lt=at).delete()
    token = secrets.token_urlsafe(32)
    draft = Draft.objects.create(
        token_hash=hash_of(token), force=force, form=form, started_at=at, expires_at=at + KEPT_FOR
    )
    return draft, token


def of_token(token: str, *, at: datetime) -> Draft | None:
    """Return the draft of a cookie, or None when there is none or its day is over."""
    found = Draft.objects.filter(token_hash=hash_of(token), expires_at__gte=at)
    return found.select_related("force").first()


@transaction.atomic
def keep(draft: Draft, answers: Mapping[str, Any]) -> Draft:
    """Add answers to a draft. Two tabs of one browser write one after the other.

    Raises:
        Refused: the draft was wiped or sent meanwhile.
    """
    locked = lock(draft)
    locked.content = json.dumps(locked.answers | dict(answers))
    locked.save(update_fields=["content"])
    return locked


def lock(draft: Draft) -> Draft:
    """Return the draft locked until the transaction ends.

    Raises:
        Refused: it was wiped or sent meanwhile.
    """
    locked = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if locked is None or CrimeReport.objects.filter(pk=draft.pk).exists():
        raise Refused("This form was closed or sent already.", code="draft_closed")
    return locked


def wipe(token: str) -> None:
    """Forget an unfinished report and its photos, so that going back shows nothing."""
    Draft.objects.filter(token_hash=hash_of(token)).delete()


def takes_photos(*, is_demonstration: bool) -> bool:
    """Return whether files from strangers may be opened here at all."""
    return is_demonstration or sandbox.status()["isolated"]


def add_photos(
    draft: Draft, uploads: Sequence[Upload], *, is_demonstration: bool, at: datetime
) -> None:
    """Keep photos with a draft; the good ones stay when one of them is refused.

    Raises:
        Refused: with a reason for each that is not a picture, or when files cannot be opened here.
    """
    if uploads and not takes_photos(is_demonstration=is_demonstration):
        raise _photos_refused("not_isolated", ["Photos cannot be taken here at the moment"])
    if draft.photos.count() + len(uploads) > MAX_PHOTOS:
        raise _photos_refused("too_many", [f"Send at most {MAX_PHOTOS} photos"])
    bad = [upload.name for upload in uploads if not _add_photo(draft, upload, at)]
    if bad:
        raise _photos_refused(
            "not_a_picture", [f"{name} is not a photo we can open" for name in bad]
        )


def _add_photo(draft: Draft, upload: Upload, at: datetime) -> bool:
    """Keep one photo if its content, looked at in the sandbox, is a picture."""
    name = str(upload.name or "photo")[:200]
    content = upload.read()
    found = inspection.describe(BytesIO(content), name=name)
    if found.media_type not in PICTURES or "unreadable" in found.metadata:
        return False
    DraftPhoto.objects.create(
        draft=draft,
        name=name,
        media_type=found.media_type,
        size_bytes=len(content),
        content=content,
        added_at=at,
    )
    return True


def _photos_refused(code: str, messages: Sequence[str]) -> Refused:
    reasons = [Reason(code, message, field="photos") for message in messages]
    return Refused(messages[0], reasons=reasons, code=code)


def remove_photo(draft: Draft, photo_id: UUID) -> None:
    """Take a photo out of a draft; no effect when it is not there."""
    draft.photos.filter(pk=photo_id).delete()
