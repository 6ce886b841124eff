"""What every call of the exchange shares: its clients, and the submissions that they may reach."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, cast
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from casefile import clock
from casefile.api.calls import MachineCall, MachineWrite
from casefile.models import MachineClient, Submission
from casefile.services import NotFound, access
from cps_exchange.models import ExchangeClient
from cps_exchange.openapi import ExchangeSchema


class Call(MachineCall):
    """One call of the exchange. `gate` names the scope that it needs."""

    client_kind: ClassVar[type[MachineClient]] = ExchangeClient
    schema = ExchangeSchema()

    def client(self) -> ExchangeClient:
        """Return the client that calls."""
        return cast(ExchangeClient, self.caller())

    def submission(self, pk: UUID, action: str, *, at: datetime) -> Submission:
        """Return a submission of the client's area.

        Raises:
            NotFound: there is none for this client; the attempt on another area's is recorded.
        """
        rows = Submission.objects.select_related("case__force", "approved_by", "bundle__pdf")
        found = rows.filter(pk=pk).first()
        if found is None:
            raise NotFound("There is nothing here.")
        access.require(self.actor(), action, found, at=at)
        return found


class WriteCall(Call, MachineWrite):
    """A call of the exchange that changes something."""


class SubmissionWrite(WriteCall):
    """A write about one submission. Subclasses say what `act` does."""

    action = "submission.decide"

    def post(self, request: Request, pk: UUID) -> Response:
        at = clock.now()
        submission = self.submission(pk, self.action, at=at)
        return self.write(request, lambda values: self.act(submission, values, at), at=at)

    def act(self, submission: Submission, values: Mapping[str, Any], at: datetime) -> Any:
        """Do it, and return what the output serializer shows."""
        raise NotImplementedError
