"""Playing a recording: one entry of the log for each session, with the bytes that were sent."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.db.models import F

from casefile.models import Derivation, Exhibit, Playback
from casefile.services import events, evidence
from casefile.services.actors import Actor


def begin(*, exhibit: Exhibit, copy: Derivation, session: str, by: Actor, at: datetime) -> Playback:
    """Return the playing of a copy in this session, entered in the log when it begins (EV-81).

    The bytes are compared with their seal once a session, and whether they are blocked is asked
    with each part that is sent.

    Raises:
        IntegrityFailure: the copy is not whole any more; nothing of it is sent. Destroyed.
    """
    if copy.output is None:
        raise ValueError("only what was made can be played")
    evidence.require_open(copy.output, by=by, at=at)
    found = Playback.objects.filter(
        stored=copy.output, user=by.account, session=_hash_of(session)
    ).first()
    if found:
        return found
    evidence.require_whole(copy.output, by=by, at=at)
    return _begun(exhibit, copy, session, by, at)


@transaction.atomic
def _begun(exhibit: Exhibit, copy: Derivation, session: str, by: Actor, at: datetime) -> Playback:
    row, is_new = Playback.objects.get_or_create(
        stored=copy.output,
        user=by.account,
        session=_hash_of(session),
        defaults={"started_at": at, "last_at": at},
    )
    if is_new:
        events.append(
            stream=exhibit.case.access_stream,
            kind="object.played",
            by=by,
            at=at,
            about=exhibit,
            case=exhibit.case,
            data={"reference": exhibit.reference, "sha256": f"sha256:{copy.output_sha256}"},
        )
    return row


def note_sent(playback: Playback, *, size_bytes: int, at: datetime) -> None:
    """Add what was sent now to what this session has had."""
    rows = Playback.objects.filter(pk=playback.pk)
    rows.update(sent_bytes=F("sent_bytes") + size_bytes, last_at=at)


def _hash_of(session: str) -> str:
    return hashlib.sha256(session.encode()).hexdigest()
