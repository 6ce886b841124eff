"""Unfinished reports: one row per browser, found by a random cookie, wiped on leaving."""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from casefile.models import Appeal, Force
from casefile.rules.permissions import CRIME_DESK
from casefile.services import Refused
from casefile.uploads import services as uploads
from intake.models import CrimeReport, Draft, hash_of

KEPT_FOR = timedelta(hours=24)
SAVED_FOR = timedelta(days=7)
CLEARED_AT_ONCE = 5_000
KIND = "report_draft"  # how its uploads name their owner


def forces_open() -> QuerySet[Force]:
    """Return the forces whose crime desk works here; a report to another would wait unread."""
    return Force.objects.filter(
        users__role_rows__role__in=CRIME_DESK,
        users__role_rows__revoked_at=None,
        users__is_active=True,
    ).distinct().order_by("code")  # fmt: skip


@transaction.atomic
def start(
    *, form: str, force: Force, at: datetime, appeal: Appeal | None = None
) -> tuple[Draft, str]:
    """Start a draft and return it with its secret token, which only the browser keeps."""
    token = secrets.token_urlsafe(32)
    draft = Draft.objects.create(
        token_hash=hash_of(token),
        force=force,
        form=form,
        appeal=appeal,
        started_at=at,
        expires_at=at + KEPT_FOR,
    )
    return draft, token


@transaction.atomic
def clear(*, at: datetime) -> int:
    """Delete every draft whose time is over, with its files; return how many there were."""
    over = list(
        Draft.objects.filter(expires_at__lt=at).values_list("pk", flat=True)[:CLEARED_AT_ONCE]
    )
    _delete(over)
    return len(over)


def of_token(token: str, *, at: datetime) -> Draft | None:
    """Return the draft of a cookie, or None when there is none or its day is over."""
    found = Draft.objects.filter(token_hash=hash_of(token), expires_at__gte=at)
    return found.first()


@transaction.atomic
def keep(draft: Draft, answers: Mapping[str, Any]) -> Draft:
    """Add answers to a draft. Two tabs of one browser write one after the other.

    Raises:
        Refused: the draft was wiped or sent meanwhile.
    """
    locked = lock(draft)
    add(locked, answers)
    return locked


def add(locked: Draft, answers: Mapping[str, Any]) -> None:
    """Add answers to a locked draft."""
    locked.content = json.dumps(locked.answers | dict(answers))
    locked.save(update_fields=["content"])


def reach_check(draft: Draft) -> None:
    """Note that all answers were shown to be checked: a change leads back there from now on."""
    Draft.objects.filter(pk=draft.pk).update(is_checking=True)


def reopen(locked: Draft, question: str) -> None:
    """Take an answer out of a locked draft, so that its question is asked again."""
    kept = {key: value for key, value in locked.answers.items() if key != question}
    locked.content = json.dumps(kept)
    locked.save(update_fields=["content"])


def lock(draft: Draft) -> Draft:
    """Return the draft locked until the transaction ends.

    Raises:
        Refused: it was wiped or sent meanwhile.
    """
    locked = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if locked is None or CrimeReport.objects.filter(pk=draft.pk).exists():
        raise Refused("This form was closed or sent already.", code="draft_closed")
    return locked


def discard(locked: Draft) -> None:
    """Forget a locked draft and its files."""
    _delete([locked.pk])


def wipe(token: str) -> None:
    """Forget an unfinished report and its files, so that going back shows nothing."""
    _delete(list(Draft.objects.filter(token_hash=hash_of(token)).values_list("pk", flat=True)))


def _delete(ids: list[UUID]) -> None:
    uploads.forget_all(KIND, [str(draft_id) for draft_id in ids])
    Draft.objects.filter(pk__in=ids).delete()
