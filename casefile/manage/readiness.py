"""Whether each part that the product stands on works now: every part is tried, none is assumed."""

import secrets
import tempfile
from collections.abc import Callable
from dataclasses import dataclass

from celery import current_app
from django.conf import settings
from django.db import transaction

from casefile import clock, sandbox
from casefile.models import Job, StoredObject, StreamHead
from casefile.services import clamd, evidence_store, seals, triggers
from casefile.store import Bucket

BROKER_SECONDS = 2


@dataclass(frozen=True)
class Part:
    """One part: `level` is ok, warn (the site still serves, nothing is lost) or fail."""

    name: str
    level: str
    detail: str


def parts() -> list[Part]:
    """Try every part. Its detail is words of our own or the kind of error, never a secret."""
    return [try_part(name) for name in CHECKS]


def try_part(name: str) -> Part:
    """Try one part. Raises: KeyError when there is none of that name."""
    check = CHECKS[name]
    try:
        return check()
    except Exception as trouble:  # a part may fail in any way, and the others must still be tried
        level = "warn" if name in MAY_WAIT else "fail"
        return Part(name, level, type(trouble).__name__)


def _database() -> Part:
    with transaction.atomic():
        StreamHead.objects.create(stream=f"readyz:{secrets.token_hex(8)}")
        transaction.set_rollback(True)
    return Part("database", "ok", "takes a write")


def _triggers() -> Part:
    absent = triggers.missing()
    if absent:
        return Part("triggers", "fail", f"missing: {', '.join(absent)}")
    return Part("triggers", "ok", "the event chain is protected")


def _store() -> Part:
    # The store keeps what it is given for ever, so the try goes beside its objects and is removed.
    folder = evidence_store.place()
    if isinstance(folder, Bucket):
        return _bucket(folder)
    folder.mkdir(parents=True, exist_ok=True)
    written = secrets.token_bytes(4096)
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(written)
        file.seek(0)
        same = file.read() == written
    words = "bytes come back as written" if same else "bytes come back changed"
    return Part("evidence store", "ok" if same else "fail", words)


def _bucket(bucket: Bucket) -> Part:
    bucket.try_out()
    if bucket.is_locked:
        return Part("evidence store", "ok", "the bucket takes bytes, and locks what it holds")
    return Part("evidence store", "warn", "the bucket takes bytes, and has no lock on them")


def _sandbox() -> Part:
    state = sandbox.status()
    with sandbox.run("sniff", params={}, files={"file": b"%PDF-1.7\n"}) as result:
        works = result.value["media_type"] == "application/pdf"
    if not works:
        return Part("sandbox", "fail", "a known file was not recognised")
    words = "isolated" if state["isolated"] else "not isolated"
    return Part("sandbox", "ok" if state["isolated"] else "warn", f"{words}: {state['how']}")


def _broker() -> Part:
    with current_app.connection_for_write(connect_timeout=BROKER_SECONDS) as connection:
        connection.ensure_connection(max_retries=1, interval_start=0, timeout=BROKER_SECONDS)
    return Part("broker", "ok", "takes wake-ups")


def _jobs() -> Part:
    parked = Job.objects.filter(state=Job.PARKED).count()
    if parked:
        return Part("jobs", "warn", f"{parked} failed too often and wait for a person")
    return Part("jobs", "ok", "none is parked")


def _log() -> Part:
    place = seals.outside()
    if place and place.newest() > seals.last_number():
        words = "the database is older than its sealed heads: run manage.py check_restore"
        return Part("sealed log", "warn", words)
    if seals.is_late(clock.real()):
        return Part("sealed log", "warn", "entries wait to be sealed")
    return Part("sealed log", "ok", "sealed, and kept outside" if place else "sealed, here alone")


def _files() -> Part:
    blocked = StoredObject.objects.exclude(integrity_failed_at=None).count()
    if blocked:
        return Part("stored files", "warn", f"{blocked} are not as they were sealed")
    return Part("stored files", "ok", "none is known to have changed")


def _scanner() -> Part:
    if not settings.CLAMD_ADDRESS:
        return Part("malware scan", "warn", "no scanner: files show as not scanned")
    answers = clamd.ping(settings.CLAMD_ADDRESS)
    words = "the scanner answers" if answers else "the scanner answers something else"
    return Part("malware scan", "ok" if answers else "warn", words)


CHECKS: dict[str, Callable[[], Part]] = {
    "database": _database,
    "triggers": _triggers,
    "evidence store": _store,
    "sandbox": _sandbox,
    "broker": _broker,
    "jobs": _jobs,
    "malware scan": _scanner,
    "sealed log": _log,
    "stored files": _files,
}
# Without these work waits in the job table; taking the site down as well would lose more.
MAY_WAIT = {"broker", "jobs", "malware scan", "sealed log", "stored files"}
