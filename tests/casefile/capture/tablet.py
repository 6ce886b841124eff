"""A simulated tablet: keeps a key, a chain and a clock of its own, and speaks as the protocol says.

It works over any client with `get` and `post`: Django's in tests, a session over a network in a
benchmark (see `Wire`).
"""

import base64
import hashlib
import json
import os
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import Any, Protocol
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.test import Client

WHERE = "/api/v1/capture/"
UPLOADS = "/api/v1/uploads/"
PIECE = 1 << 20
OFFSET_TYPE = "application/offset+octet-stream"


def base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


@dataclass
class Answer:
    """What came back: status, body and headers."""

    status: int
    body: Any
    headers: dict[str, str] = field(default_factory=dict)


class Wire(Protocol):
    """How a tablet reaches the server."""

    def send(
        self, method: str, path: str, content: bytes = b"", headers: dict[str, str] | None = None
    ) -> Answer: ...


class InProcess:
    """Django's own client, signed in as a user."""

    def __init__(self, user: Any = None) -> None:
        self.client = Client()
        if user is not None:
            self.client.force_login(user)

    def send(self, method, path, content=b"", headers=None):
        headers = dict(headers or {})
        kind = headers.pop("Content-Type", "application/json")
        answer = self.client.generic(method, path, content, content_type=kind, headers=headers)
        is_json = "json" in answer.get("Content-Type", "")
        body = json.loads(answer.content) if is_json else None
        return Answer(answer.status_code, body, dict(answer.headers))


class OverNetwork:
    """A session over a network, with the token that each write needs; for benchmarks and walks."""

    def __init__(self, address: str, session: str, *, cookie: str = "session") -> None:
        place = urlsplit(address)
        self.host, self.port = place.hostname or "", place.port or 80
        self.cookies, self.token = {cookie: session}, ""

    def send(self, method, path, content=b"", headers=None):
        sent = {"Content-Type": "application/json", **(headers or {}), "X-CSRFToken": self.token}
        sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        with closing(HTTPConnection(self.host, self.port, timeout=600)) as line:
            line.request(method, path, content, sent)
            answer = line.getresponse()
            found = answer.read()
        self.cookies |= {
            name: morsel.value
            for name, morsel in SimpleCookie(answer.getheader("Set-Cookie", "")).items()
        }
        is_json = "json" in answer.getheader("Content-Type", "")
        body = json.loads(found) if is_json else found
        if answer.status == 200 and isinstance(body, dict) and "csrf" in body:
            self.token = body["csrf"]
        return Answer(answer.status, body, dict(answer.getheaders()))


class Tablet:
    """One tablet in the hands of one officer. Everything it seals is in `sealed`, in order."""

    def __init__(self, wire: Wire, officer: Any, *, now: datetime, name: str = "Tablet 1") -> None:
        self.wire, self.officer, self.now, self.name = wire, officer, now, name
        self.id, self.boot, self.monotonic_ms = uuid4(), uuid4(), 0
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.counter, self.previous = 0, ""
        self.sealed: list[dict[str, Any]] = []
        self.files: dict[UUID, bytes] = {}
        self.leases: dict[str, list[int]] = {}
        self.initials = ""

    # Calls

    def send(self, method, path, body=None, **headers):
        content = json.dumps(body).encode() if body is not None else b""
        return self.wire.send(
            method, WHERE + path, content, {"Capture-Device": str(self.id), **headers}
        )

    def get(self, path):
        return self.send("GET", path)

    def post(self, path, body):
        return self.send("POST", path, body)

    @property
    def jwk(self):
        numbers = self.key.public_key().public_numbers()
        x, y = (base64url(value.to_bytes(32, "big")) for value in (numbers.x, numbers.y))
        return {"kty": "EC", "crv": "P-256", "x": x, "y": y}

    def sign(self, text):
        r, s = decode_dss_signature(self.key.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
        return base64url(r.to_bytes(32, "big") + s.to_bytes(32, "big"))

    def enrol(self, code):
        proof = self.sign(f"casefile enrolment v1\n{code}\n{self.id}")
        body = {"id": str(self.id), "code": code, "name": self.name, "public_key": self.jwk}
        return self.post("devices/", body | {"proof": proof})

    def contact(self, round_trip_ms=40):
        body = {"device_time": self.now.isoformat(), "boot": str(self.boot)}
        body |= {"monotonic_ms": self.monotonic_ms, "round_trip_ms": round_trip_ms}
        return self.post("contact/", body)

    def lease(self, case, size, producer=None, lease_id=None):
        body = {"id": str(lease_id or uuid4()), "case": str(case.pk), "size": size}
        answer = self.post("leases/", body | {"producer": str(producer or self.officer.pk)})
        if answer.status == 200:
            found = answer.body
            self.initials = found["initials"]
            self.leases[str(case.pk)] = list(range(found["first"], found["last"] + 1))
        return answer

    # Sealing, all of it without a network

    def wait(self, **span):
        """Let time go by on both clocks."""
        self.now += timedelta(**span)
        self.monotonic_ms += int(timedelta(**span).total_seconds() * 1000)

    def restart(self):
        self.boot, self.monotonic_ms = uuid4(), 0

    def reference(self, case):
        """Take the next reference of the leased block."""
        return f"{self.initials}/{self.leases[str(case.pk)].pop(0)}"

    def seal(self, kind, case=None, body=None, *, content=None, reference="", **changed):
        """Seal an entry; `changed` puts other values into the manifest before it is signed."""
        self.counter += 1
        file = None
        if content is not None:
            digest = hashlib.sha256(content).hexdigest()
            file = {"sha256": digest, "size_bytes": len(content), "media_type": "image/jpeg",
                    "name": "photo.jpg"}  # fmt: skip
        manifest = {
            "id": str(uuid4()), "kind": kind, "case": str(case.pk) if case else "",
            "officer": str(self.officer.pk), "device": str(self.id), "counter": self.counter,
            "previous": self.previous, "boot": str(self.boot), "monotonic_ms": self.monotonic_ms,
            "device_time": self.now.isoformat(), "position": None, "release": "1.0",
            "body": body or {}, "file": file, "reference": reference, **changed,
        }  # fmt: skip
        return self._keep(manifest, content)

    def _keep(self, manifest, content):
        text = json.dumps(manifest, indent=1)
        self.previous = hashlib.sha256(text.encode()).hexdigest()
        entry = {"manifest": text, "signature": self.sign(f"casefile capture v1\n{text}")}
        self.sealed.append(entry)
        if content is not None:
            self.files[UUID(manifest["id"])] = content
        return entry

    # Sync

    def sync(self, entries=None):
        """Send entries, all by default, in batches; return their results in order."""
        found = []
        waiting = self.sealed if entries is None else entries
        for start in range(0, len(waiting), 50):
            answer = self.post("entries/", {"entries": waiting[start : start + 50]})
            assert answer.status == 200, answer.body
            found += answer.body["results"]
        return found

    def upload(self, entry_id, content=None, declared=None):
        """Send the bytes of an entry; return the upload's id."""
        content = self.files[UUID(str(entry_id))] if content is None else content
        digest = declared or hashlib.sha256(content).hexdigest()
        about = {"for": "device", "filename": "photo.jpg", "item": str(entry_id), "sha256": digest}
        pairs = (f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in about.items())
        headers = self._tus({"Upload-Length": str(len(content)), "Upload-Metadata": ",".join(pairs),
                             "Content-Type": OFFSET_TYPE})  # fmt: skip
        answer = self.wire.send("POST", UPLOADS, content, headers)
        assert answer.status == 201, (answer.status, answer.body)
        return answer.headers["Location"].rstrip("/").rpartition("/")[2]

    def _tus(self, headers):
        return {"Tus-Resumable": "1.0.0", "Capture-Device": str(self.id), **headers}

    def hand_in(self, entry_id, upload=None):
        """Say that the bytes of an entry are there; return the answer."""
        return self.post(f"files/{entry_id}/", {"upload": upload or self.upload(entry_id)})

    # Export

    def export(self, recovery, *, entries=None, files=None, cut=False, named=str):
        """Return an export file of entries and their bytes, sealed under the recovery key.

        `named` turns the id of an entry into what its frames say.
        """
        data_key = AESGCM.generate_key(256)
        numbers = rsa.RSAPublicNumbers(_number(recovery["jwk"]["e"]), _number(recovery["jwk"]["n"]))
        oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
        wrapped = base64url(numbers.public_key().encrypt(data_key, oaep))
        out = [b"CFXP1\n"]
        head = {"type": "device", "device": str(self.id), "officer": str(self.officer.pk)}
        head |= {"recovery_key_id": recovery["id"], "wrapped_key": wrapped}
        out.append(frame(head))
        chosen = self.sealed if entries is None else entries
        for entry in chosen:
            entry_id = json.loads(entry["manifest"])["id"]
            name = named(entry_id)
            out.append(self._locked(data_key, {"type": "entry", "id": name},
                                    json.dumps(entry).encode(), f"{name}:entry"))  # fmt: skip
            content = (self.files if files is None else files).get(UUID(entry_id), b"")
            for number, start in enumerate(range(0, len(content), PIECE)):
                about = {"type": "piece", "entry": name, "number": number}
                piece = content[start : start + PIECE]
                out.append(self._locked(data_key, about, piece, f"{name}:{number}"))
        if not cut:
            out.append(frame({"type": "end", "entries": len(chosen)}))
        return b"".join(out)

    @staticmethod
    def _locked(key, about, plain, bound_to):
        iv = os.urandom(12)
        locked = AESGCM(key).encrypt(iv, plain, bound_to.encode())
        return frame(about | {"iv": base64url(iv)}, locked)


def frame(about, content=b""):
    """Return one frame of an export file."""
    text = json.dumps(about | {"size": len(content)}).encode()
    return len(text).to_bytes(4, "big") + text + content


def _number(text):
    return int.from_bytes(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), "big")
