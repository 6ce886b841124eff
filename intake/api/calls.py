"""The calls of partners' systems: send a report, ask what became of it, and fetch the forms."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, cast
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from casefile import clock
from casefile.api.calls import MachineCall, MachineWrite
from casefile.gates import Gate
from casefile.models import MachineClient
from casefile.services import NotFound, NotPermitted, access
from casefile.services.rates import Limit
from intake import draft_files, partners, schemas
from intake.api import serializers
from intake.api.limits import LIMITS
from intake.api.openapi import IntakeSchema
from intake.models import CrimeReport, PartnerClient
from intake.partners import Sent
from intake.questions import FORMS

REPORT, STATUS = Gate("machine", "intake:report"), Gate("machine", "intake:status")


class PartnerCall(MachineCall):
    """A call of a partner's system."""

    client_kind: ClassVar[type[MachineClient]] = PartnerClient
    limits: ClassVar[Mapping[str, Sequence[Limit]]] = LIMITS
    schema = IntakeSchema()

    def client(self) -> PartnerClient:
        """Return the client that calls."""
        return cast(PartnerClient, self.caller())


class SendReport(PartnerCall, MachineWrite):
    """Send a report. It is read by a person, and recorded by the same rules as any other."""

    gate = REPORT
    input_serializer = serializers.ReportIn
    output_serializer = serializers.ReportOut

    def post(self, request: Request) -> Response:
        at, client = clock.now(), self.client()

        def act(values: Mapping[str, Any]) -> dict[str, Any]:
            takes_files = draft_files.are_taken(is_demonstration=settings.DEMO)
            sent = Sent(**values)
            received = partners.send(client=client, sent=sent, takes_files=takes_files, at=at)
            return serializers.receipt_of(received, values["language"])

        try:
            answer = self.write(request, act, at=at)
        except NotPermitted as refusal:
            access.record_refusal(self.actor(), refusal.code, at=at)
            raise
        answer["Location"] = answer.data["links"]["self"]
        return answer


class ReportStatus(PartnerCall):
    """What became of a report that this client sent; no other client's report is there."""

    gate = STATUS
    output_serializer = serializers.StatusOut

    def get(self, request: Request, reference: str) -> Response:
        client, at = self.client(), clock.now()
        rows = CrimeReport.objects.filter(partner=client).select_related("decision")
        found = rows.filter(_named(reference)).first()
        if found is None:
            access.record_refusal(self.actor(), self.gate.action, at=at)
            raise NotFound("There is nothing here.")
        return Response(serializers.StatusOut(serializers.status_of(found)).data)


def _named(reference: str) -> Q:
    try:
        return Q(pk=UUID(reference))
    except ValueError:
        return Q(reference=reference.upper()[:12])


class FormList(PartnerCall):
    """The forms that this client may send, with the address of each one's schema."""

    gate = REPORT
    output_serializer = serializers.FormsOut

    def get(self, request: Request) -> Response:
        allowed = [FORMS[code] for code in self.client().forms if code in FORMS]
        rows = [
            {
                "code": form.code,
                "edition": form.edition,
                "title": form.title.en,
                "title_cy": form.title.cy,
                "schema": reverse("intake_api:form", args=[form.code]),
            }
            for form in allowed
        ]
        return Response(serializers.FormsOut({"forms": rows}).data)


class FormSchema(PartnerCall):
    """The message for one form as JSON Schema (draft 2020-12), made from its question table."""

    gate = REPORT

    def get(self, request: Request, code: str) -> Response:
        try:
            form = partners.form_for(self.client(), code)
        except NotPermitted as refusal:
            raise NotFound("There is nothing here.") from refusal
        content_type = "application/schema+json"
        return Response(schemas.schema_of(form), content_type=content_type)
