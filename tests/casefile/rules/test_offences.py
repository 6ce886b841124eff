import pytest

from casefile.rules.identifiers import is_offence_code
from casefile.rules.offences import CATEGORIES, GROUPS, base_code, is_in_group


@pytest.mark.parametrize("group", GROUPS.values(), ids=GROUPS)
def test_a_group_holds_whole_offence_codes(group):
    assert all(is_offence_code(code) and base_code(code) == code for code in group.codes)


@pytest.mark.parametrize("category", CATEGORIES.values(), ids=CATEGORIES)
def test_an_offence_is_tried_in_one_way_at_most(category):
    ways = (category.is_indictable_only, category.is_either_way, category.is_summary_only)

    assert sum(ways) <= 1


def test_an_attempt_belongs_to_the_group_of_the_offence():
    assert is_in_group("CJ88001B", "common_assault")
    assert not is_in_group("TH68023", "common_assault")


def test_an_unknown_group_is_refused():
    with pytest.raises(KeyError):
        is_in_group("TH68023", "everything")
