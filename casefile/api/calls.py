"""What machine calls share: a live client with the scope, sane JSON, limits, one answer a key."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import IO, Any, ClassVar

from rest_framework.exceptions import APIException, ParseError, ValidationError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from casefile import clock
from casefile.api.authentication import ClientAuthentication, HasScope, client_of
from casefile.gates import Gate
from casefile.models import MachineClient
from casefile.services import NotFound, idempotency, rates
from casefile.services.actors import Actor
from casefile.services.machines import actor_of
from casefile.services.rates import Left, Limit

MAX_JSON_BYTES = 1 << 20
MAX_DEPTH = 20


class TooLarge(APIException):
    """More JSON than any message needs."""

    status_code = 413
    default_detail = "A message is at most 1 MB of JSON."
    default_code = "too_large"


class OnlyJSON(BaseParser):
    """Reads UTF-8 JSON whatever charset is claimed.

    Refused is what readers of JSON do not agree on, and what cannot be kept: a name given twice,
    NaN, halves of a character, nesting beyond reason.
    """

    media_type = "application/json"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Any = None
    ) -> Any:
        """Return the value.

        Raises:
            ParseError: it is not JSON.
        """
        try:
            value = json.loads(
                stream.read().decode(),
                parse_constant=_refuse_constant,
                parse_float=_finite,
                object_pairs_hook=_each_name_once,
            )
            _refuse_depth(value)
            json.dumps(value, ensure_ascii=False).encode()
        except (ValueError, RecursionError) as problem:
            raise ParseError("This is not JSON in UTF-8.") from problem
        return value


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if number in {float("inf"), float("-inf")}:
        raise ValueError(f"{text} is too large")
    return number


def _each_name_once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _refuse_depth(value: Any) -> None:
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return
    raise ValueError("nested too deep")


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


class AlwaysJSON(BaseContentNegotiation):
    """Answers in JSON whatever is asked for; bytes come with the type that they have."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        plain = request.content_type.partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == plain), None)

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[Any, str]:
        return renderers[0], renderers[0].media_type


class MachineCall(APIView):
    """One call of a machine.

    `gate` names the scope that it needs, `client_kind` whose door it is, and `limits` how often a
    client may call under each scope; no row is no limit.
    """

    gate: Gate
    client_kind: ClassVar[type[MachineClient]]
    limits: ClassVar[Mapping[str, Sequence[Limit]]] = {}
    left: Left | None = None
    authentication_classes = [ClientAuthentication]
    permission_classes = [HasScope]
    parser_classes = [OnlyJSON]
    renderer_classes = [JSONRenderer]
    content_negotiation_class = AlwaysJSON

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse what comes too often, and a body that is too large before anything reads it."""
        super().initial(request, *args, **kwargs)
        action = self.gate.action
        limits = self.limits.get(action, ())
        caller = f"{self.caller().pk}"
        self.left = rates.take(caller=caller, what=action, limits=limits, at=clock.real())
        if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_JSON_BYTES:
            raise TooLarge

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Show the client how much of its limit it has used."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        if self.left:
            answer["RateLimit-Limit"] = str(self.left.limit.times)
            answer["RateLimit-Remaining"] = str(self.left.times)
            answer["RateLimit-Reset"] = str(self.left.seconds)
        return answer

    def caller(self) -> MachineClient:
        """Return the client that calls; the door has let it in."""
        client = client_of(self.request.auth)
        if client is None:
            raise NotFound("There is nothing here.")
        return client

    def actor(self) -> Actor:
        """Return the client as the actor of what it does."""
        return actor_of(self.caller())


class MachineWrite(MachineCall):
    """A call that changes something: its key, its message, and one service."""

    input_serializer: type[Serializer[Any]]
    output_serializer: type[Serializer[Any]]

    def write(
        self, request: Request, act: Callable[[Mapping[str, Any]], Any], *, at: datetime
    ) -> Response:
        """Check key and message, then run `act(values)` once and answer with what it made."""
        operation = f"POST {request.path}"
        body = request._request.body
        write = idempotency.Write(self.caller(), _key(request), operation, body)
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
