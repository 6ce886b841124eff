"""How many crimes several acts are, and which of them leads."""

import pytest

from casefile.rules.counting import Act, belongs_to, counted, rule_for
from casefile.rules.crime_classes import CLASSES, SERIOUSNESS, can_record, find
from tests.factories import AT

TODAY = AT.date()


def test_the_most_serious_leads_and_none_is_lost():
    acts = [Act(code, victim="a", offender="x") for code in ("9A", "8N", "3B", "58D")]

    [crime] = counted(acts)

    assert crime.principal.home_office_class == "3B"
    assert sorted(act.home_office_class for act in crime.included) == ["58D", "8N", "9A"]


@pytest.mark.parametrize(
    ("codes", "first"),
    [(["8L", "105A"], "8L"), (["58C", "8Q"], "8Q"), (["8Q", "8L"], "8Q"), (["8Q", "19C"], "19C"),
     (["8L", "2"], "2")],
)  # fmt: skip
def test_conduct_leads_where_it_is_the_wider_pattern(codes, first):
    [crime] = counted(Act(code, victim="a", offender="x") for code in codes)

    assert crime.principal.home_office_class == first


def test_a_rule_for_a_class_goes_first():
    assert rule_for("28E").counted_by == "dwelling"
    assert rule_for("34B").counted_by == "victim"


@pytest.mark.parametrize(
    ("acts", "count"),
    [
        ([Act("34B", victim="a"), Act("34B", victim="b")], 2),
        ([Act("34B", victim="a", offender="x"), Act("34B", victim="a", offender="y")], 2),
        ([Act("28E", victim="a", dwelling="1"), Act("28E", victim="b", dwelling="1")], 1),
        ([Act("28E", victim="a", dwelling="1"), Act("28E", victim="a", dwelling="2")], 2),
        ([Act("8L", victim="a", report="1"), Act("8L", victim="a", report="2")], 2),
        ([], 0),
    ],
    ids=["victims", "offenders", "one home", "two homes", "later report", "nothing"],
)
def test_acts_are_counted_by_victim_home_and_report(acts, count):
    assert len(counted(acts)) == count


def test_a_new_act_belongs_to_what_it_would_be_counted_with():
    burgled = Act("28E", victim="a", dwelling="flat")
    robbed = Act("34B", victim="a")

    assert belongs_to(Act("28E", victim="b", dwelling="flat"), [robbed, burgled]) is burgled
    assert belongs_to(Act("39", victim="a"), [burgled, robbed]) is robbed
    assert belongs_to(Act("39", victim="b"), [burgled, robbed]) is None


def test_every_class_that_can_be_recorded_has_a_place_among_the_serious():
    recordable = {code for code in CLASSES if can_record(code, TODAY)}

    assert recordable == set(SERIOUSNESS)
    assert len(set(SERIOUSNESS)) == len(SERIOUSNESS)


@pytest.mark.parametrize(
    ("words", "code"),
    [("shoplifting", "46"), ("mugging", "34B"), ("bike", "44"), ("knife blade", "10D"),
     ("strangled", "8N"), ("28e", "28E"), ("scam", "FRAUD")],
)  # fmt: skip
def test_a_class_is_found_by_the_words_people_use(words, code):
    assert code in {row.code for row in find(words, TODAY)}


def test_an_ended_class_is_neither_found_nor_recorded():
    assert find("before April 2017", TODAY) == []
    assert not can_record("28A", TODAY)
    assert not find("  ", TODAY)
