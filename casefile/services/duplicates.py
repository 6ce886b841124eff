"""The same file, or a picture like it, elsewhere in the force. It is shown, and never merged.

Another case is named only to somebody who may see it; that there is one may be known in the force.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from casefile.models import StoredObject
from casefile.services import access, evidence
from casefile.services.actors import Actor

NEAR_BITS = 6
"""Two pictures are alike when so many of the 64 bits of their hashes differ at most."""


@dataclass(frozen=True)
class Found:
    """Files that the viewer may see, and whether there is one that they may not."""

    same: list[StoredObject] = field(default_factory=list)
    alike: list[StoredObject] = field(default_factory=list)
    is_elsewhere: bool = False


def of(stored: StoredObject, actor: Actor) -> Found:
    """Return the same file and pictures like it, in cases of the force. Three queries at most."""
    if stored.size_bytes == 0:
        return Found()
    others = _others(stored, actor)
    same = others.filter(sha256=stored.sha256)
    seen = same.filter(case__in=access.visible_to(actor))
    named = list(seen.order_by("received_at"))
    return Found(
        same=named,
        alike=list(_alike(stored, others.filter(case__in=access.visible_to(actor)))),
        is_elsewhere=same.exclude(pk__in=[row.pk for row in named]).exists(),
    )


def _others(stored: StoredObject, actor: Actor) -> QuerySet[StoredObject]:
    """Return captured files of cases of the force, without those that the actor may not know of."""
    rows = StoredObject.objects.filter(force=stored.force_id, origin=evidence.CAPTURED)
    rows = rows.exclude(pk=stored.pk).exclude(case=None).select_related("case")
    return rows.exclude(case__in=actor.conflicts).prefetch_related("exhibits")


def _alike(stored: StoredObject, rows: QuerySet[StoredObject]) -> Iterable[StoredObject]:
    if not stored.picture_hash:
        return
    pictures = rows.exclude(picture_hash="").exclude(sha256=stored.sha256)
    for row in pictures.order_by("received_at"):
        if distance(row.picture_hash, stored.picture_hash) <= NEAR_BITS:
            yield row


def distance(one: str, other: str) -> int:
    """Return in how many bits two hashes in hex differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()
