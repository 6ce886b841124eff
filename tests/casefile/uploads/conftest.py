"""An owner for uploads: whoever names themselves in a header. Real ones are known by a cookie."""

import base64
import hashlib
from uuid import UUID

import pytest
from django.test import Client

from casefile.services import evidence
from casefile.uploads import owners
from casefile.uploads.models import Upload
from casefile.uploads.owners import Owner

WHERE = "/api/v1/uploads/"
TUS = {"HTTP_TUS_RESUMABLE": "1.0.0"}
OFFSET_TYPE = "application/offset+octet-stream"


def _whoever(request):
    name = request.headers.get("X-Test-Owner", "")
    return Owner(name, evidence.MAX_BYTES, 3, evidence.MAX_BYTES + 1000) if name else None


@pytest.fixture(autouse=True)
def _owner_kind(monkeypatch, settings, tmp_path):
    """Register the kind `test`, whose owners last, with a folder of its own for part files."""
    settings.UPLOADS_DIR = tmp_path / "uploads"
    monkeypatch.setitem(owners._KINDS, "test", owners.OwnerKind(_whoever, lambda ids, at: ids))


def meta(**values):
    """Return Upload-Metadata."""
    pairs = {"for": "test", **values}.items()
    return ",".join(f"{key} {base64.b64encode(str(v).encode()).decode()}" for key, v in pairs)


def checksum(content, algorithm="sha256"):
    """Return Upload-Checksum for bytes."""
    digest = hashlib.new(algorithm, content).digest()
    return f"{algorithm} {base64.b64encode(digest).decode()}"


class Sender:
    """A client of the protocol, as one owner."""

    def __init__(self, name="robin"):
        self.client = Client(headers={"X-Test-Owner": name, "Tus-Resumable": "1.0.0"})

    def begin(self, size, headers=None, **about):
        given = {"Upload-Length": str(size), "Upload-Metadata": meta(**about)} | (headers or {})
        return self.client.post(WHERE, headers=given, content_type="text/plain", data=b"")

    def patch(self, place, offset, content, **headers):
        given = {"Upload-Offset": str(offset)} | {
            k.replace("_", "-"): v for k, v in headers.items()
        }
        # Django's client leaves both out when there is no content.
        given |= {"Content-Type": OFFSET_TYPE, "Content-Length": str(len(content))}
        return self.client.patch(place, content, content_type=OFFSET_TYPE, headers=given)

    def head(self, place):
        return self.client.head(place)

    def delete(self, place):
        return self.client.delete(place)


@pytest.fixture
def sender(db):
    return Sender()


def row(place):
    """Return the upload behind an address."""
    return Upload.objects.get(pk=UUID(place.rstrip("/").rpartition("/")[2]))
