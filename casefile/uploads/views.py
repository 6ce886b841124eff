"""The protocol: tus 1.0.0 with creation, creation-with-upload, checksum, expiration, termination.

A request speaks for an owner by whatever its kind looks at, such as a cookie. These views need no
token against forged requests: each needs a header (`Tus-Resumable`) that no foreign page may send.
"""

import errno
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from casefile import clock, gates
from casefile.services import NotFound, Refused, evidence
from casefile.uploads import headers, owners, services
from casefile.uploads.headers import BadHeader, answer, problem
from casefile.uploads.leases import Busy
from casefile.uploads.models import Upload
from casefile.uploads.parts import LostPart
from casefile.uploads.writing import Body, ChecksumMismatch, WrongOffset, append

View = Callable[..., HttpResponseBase]
log = logging.getLogger("casefile.uploads")
_STATUS: dict[type[Refused], int] = {
    BadHeader: 400,
    services.EmptyFile: 400,
    services.TooMany: 403,
    NotFound: 404,
    WrongOffset: 409,
    services.TooLarge: 413,
    Busy: 423,
    ChecksumMismatch: 460,
    services.NoRoom: 507,
}


def _protocol(view: View) -> View:
    """Check the version, and say every refusal in the protocol's own numbers."""

    @csrf_exempt
    @gates.public
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return _options()
        if request.headers.get("Tus-Resumable") != headers.VERSION:
            title = "This server speaks tus 1.0.0."
            return problem(412, title, "version", {"Tus-Version": headers.VERSION})
        try:
            return view(request, *args, **kwargs)
        except Refused as refusal:
            return problem(_STATUS.get(type(refusal), 409), str(refusal), refusal.code)
        except LostPart:
            log.exception("bytes of an upload are gone")
            return problem(404, "There is no such upload.", "not_found")
        except OSError as trouble:
            if trouble.errno not in {errno.ENOSPC, errno.EDQUOT}:
                raise
            return problem(507, "There is no room at the moment. Try again later.", "no_room")

    return checked


def _options() -> HttpResponse:
    about = {
        "Tus-Version": headers.VERSION,
        "Tus-Extension": headers.EXTENSIONS,
        "Tus-Max-Size": str(evidence.MAX_BYTES),
        "Tus-Checksum-Algorithm": ",".join(headers.ALGORITHMS),
        "Allow": "OPTIONS, POST, HEAD, PATCH, DELETE",
    }
    return answer(204, about)


def _not_allowed(allowed: str) -> HttpResponse:
    return problem(405, "This method is not used here.", "method", {"Allow": allowed})


@_protocol
def uploads(request: HttpRequest) -> HttpResponse:
    """Begin an upload, with its first bytes if they come along."""
    if request.method != "POST":
        return _not_allowed("OPTIONS, POST")
    about = headers.metadata(request)
    kind = about.pop("for", "")
    owner = owners.owner_of(request, kind)
    if owner is None:
        raise NotFound("Nothing can be sent from here. Open the form again.")
    upload = services.begin(
        kind=kind,
        owner=owner,
        size_bytes=headers.whole_number(request, "Upload-Length"),
        declared_sha256="" if owners.keeps_what_differs(kind) else about.pop("sha256", ""),
        about=about,
        at=clock.real(),
    )
    if request.content_type == headers.OFFSET_TYPE:
        append(upload=upload, offset=0, body=_body(request, upload), now=clock.real)
    place = {"Location": reverse("uploads:upload", args=[upload.pk])}
    return answer(201, place | headers.state(upload))


@_protocol
def upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say how far an upload is, take more of it, or end it."""
    act = {"HEAD": _say, "PATCH": _take, "DELETE": _end}.get(request.method or "")
    if act is None:
        return _not_allowed("OPTIONS, HEAD, PATCH, DELETE")
    found = services.find(pk, is_owner=lambda row: _is_of(row, request), at=clock.real())
    return act(request, found)


def _is_of(upload: Upload, request: HttpRequest) -> bool:
    owner = owners.owner_of(request, upload.owner_kind)
    return owner is not None and owner.id == upload.owner_id


def _say(request: HttpRequest, upload: Upload) -> HttpResponse:
    return answer(200, {"Upload-Length": str(upload.size_bytes), **headers.state(upload)})


def _take(request: HttpRequest, upload: Upload) -> HttpResponse:
    if request.content_type != headers.OFFSET_TYPE:
        return problem(415, f"Send bytes as {headers.OFFSET_TYPE}.", "content_type")
    offset = headers.whole_number(request, "Upload-Offset")
    append(upload=upload, offset=offset, body=_body(request, upload, offset), now=clock.real)
    return answer(204, headers.state(upload))


def _body(request: HttpRequest, upload: Upload, offset: int = 0) -> Body:
    length = headers.whole_number(request, "Content-Length")
    if offset + length > upload.size_bytes:
        raise services.TooLarge("This is more than was announced.")
    algorithm, digest = headers.checksum(request)
    return Body(request.read, length, algorithm, digest)


def _end(request: HttpRequest, upload: Upload) -> HttpResponse:
    services.remove(upload=upload, now=clock.real)
    return answer(204)
