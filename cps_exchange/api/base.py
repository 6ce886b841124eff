"""What every call shares: a live client with the scope, JSON of a sane size, one answer per key."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import IO, Any
from uuid import UUID

from rest_framework.exceptions import APIException, ParseError, ValidationError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from casefile import clock
from casefile.gates import Gate
from casefile.models import Submission
from casefile.services import NotFound, access
from casefile.services.actors import Actor
from cps_exchange import idempotency
from cps_exchange.authentication import ClientAuthentication, HasScope, client_of
from cps_exchange.clients import actor_of
from cps_exchange.models import ExchangeClient
from cps_exchange.openapi import ExchangeSchema

MAX_JSON_BYTES = 1 << 20


class TooLarge(APIException):
    """More JSON than any message needs."""

    status_code = 413
    default_detail = "A message is at most 1 MB of JSON."
    default_code = "too_large"


class OnlyJSON(BaseParser):
    """Reads UTF-8 JSON whatever charset is claimed, and nothing nested beyond reason."""

    media_type = "application/json"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Any = None
    ) -> Any:
        """Return the value.

        Raises:
            ParseError: it is not JSON.
        """
        try:
            return json.loads(stream.read().decode(), parse_constant=_refuse_constant)
        except (ValueError, RecursionError) as problem:
            raise ParseError("This is not JSON in UTF-8.") from problem


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


class AlwaysJSON(BaseContentNegotiation):
    """Answers in JSON whatever is asked for; bytes come with the type that they have."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        plain = request.content_type.partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == plain), None)

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[Any, str]:
        return renderers[0], renderers[0].media_type


class Call(APIView):
    """One call of the exchange. `gate` names the scope that it needs."""

    gate: Gate
    authentication_classes = [ClientAuthentication]
    permission_classes = [HasScope]
    parser_classes = [OnlyJSON]
    renderer_classes = [JSONRenderer]
    content_negotiation_class = AlwaysJSON
    schema = ExchangeSchema()

    def client(self) -> ExchangeClient:
        """Return the client that calls; the door has let it in."""
        client = client_of(self.request.auth)
        if client is None:
            raise NotFound("There is nothing here.")
        return client

    def actor(self) -> Actor:
        """Return the client as the actor of what it does."""
        return actor_of(self.client())

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


class WriteCall(Call):
    """A call that changes something: its key, its message, and one service."""

    input_serializer: type[Serializer[Any]]
    output_serializer: type[Serializer[Any]]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse a body that is too large before anything reads it."""
        super().initial(request, *args, **kwargs)
        if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_JSON_BYTES:
            raise TooLarge

    def write(self, request: Request, act: Any, *, at: datetime) -> Response:
        """Check key and message, then run `act(values)` once and answer with what it made."""
        write = idempotency.Write(
            self.client(), _key(request), f"POST {request.path}", request._request.body
        )
        message = self.input_serializer(data=request.data)
        message.is_valid(raise_exception=True)
        values: Mapping[str, Any] = message.validated_data
        answer = idempotency.once(write, lambda: self._answer(act(values)), at=at)
        replayed = {"Idempotency-Replayed": "true"} if answer.is_replay else {}
        return Response(answer.body, status=answer.status, headers=replayed)

    def _answer(self, made: Any) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(JSONRenderer().render(self.output_serializer(made).data))
        return body


def _key(request: Request) -> str:
    key = request.headers.get("Idempotency-Key", "").strip()
    if not idempotency.KEY.fullmatch(key):
        message = "Send an Idempotency-Key of up to 255 characters, new for each request."
        raise ValidationError({"Idempotency-Key": [message]}, code="idempotency_key_missing")
    return key


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
