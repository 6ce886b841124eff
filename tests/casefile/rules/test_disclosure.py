import pytest

from casefile.rules import disclosure
from casefile.rules.disclosure import DESCRIPTION_RULES, PRESUMPTIONS, ItemFacts

GOOD = ItemFacts(1, "Log of the emergency call of 13 November 2026 in which Tom Reed tells of it.")

BROKEN = {
    "thin": ItemFacts(1, "Some notes"),
    "form": ItemFacts(1, "MG11"),
    "abbreviation": ItemFacts(1, "Pages 4 to 6 of the PNB of PC Lowe on the arrest."),
    "block": ItemFacts(1, "Text messages between the suspects, November 2026.", is_block=True),
    "personal": ItemFacts(1, "Message of 13 November 2026 from Aisha Karim on 07700 900123."),
    "sensitive": ItemFacts(1, GOOD.description, "D", sensitivity_reason="secret"),
}


def codes(problems):
    return [problem.row.code for problem in problems]


def test_the_classes_are_a_to_g():
    assert list(PRESUMPTIONS) == list("abcdefg")


def test_no_origin_falls_in_two_classes():
    origins = [origin for row in PRESUMPTIONS.values() for origin in row.origins]

    assert len(origins) == len(set(origins))


@pytest.mark.parametrize(
    ("origin", "code"),
    [
        ("emergency_call", "a"),
        ("incident_log", "b"),
        ("custody_record", "d"),
        ("public_report", "e"),
        ("witness_convictions", "g"),
    ],
)
def test_an_item_falls_in_its_class_by_where_it_came_from(origin, code):
    assert disclosure.presumption_for(origin).code == code


def test_other_material_is_presumed_nothing():
    assert disclosure.presumption_for("unused_video") is None


def test_a_description_that_stands_alone_passes():
    assert disclosure.check_description(GOOD) == []


@pytest.mark.parametrize("code", BROKEN)
def test_a_poor_description_is_named(code):
    problems = disclosure.check_description(BROKEN[code])

    assert codes(problems) == [code]
    assert problems[0].row.source


def test_every_rule_of_describing_has_a_broken_item():
    assert {"number", *BROKEN} == set(DESCRIPTION_RULES)


@pytest.mark.parametrize("text", ["Seen at ZZ9 9ZZ", "write to a@example.com", "+447700900123"])
def test_personal_data_in_any_form_is_found(text):
    item = ItemFacts(1, f"{GOOD.description} {text}")

    assert codes(disclosure.check_description(item)) == ["personal"]


def test_dates_and_serials_are_no_personal_data():
    item = ItemFacts(1, "Log 20261113-0412 of 13/11/2026 at 19:44, entry 17, arrest by PC Lowe.")

    assert disclosure.check_description(item) == []


def test_numbers_run_on_without_a_gap():
    items = (GOOD, ItemFacts(3, GOOD.description))

    (problem,) = disclosure.check_schedule(items)

    assert (problem.row.code, problem.message) == ("number", "Item numbers must run on from 1.")


def test_a_later_schedule_starts_where_the_earlier_one_stopped():
    assert disclosure.check_schedule((ItemFacts(18, GOOD.description),), first_number=18) == []


def test_a_block_with_a_quantity_passes():
    item = ItemFacts(1, BROKEN["block"].description, is_block=True, block_quantity=412)

    assert disclosure.check_description(item) == []
