"""The hash tree of RFC 6962 over the entries of the log: roots, and short proofs about them.

Standard library only. A tree is given as its leaf hashes in order, or, where it only grows, as its
peaks: the roots of the full subtrees that it falls into, largest first. What a recipient of a
bundle needs to check a proof of inclusion stands in `verify`, which travels.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casefile.verify import leaf_hash, node_hash, proves_inclusion

__all__ = [
    "consistency_proof",
    "grow",
    "inclusion_proof",
    "leaf_hash",
    "node_hash",
    "proves_consistency",
    "proves_inclusion",
    "root",
    "root_of_peaks",
]
EMPTY = hashlib.sha256(b"").digest()


def grow(peaks: Sequence[bytes], size: int, leaves: Iterable[bytes]) -> list[bytes]:
    """Return the peaks of a tree of `size` leaves after more leaf hashes were added at its end."""
    grown = list(peaks)
    for leaf in leaves:
        added, full = leaf, size
        while full & 1:
            added = node_hash(grown.pop(), added)
            full >>= 1
        grown.append(added)
        size += 1
    return grown


def root_of_peaks(peaks: Sequence[bytes]) -> bytes:
    """Return the root of the tree that has these peaks."""
    if not peaks:
        return EMPTY
    *others, folded = peaks
    for peak in reversed(others):
        folded = node_hash(peak, folded)
    return folded


def root(leaves: Iterable[bytes]) -> bytes:
    """Return the root of the tree over these leaf hashes."""
    return root_of_peaks(grow([], 0, leaves))


def _half(size: int) -> int:
    """Return the largest power of two below `size`, where a tree of that size is split."""
    return 1 << ((size - 1).bit_length() - 1)


@dataclass(frozen=True)
class _Tail:
    """The leaves of a tree from `start` on, and the peaks of what comes before, by place."""

    start: int
    leaves: Sequence[bytes]
    peaks: dict[tuple[int, int], bytes]

    def root(self, low: int, high: int) -> bytes:
        """Return the root over a range; what lies before `start` as a whole is one of the peaks."""
        if high <= self.start:
            return self.peaks[low, high]
        if low >= self.start:
            return root(self.leaves[low - self.start : high - self.start])
        middle = low + _half(high - low)
        return node_hash(self.root(low, middle), self.root(middle, high))


def _by_place(peaks: Sequence[bytes], size: int) -> dict[tuple[int, int], bytes]:
    found, low = {}, 0
    for peak in peaks:
        high = low + (1 << ((size - low).bit_length() - 1))
        found[low, high] = peak
        low = high
    return found


def inclusion_proof(
    leaves: Sequence[bytes], index: int, *, start: int = 0, peaks: Sequence[bytes] = ()
) -> list[bytes]:
    """Return the hashes that lead from a leaf to the root, lowest first.

    Only the last leaves of a tree are needed: those from `start` on, with the peaks before it.

    Raises:
        IndexError: there is no such leaf among them.
    """
    if not start <= index < start + len(leaves):
        raise IndexError(index)
    tail, proof = _Tail(start, leaves, _by_place(peaks, start)), list[bytes]()
    low, high = 0, start + len(leaves)
    while high - low > 1:
        middle = low + _half(high - low)
        if index < middle:
            proof.append(tail.root(middle, high))
            high = middle
        else:
            proof.append(tail.root(low, middle))
            low = middle
    return proof[::-1]


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> list[bytes]:
    """Return the hashes that show the tree of the first `old_size` leaves to be its beginning.

    Raises:
        IndexError: the tree was never of that size.
    """
    if not 0 < old_size <= len(leaves):
        raise IndexError(old_size)
    return _consistency(leaves, old_size, is_known=True)


def _consistency(leaves: Sequence[bytes], old: int, *, is_known: bool) -> list[bytes]:
    # `is_known`: the subtree at hand is the old tree itself, whose root the reader has.
    if old == len(leaves):
        return [] if is_known else [root(leaves)]
    half = _half(len(leaves))
    if old <= half:
        return [*_consistency(leaves[:half], old, is_known=is_known), root(leaves[half:])]
    return [*_consistency(leaves[half:], old - half, is_known=False), root(leaves[:half])]


def proves_consistency(
    old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Say whether the proof shows the old tree to be the beginning of the new one.

    Source: RFC 9162, section 2.1.4.2.
    """
    if not 0 < old_size <= new_size:
        return False
    if old_size == new_size:
        return not proof and old_root == new_root
    # The last leaf of the old tree and of the new one, taken up to where the proof begins.
    old_last, new_last = old_size - 1, new_size - 1
    while old_last & 1:
        old_last, new_last = old_last >> 1, new_last >> 1
    path = list(proof) if old_last else [old_root, *proof]
    return bool(path) and _leads_to_both(path, old_last, new_last, old_root, new_root)


def _leads_to_both(
    path: list[bytes], old_last: int, new_last: int, old_root: bytes, new_root: bytes
) -> bool:
    old = new = path[0]
    for sibling in path[1:]:
        if not new_last:
            return False
        if old_last & 1 or old_last == new_last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while old_last and not old_last & 1:
                old_last, new_last = old_last >> 1, new_last >> 1
        else:
            new = node_hash(new, sibling)
        old_last, new_last = old_last >> 1, new_last >> 1
    return not new_last and (old, new) == (old_root, new_root)
