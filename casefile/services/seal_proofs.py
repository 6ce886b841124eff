"""Shows that an entry was in the log when a head was sealed, to somebody who has only a bundle."""

from datetime import datetime
from typing import Any

from casefile import merkle
from casefile.models import CaseEvent, SealedHead, SealedSpan
from casefile.services import events, evidence, seals
from casefile.store.write_once import WrittenOtherwise


def proof_of(event: CaseEvent, *, at: datetime) -> bytes | None:
    """Return the first head over an entry, its signature and the way from the entry to its root.

    An entry that is not sealed yet is sealed now. None where it cannot be, or where the head was
    signed by a key that is not the present one.
    """
    span = _span_of(event)
    if span is None:
        try:
            seals.seal_new(at=at)
        except (seals.DatabaseIsBehind, WrittenOtherwise):
            return None
        span = _span_of(event)
    if span is None or span.seal.key_id != evidence.manifest_key_id():
        return None
    return events.canonical(_proof(span, event))


def _span_of(event: CaseEvent) -> SealedSpan | None:
    within = {"first__lte": event.sequence, "last__gte": event.sequence}
    return SealedSpan.objects.filter(stream=event.stream, **within).select_related("seal").first()


def _proof(span: SealedSpan, event: CaseEvent) -> dict[str, Any]:
    seal, spans = span.seal, seals.spans_of(span.seal)
    before = SealedHead.objects.filter(size=seal.first_leaf).order_by("number").last()
    peaks = [bytes.fromhex(peak) for peak in before.peaks] if before else []
    leaves = [merkle.leaf_hash(each) for each in seals.entry_hashes(spans)]
    ahead = sum(last - first + 1 for stream, first, last in spans if stream < span.stream)
    index = seal.first_leaf + ahead + event.sequence - span.first
    proof = merkle.inclusion_proof(leaves, index, start=seal.first_leaf, peaks=peaks)
    return {
        "head": bytes(seal.head).decode(),
        "signature": bytes(seal.signature).hex(),
        "leaf": index,
        "proof": [each.hex() for each in proof],
    }
