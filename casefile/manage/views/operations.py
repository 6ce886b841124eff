"""For those who run the site: is it alive, is each part ready, how much work waits."""

import hmac
import ipaddress
from dataclasses import asdict
from functools import wraps

from django.conf import settings
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_safe

from casefile.gates import Gate, View
from casefile.manage import readiness
from casefile.models import Job

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP")


def operator(view: View) -> View:
    """Let in this machine itself, or whoever holds OPERATIONS_TOKEN; for others nothing is here."""

    @wraps(view)
    def gated(request: HttpRequest) -> HttpResponseBase:
        if not (_from_this_machine(request) or _has_token(request)):
            raise Http404
        return view(request)

    gated.gate = Gate("operator")  # type: ignore[attr-defined]
    return gated


def _from_this_machine(request: HttpRequest) -> bool:
    # Behind a proxy on this machine everybody comes from loopback; the proxy's headers tell.
    if any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _has_token(request: HttpRequest) -> bool:
    wanted, given = settings.OPERATIONS_TOKEN, request.headers.get("Authorization", "")
    return bool(wanted) and hmac.compare_digest(f"Bearer {wanted}".encode(), given.encode())


@operator
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer that this process is alive."""
    return HttpResponse("ok\n", content_type="text/plain")


@operator
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer for each part, tried now; 503 when one fails."""
    tried = readiness.parts()
    is_ready = all(part.level != "fail" for part in tried)
    body = {"ready": is_ready, "parts": [asdict(part) for part in tried]}
    return JsonResponse(body, status=200 if is_ready else 503)


@operator
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Count jobs by state, as Prometheus reads it."""
    states = dict.fromkeys((Job.WAITING, Job.LEASED, Job.DONE, Job.PARKED), 0)
    states |= dict(Job.objects.values_list("state").annotate(Count("id")))
    lines = ["# TYPE casefile_jobs gauge"]
    lines += [f'casefile_jobs{{state="{state}"}} {count}' for state, count in states.items()]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4")
