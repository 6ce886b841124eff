"""Has the newest sealed head stamped by an outside authority, where the installation names one.

The log is one growing tree, so that a stamp on its newest head covers all that came before. A stamp
that fails holds nothing up: sealing goes on, and the next turn of the clock asks again.
"""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from casefile import sandbox
from casefile.models import SealedHead, SealStamp
from casefile.sandbox import JobFailed
from casefile.services import time_authority
from casefile.services.seal_checks import SealFault
from casefile.services.time_authority import NoStamp
from casefile.store.write_once import WriteOnceFolder

log = logging.getLogger("casefile.seals")

AGAIN_AFTER = timedelta(hours=1)


def stamp_newest(*, at: datetime) -> SealStamp | None:
    """Have the newest seal stamped, unless there is no authority or the last stamp is fresh.

    What went wrong is kept on the row that is returned, and no error is raised. A stamp that could
    not be written outside before is written first.
    """
    publish()
    seal = SealedHead.objects.order_by("number").last()
    if not settings.TIMESTAMP_AUTHORITY or seal is None or _is_fresh(seal, at):
        return None
    try:
        reply, nonce = _ask(seal)
        stamped_at, serial = _checked(seal, reply, nonce)
    except (NoStamp, JobFailed, OSError) as trouble:
        return _keep(seal, at, problem=str(trouble)[:200])
    row = _keep(seal, at, reply=reply, stamped_at=stamped_at, serial=serial)
    publish()
    return row


def _is_fresh(seal: SealedHead, at: datetime) -> bool:
    done = SealStamp.objects.exclude(stamped_at=None)
    return done.filter(seal=seal).exists() or done.filter(asked_at__gt=at - AGAIN_AFTER).exists()


def _ask(seal: SealedHead) -> tuple[bytes, str]:
    builder = TimestampRequestBuilder().data(bytes(seal.head))
    query = builder.hash_algorithm(HashAlgorithm.SHA256).build()
    return time_authority.ask(settings.TIMESTAMP_AUTHORITY, query.as_bytes()), str(query.nonce)


def _checked(seal: SealedHead, reply: bytes, nonce: str) -> tuple[datetime, str]:
    files = {
        "reply": reply,
        "stamped": bytes(seal.head),
        "trusted": Path(settings.TIMESTAMP_ROOTS).read_bytes(),
    }
    with sandbox.run("stamp", params={"nonce": nonce}, files=files) as result:
        return datetime.fromisoformat(result.value["at"]), str(result.value["serial"])


@transaction.atomic
def _keep(
    seal: SealedHead,
    at: datetime,
    *,
    reply: bytes | None = None,
    stamped_at: datetime | None = None,
    serial: str = "",
    problem: str = "",
) -> SealStamp:
    SealStamp.objects.filter(stamped_at=None).delete()  # the try before this one, of an older seal
    return SealStamp.objects.create(
        seal=seal,
        authority=settings.TIMESTAMP_AUTHORITY,
        asked_at=at,
        reply=reply,
        stamped_at=stamped_at,
        serial=serial,
        problem=problem,
    )


def publish() -> None:
    """Write outside each stamp that is not there yet; a place that takes nothing is logged."""
    if not settings.SEALS_DIR:
        return
    place = WriteOnceFolder(Path(settings.SEALS_DIR) / "stamps", suffix=".tsr")
    try:
        done = SealStamp.objects.filter(seal_id__gt=place.newest()).exclude(stamped_at=None)
        for row in done.order_by("seal_id"):
            place.put(row.seal_id, bytes(row.reply or b""))
    except OSError as trouble:
        log.error("the place for time stamps takes nothing: %s", type(trouble).__name__)


def check() -> Iterator[SealFault]:
    """Check every stamp against the seal it is of, by the authorities that are trusted now."""
    done = SealStamp.objects.exclude(stamped_at=None).select_related("seal").order_by("seal_id")
    for row in done.iterator(chunk_size=200):
        try:
            found = _checked(row.seal, bytes(row.reply or b""), "")
        except (JobFailed, OSError) as trouble:
            yield SealFault(row.seal_id, f"its time stamp does not hold: {trouble}")
            continue
        if found != (row.stamped_at, row.serial):
            yield SealFault(row.seal_id, "its time stamp says another time than was noted")
