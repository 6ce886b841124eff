"""Content credentials (C2PA) of files that we derived: they name the parent's hash and the step.

They are signed by a certificate of this installation, for which no outside authority vouches.
They are bound to time, so a step that is run again is compared by the hash before them (EV-04).
"""

import hashlib
from dataclasses import dataclass, field
from io import FileIO
from typing import Any, BinaryIO, cast

from django.conf import settings

from casefile import sandbox
from casefile.models import StoredObject
from casefile.sandbox import JobFailed
from casefile.services import authority, inspection
from casefile.services.recipes import Recipe

# Short, as a step's lease runs on meanwhile: most of the work is a hash of the file.
_LIMITS = sandbox.Limits(wall_seconds=180, file_bytes=2 << 30)
STATEMENT = "Derived, not the original."


@dataclass(frozen=True)
class Signed:
    """A file ready to be kept. `by` is the tool that put credentials in; else `why_not`, a code.

    Both are empty where none were wanted, and so is `before_sha256`, the hash without them.
    """

    content: BinaryIO
    before_sha256: str = ""
    by: str = ""
    why_not: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)


def put_in(
    content: BinaryIO,
    recipe: Recipe,
    *,
    of: StoredObject,
    version: str,
    parameters: dict[str, Any],
) -> Signed:
    """Return a copy with credentials, read back, or the file as it is where it cannot carry any."""
    if not recipe.actions:
        return Signed(content)
    content.seek(0)
    before = hashlib.file_digest(cast(FileIO, content), "sha256").hexdigest()
    claim = _claim(recipe, of, version, parameters, before)
    try:
        whole, by = _sign(content, recipe, claim)
    except JobFailed as failure:
        return Signed(content, before, why_not=failure.code)
    return Signed(
        whole, before, by, metadata=inspection.provenance(whole, recipe.media_type, _LIMITS)
    )


def _sign(content: BinaryIO, recipe: Recipe, claim: dict[str, Any]) -> tuple[BinaryIO, str]:
    # The sandbox opens bytes that nobody trusts, so no key enters it that would sign another file.
    signer = authority.ours().issue()
    params = {
        "media_type": recipe.media_type,
        "claim": claim,
        "chain_pem": signer.chain_pem.decode(),
        "private_pem": signer.private_pem.decode(),
    }
    content.seek(0)
    files = {"media": content}
    result = sandbox.run("credentials", params=params, files=files, limits=_LIMITS)
    if "signed" not in result.outputs:
        result.close()
        raise JobFailed("bad_answer", "nothing was signed")
    return result.outputs["signed"], str(result.value["made_by"])


def _claim(
    recipe: Recipe, of: StoredObject, version: str, parameters: dict[str, Any], before: str
) -> dict[str, Any]:
    parent = {
        "title": f"sha256:{of.sha256}",
        "format": of.media_type,
        "instance_id": f"urn:uuid:{of.pk}",
        "relationship": "parentOf",
        "label": "parent",
    }
    opened = {"action": "c2pa.opened", "parameters": {"ingredientIds": ["parent"]}}
    actions = [opened, *({"action": f"c2pa.{name}"} for name in recipe.actions)]
    derivation = {
        "statement": STATEMENT,
        "parent": {"sha256": of.sha256, "id": str(of.pk)},
        "step": {
            "kind": recipe.kind,
            "tool": recipe.tool,
            "version": version,
            "parameters": parameters,
        },
        "sha256_before_credentials": before,
    }
    return {
        "claim_generator_info": [{"name": "Casefile", "version": settings.RELEASE}],
        "title": recipe.name_of(of),
        "ingredients": [parent],
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": actions}},
            {"label": "casefile.derivation", "data": derivation},
        ],
    }
