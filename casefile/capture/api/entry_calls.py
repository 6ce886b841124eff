"""Calls by which a tablet hands in what it sealed, and asks what became of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from casefile import clock
from casefile.api.strict import Strict
from casefile.capture.api.door import TabletCall, actor_of, answer
from casefile.capture.models import Entry
from casefile.capture.services import files, receiving
from casefile.capture.services.clocks import parsed
from casefile.capture.services.receiving import Bringing, Result, Sealed
from casefile.rules.capture import ENTRIES_AT_ONCE

_MOST_ITEMS = 500


class AnyText(serializers.CharField):
    """Text of whatever kind: one entry that is broken must not keep back those beside it."""

    def run_validators(self, value: Any) -> None:
        """Look at nothing; the seal is looked at later."""


class SealedIn(Strict):
    """One sealed entry. What is in it is not looked at here: nothing is refused for that."""

    manifest = AnyText(allow_blank=True, trim_whitespace=False)
    signature = AnyText(allow_blank=True, trim_whitespace=False)


class EntriesIn(Strict):
    """Some sealed entries."""

    entries = serializers.ListField(child=SealedIn(), max_length=ENTRIES_AT_ONCE)


def shown(result: Result) -> dict[str, Any]:
    """Return a result as the protocol has it."""
    return {
        "id": result.id,
        "outcome": result.outcome,
        "code": result.code,
        "message": result.message,
        "flags": result.flags,
        "receipt": result.receipt,
    }


class Entries(TabletCall):
    """Hand in sealed entries; each is answered for itself, in the order in which they were sent."""

    input_serializer = EntriesIn

    def post(self, request: Request) -> Response:
        given = self.values(request)["entries"]
        bringing = Bringing(self.device, actor_of(request), clock.now())
        sealed = [Sealed(one["manifest"], one["signature"]) for one in given]
        return answer({"results": [shown(one) for one in files.take_all(sealed, bringing)]})


class FileIn(Strict):
    """The upload that holds the bytes of an entry."""

    upload = serializers.UUIDField()


class Files(TabletCall):
    """Say that the bytes of an entry are there; the server compares them and signs for them."""

    input_serializer = FileIn

    def post(self, request: Request, entry: UUID) -> Response:
        bringing = Bringing(self.device, actor_of(request), clock.now())
        upload_id = self.values(request)["upload"]
        return answer(shown(files.hand_in(entry, upload_id, bringing)))


class Items(TabletCall):
    """What the server did meanwhile with entries of this device."""

    def get(self, request: Request) -> Response:
        since = request.GET.get("since", "")
        rows = Entry.objects.filter(device=self.device, officer_id=actor_of(request).id)
        if moment := _moment(since):
            rows = rows.filter(changed_at__gt=moment)
        found = _first(rows)
        items = [shown(_answer(entry)) for entry in found]
        until = found[-1].changed_at.isoformat() if found else since
        return answer({"items": items, "until": until})


def _first(rows: QuerySet[Entry]) -> list[Entry]:
    """Return the first of them, never cut between two that changed at one moment."""
    found = list(rows.order_by("changed_at", "pk")[: _MOST_ITEMS + 1])
    if len(found) <= _MOST_ITEMS:
        return found
    before = [row for row in found if row.changed_at < found[-1].changed_at]
    return before or list(rows.filter(changed_at=found[-1].changed_at))


def _answer(entry: Entry) -> Result:
    # Bytes that did not fit are sent again when somebody asks for it, not at each contact.
    if entry.needs_bytes and entry.outcome != Entry.QUARANTINED:
        return receiving.repeated(entry)
    return receiving.result_of(entry)


def _moment(text: str) -> datetime | None:
    return parsed(text.replace(" ", "+"))
