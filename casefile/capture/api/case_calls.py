"""Calls by which a tablet takes what it is lent: cases, forms, and blocks of numbers."""

from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from casefile import clock
from casefile.api.strict import Strict
from casefile.capture.api.door import TabletCall, actor_of, answer
from casefile.capture.services import leases, packs
from casefile.gates import Gate
from casefile.rules.capture import LARGEST_LEASE
from casefile.services import access

VIEW = Gate("device", "case.view", "case")


class Cases(TabletCall):
    """My cases, tasks and visits; each case that is listed is on the record."""

    def get(self, request: Request) -> Response:
        actor = actor_of(request)
        found = packs.cases_of(actor)
        rows = [packs.case_row(case) for case in found]
        hits = [str(row["id"]) for row in rows]
        device = str(self.device.pk)
        access.record_list(actor, at=clock.now(), what="tablet: cases", hits=hits, device=device)
        cases = list(found)
        body = {
            "cases": rows,
            "tasks": packs.tasks(cases),
            "visits": packs.visits(actor, cases),
        }
        return answer(body)


class OneCase(TabletCall):
    """All that a tablet is lent of one case; the reading is on the record first."""

    gate = VIEW

    def get(self, request: Request, pk: UUID) -> Response:
        actor, at = actor_of(request), clock.now()
        case = self.case(request, pk)
        device = str(self.device.pk)
        access.record_read(actor, case, at=at, what="tablet: case", device=device)
        return answer(packs.pack(case, device=self.device, actor=actor, at=at))


class Forms(TabletCall):
    """The forms of the tablet, from the server's own tables."""

    def get(self, request: Request) -> Response:
        return answer(packs.forms())


class LeaseIn(Strict):
    """A block of numbers that is asked for."""

    id = serializers.UUIDField()
    case = serializers.UUIDField()
    producer = serializers.UUIDField()
    size = serializers.IntegerField(min_value=1, max_value=LARGEST_LEASE)


class Leases(TabletCall):
    """Lend this device a block of exhibit numbers; the same id is lent the same block."""

    input_serializer = LeaseIn

    def post(self, request: Request) -> Response:
        given = self.values(request)
        case = self.case(request, given["case"], action="case.work")
        made = leases.lease(
            lease_id=given["id"],
            device=self.device,
            case=case,
            producer=given["producer"],
            size=given["size"],
            by=actor_of(request),
            at=clock.now(),
        )
        body = {
            "id": made.pk,
            "case": made.case_id,
            "producer": made.producer_id,
            "initials": made.initials,
            "first": made.block.first,
            "last": made.block.last,
        }
        return answer(body)
