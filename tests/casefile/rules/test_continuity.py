from casefile.rules.continuity import VERBS, verb_of
from casefile.rules.events import EVENT_KINDS


def test_the_verbs_are_those_that_a_forensic_reader_knows():
    """EV-12: each of the list is in the table, and entries are told by them."""
    wanted = {
        "identified", "collected", "acquired", "transferred", "received", "verified", "viewed",
        "copied", "derived", "disclosed", "returned", "held", "disposed",
    }  # fmt: skip

    assert wanted <= VERBS.keys()
    assert verb_of("hand_over.accepted") == "received"


def test_every_kind_of_entry_in_the_table_exists_and_has_one_verb():
    kinds = [kind for row in VERBS.values() for kind in row.kinds]

    assert set(kinds) <= EVENT_KINDS.keys()
    assert len(kinds) == len(set(kinds))


def test_every_kind_of_entry_about_an_exhibit_or_its_file_is_told_by_a_verb():
    """EV-12: but for those about blocks of numbers, which name no exhibit yet."""
    about = tuple(f"{subject}." for subject in ("exhibit", "hand_over", "object"))
    kinds = {kind for kind in EVENT_KINDS if kind.startswith(about)}

    untold = {kind for kind in kinds if not verb_of(kind)}

    assert untold == {"exhibit.numbers_leased", "exhibit.numbers_given_back"}
