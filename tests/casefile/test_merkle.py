import hashlib

import pytest

from casefile import merkle

LEAVES = [merkle.leaf_hash(f"{n:064x}") for n in range(33)]
SIZES = range(1, 33)


def root_by_the_definition(leaves):
    """RFC 6962, section 2.1, word for word."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    parts = root_by_the_definition(leaves[:half]) + root_by_the_definition(leaves[half:])
    return hashlib.sha256(b"\1" + parts).digest()


def test_the_root_is_that_of_the_definition():
    for size in range(33):
        assert merkle.root(LEAVES[:size]) == root_by_the_definition(LEAVES[:size])


def test_a_leaf_has_its_own_prefix():
    assert LEAVES[7] == hashlib.sha256(b"\0" + bytes.fromhex(f"{7:064x}")).digest()


def test_a_tree_grown_in_any_steps_has_the_same_peaks():
    for cut in range(33):
        grown = merkle.grow(merkle.grow([], 0, LEAVES[:cut]), cut, LEAVES[cut:])
        assert grown == merkle.grow([], 0, LEAVES)


def test_every_leaf_of_every_tree_is_proved_to_be_in_it_and_nowhere_else():
    for size in SIZES:
        root = merkle.root(LEAVES[:size])
        for index in range(size):
            proof = merkle.inclusion_proof(LEAVES[:size], index)
            assert merkle.proves_inclusion(LEAVES[index], index, size, proof, root)
            assert not merkle.proves_inclusion(LEAVES[index + 1], index, size, proof, root)
            assert not merkle.proves_inclusion(LEAVES[index], index + 1, size, proof, root)
            assert not merkle.proves_inclusion(LEAVES[index], index, size, [*proof, root], root)


def test_the_last_leaves_and_the_peaks_before_them_give_the_same_proof():
    for start in range(33):
        peaks = merkle.grow([], 0, LEAVES[:start])
        for index in range(start, 33):
            proof = merkle.inclusion_proof(LEAVES[start:], index, start=start, peaks=peaks)
            assert proof == merkle.inclusion_proof(LEAVES, index)


def test_every_beginning_of_every_tree_is_proved_and_nothing_else_is():
    for size in SIZES:
        root = merkle.root(LEAVES[:size])
        for old_size in range(1, size + 1):
            old = merkle.root(LEAVES[:old_size])
            proof = merkle.consistency_proof(LEAVES[:size], old_size)
            assert merkle.proves_consistency(old_size, old, size, root, proof)
            assert not merkle.proves_consistency(old_size, LEAVES[-1], size, root, proof)
            assert not merkle.proves_consistency(old_size, old, size, root, [*proof, root])


@pytest.mark.parametrize("index", [-1, 3])
def test_there_is_no_proof_of_what_is_not_in_the_tree(index):
    with pytest.raises(IndexError):
        merkle.inclusion_proof(LEAVES[:3], index)
    with pytest.raises(IndexError):
        merkle.consistency_proof(LEAVES[:3], index + 1 if index > 0 else 0)
