"""Calls of courts' systems about a case: listings and results."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from casefile import clock
from casefile.gates import Gate
from casefile.models import Case, OrganisationUnit
from casefile.rules.identifiers import normalise_urn
from casefile.services import NotFound, Reason, Refused, access, hearings
from cps_exchange import inbound, serializers
from cps_exchange.api.base import WriteCall

COURT = Gate("machine", "exchange:court")


class CourtWrite(WriteCall):
    """A write about the case of a URN. Subclasses say what `act` does."""

    gate = COURT
    output_serializer = serializers.HearingOut

    def post(self, request: Request, urn: str) -> Response:
        at = clock.now()
        case = self.case(urn, at=at)
        return self.write(request, lambda values: self.act(case, values, at), at=at)

    def case(self, urn: str, *, at: datetime) -> Case:
        """Return the case of a URN in the client's area.

        Raises:
            NotFound: there is none for this client; the attempt on another area's is recorded.
        """
        found = Case.objects.filter(urn=normalise_urn(urn)).first()
        if found is None:
            raise NotFound("There is nothing here.")
        access.require(self.actor(), "hearing.record", found, at=at)
        return found

    def act(self, case: Case, values: Mapping[str, Any], at: datetime) -> Any:
        """Do it, and return the hearing."""
        raise NotImplementedError


class Hearings(CourtWrite):
    """A hearing for one defendant is listed."""

    input_serializer = serializers.HearingIn

    def act(self, case: Case, values: Mapping[str, Any], at: datetime) -> Any:
        return hearings.list_hearing(
            defendant=inbound.defendant(case, values["defendant_id"]),
            court_name=values["court_name"],
            court=_court(values["court_code"]),
            at_court=values["hearing_at"],
            kind=values["kind"],
            by=self.actor(),
            at=at,
        )


def _court(code: str) -> OrganisationUnit | None:
    found = OrganisationUnit.objects.filter(pk=code.strip().upper()).first() if code else None
    if code and found is None:
        message = "This code is not on the national list of units."
        reasons = [Reason("unknown_court", message, field="court_code")]
        raise Refused(message, reasons=reasons, code="unknown_court")
    return found


class Results(CourtWrite):
    """What the court decided at a hearing."""

    input_serializer = serializers.ResultIn

    def act(self, case: Case, values: Mapping[str, Any], at: datetime) -> Any:
        hearing = case.hearings.filter(pk=values["hearing_id"]).first()
        if hearing is None:
            message = "There is no such hearing in this case."
            reasons = [Reason("not_found", message, field="hearing_id")]
            raise NotFound(message, reasons=reasons)
        return hearings.record_result(
            hearing=hearing, result=values["result"], by=self.actor(), at=at
        )
