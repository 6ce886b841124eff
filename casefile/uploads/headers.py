"""Reads the headers of tus 1.0.0 and writes those of an answer."""

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

from casefile.services import Refused
from casefile.uploads.models import Upload

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,checksum,expiration,termination"
ALGORITHMS = ("sha256", "sha1", "md5")
OFFSET_TYPE = "application/offset+octet-stream"
PROBLEM = "application/problem+json"
_MAX_METADATA = 4096


class BadHeader(Refused):
    """A header is missing or is not what the protocol says."""

    code = "bad_header"


def whole_number(request: HttpRequest, name: str) -> int:
    """Return a header as a number of bytes.

    Raises:
        BadHeader: it is not there, or no such number.
    """
    text = request.headers.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise BadHeader(f"{name} must be a whole number.")
    return int(text)


def metadata(request: HttpRequest) -> dict[str, str]:
    """Return Upload-Metadata as text by key.

    Raises:
        BadHeader: it is too long, or a value is not UTF-8 in Base64.
    """
    header = request.headers.get("Upload-Metadata", "")
    if len(header) > _MAX_METADATA:
        raise BadHeader("Upload-Metadata is too long.")
    found = {}
    for pair in filter(None, (part.strip() for part in header.split(","))):
        key, _, value = pair.partition(" ")
        try:
            found[key] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise BadHeader("Upload-Metadata holds a value that is not Base64.") from error
    return found


def checksum(request: HttpRequest) -> tuple[str, bytes]:
    """Return algorithm and digest of Upload-Checksum; both empty when there is none.

    Raises:
        BadHeader: an unknown algorithm, or a digest of another length.
    """
    header = request.headers.get("Upload-Checksum", "")
    if not header:
        return "", b""
    algorithm, _, value = header.partition(" ")
    try:
        digest = base64.b64decode(value, validate=True)
    except binascii.Error as error:
        raise BadHeader("Upload-Checksum is not Base64.") from error
    if algorithm not in ALGORITHMS or len(digest) != hashlib.new(algorithm).digest_size:
        raise BadHeader(f"Upload-Checksum must be one of {', '.join(ALGORITHMS)}.")
    return algorithm, digest


def answer(status: int, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """Return an answer without a body."""
    response = HttpResponse(status=status)
    del response["Content-Type"]
    return _marked(response, headers or {})


def problem(
    status: int, title: str, code: str, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """Return an RFC 9457 problem whose title is fit for the person."""
    body = {"type": "about:blank", "title": title, "status": status, "code": code}
    response = HttpResponse(json.dumps(body), content_type=PROBLEM, status=status)
    return _marked(response, headers or {})


def _marked(response: HttpResponse, headers: Mapping[str, str]) -> HttpResponse:
    response["Tus-Resumable"] = VERSION
    response["Cache-Control"] = "no-store"
    for name, value in headers.items():
        response[name] = value
    return response


def state(upload: Upload) -> dict[str, str]:
    """Return the headers that say how far an upload is and, until it is whole, when it lapses."""
    found = {"Upload-Offset": str(upload.offset_bytes)}
    if upload.finished_at is None:
        found["Upload-Expires"] = http_date(upload.expires_at.timestamp())
    return found
