"""Content credentials (C2PA) in a picture or recording: read and checked, without the network.

params: `media_type`, `ours_pem` (the certificate of the installation's own authority). files:
`media`. value: None where there are none, else {`state` ("Valid": the bytes are those that were
signed; "Trusted": and it was this installation that signed them, for no other signer is trusted;
"Invalid": they are not; "Damaged": there are some, and nothing in them can be read), `signer`,
`issuer`, `generator`, `title`, `actions` (each {action, source}), `ingredients` (how many),
`parent` ({sha256, id}) and `step` ({kind, tool, version, parameters}) as our own copies name them
(else empty), `problems` (codes), `read_by`, `raw` (the whole, as JSON)}.
A credential that lies elsewhere and is only named in the file is not fetched.
"""

import json
import re
from typing import Any

import c2pa

from casefile.sandbox.job import Job

_VERIFY = {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_trust": True}
_MAX_RAW = 200_000
_MAX_LISTED = 50
# Said of every other signer, since no list of trusted ones is held: it tells nothing of this file.
_UNTRUSTED = "signingCredential.untrusted"
# Every box of credentials says its type so: two letters of the standard, two of its own, the rest.
_BOX = re.compile(rb"c2[a-z]{2}\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71")
# They stand before pictures and sound, so not all of a long film is searched for what is left.
_SEARCHED = 64 << 20


def run(job: Job) -> dict[str, Any] | None:
    """Read and check what is there."""
    found = _read(job)
    if found is None:
        return None
    manifest = found.get("manifests", {}).get(found.get("active_manifest"), {})
    signed = manifest.get("signature_info", {})
    problems = [status.get("code") for status in found.get("validation_status") or []]
    return {
        "state": _text(found.get("validation_state")),
        "signer": _text(signed.get("common_name")),
        "issuer": _text(signed.get("issuer")),
        "generator": _generator(manifest),
        "title": _text(manifest.get("title")),
        "actions": _actions(manifest)[:_MAX_LISTED],
        "ingredients": len(manifest.get("ingredients", [])),
        "parent": _derivation(manifest, "parent"),
        "step": _derivation(manifest, "step"),
        "problems": [_text(code) for code in problems if code != _UNTRUSTED][:_MAX_LISTED],
        "read_by": f"c2pa {c2pa.sdk_version()}",
        "raw": _text(json.dumps(found), _MAX_RAW),
    }


def _read(job: Job) -> dict[str, Any] | None:
    trust = {"user_anchors": job.params["ours_pem"]}
    context = c2pa.Context.from_dict({"verify": _VERIFY, "trust": trust})
    try:
        with job.open("media") as source:
            reader = c2pa.Reader(job.params["media_type"], source, context=context)
            found: dict[str, Any] = json.loads(reader.json())
            return found
    except c2pa.C2paError as error:
        return _damaged(job, str(error))


def _damaged(job: Job, error: str) -> dict[str, Any] | None:
    """Return that there are credentials which cannot be read; None where there is no trace of any.

    One changed byte can make them look absent to the library.
    """
    with job.open("media") as source:
        if not _BOX.search(source.read(_SEARCHED)):
            return None
    return {"validation_state": "Damaged", "validation_status": [{"code": error}]}


def _generator(manifest: dict[str, Any]) -> str:
    named = manifest.get("claim_generator_info") or [{}]
    words = [named[0].get("name"), named[0].get("version")]
    return " ".join(_text(word) for word in words if word) or _text(manifest.get("claim_generator"))


def _actions(manifest: dict[str, Any]) -> list[dict[str, str]]:
    found = []
    for assertion in manifest.get("assertions", []):
        if str(assertion.get("label", "")).startswith("c2pa.actions"):
            found += [
                {"action": _text(row.get("action")), "source": _text(row.get("digitalSourceType"))}
                for row in assertion.get("data", {}).get("actions", [])
            ]
    return found


def _derivation(manifest: dict[str, Any], part: str) -> dict[str, str]:
    """Return what a copy says of its parent or its step as ours do, whoever signed that."""
    for assertion in manifest.get("assertions", []):
        if assertion.get("label") == "casefile.derivation":
            said = assertion.get("data")
            found = said.get(part) if isinstance(said, dict) else None
            if isinstance(found, dict):
                return {_text(name): _words(value) for name, value in found.items()}
    return {}


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return _text(", ".join(f"{name} {one}" for name, one in sorted(value.items())))
    return _text(value)


def _text(value: Any, most: int = 500) -> str:
    text = "" if value is None else str(value)
    return text.replace("\0", "").encode(errors="replace").decode()[:most]
