"""What every endpoint shares: RFC 9457 problem details for every refusal and error."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from casefile.services import NotFound, NotPermitted, Refused, Unfit
from casefile.services.rates import TooOften

PROBLEM = "application/problem+json"


def problem_details(exception: Exception, context: dict[str, Any]) -> Response | None:
    """Return the answer for a refusal or a bad request; None lets the unexpected propagate.

    Members: `type`, `title`, `status`, `code` and `reasons`, a list of {code, message, field}.
    """
    if isinstance(exception, Refused):
        return _refusal(exception)
    if isinstance(exception, Http404):
        exception = exceptions.NotFound()
    elif isinstance(exception, PermissionDenied):
        exception = exceptions.PermissionDenied()
    response = exception_handler(exception, context)
    if response is None or not isinstance(exception, exceptions.APIException):
        return None
    answer = _problem(
        response.status_code, *_title(exception), _validation_reasons(exception.get_full_details())
    )
    for name in ("WWW-Authenticate", "Retry-After"):
        if name in response:
            answer[name] = response[name]
    return answer


def _refusal(refusal: Refused) -> Response:
    answer = _problem(_status(refusal), str(refusal), refusal.code, _reasons(refusal))
    if isinstance(refusal, TooOften):
        answer["Retry-After"] = str(refusal.seconds)
    return answer


def _title(exception: exceptions.APIException) -> tuple[str, str]:
    if isinstance(exception, exceptions.ValidationError):
        return "The request has mistakes in it.", "invalid"
    return str(exception.detail), str(exception.get_codes())


def _problem(status: int, title: str, code: str, reasons: list[dict[str, str]]) -> Response:
    body = {"type": "about:blank", "title": title, "status": status, "code": code}
    return Response({**body, "reasons": reasons}, status=status, content_type=PROBLEM)


STATUS = {NotFound: 404, NotPermitted: 403, Unfit: 422, TooOften: 429}


def _status(refusal: Refused) -> int:
    return next((code for kind, code in STATUS.items() if isinstance(refusal, kind)), 409)


def _reasons(refusal: Refused) -> list[dict[str, str]]:
    return [
        {"code": reason.code, "message": reason.message, "field": reason.field}
        for reason in refusal.reasons
    ]


def _validation_reasons(details: Any, field: str = "") -> list[dict[str, str]]:
    if isinstance(details, dict) and {"message", "code"} <= set(details):
        return [{"code": details["code"], "message": details["message"], "field": field}]
    pairs = details.items() if isinstance(details, dict) else enumerate(details)
    found: list[dict[str, str]] = []
    for key, value in pairs:
        name = key if isinstance(key, str) else field
        found += _validation_reasons(value, name if name != "non_field_errors" else "")
    return found
