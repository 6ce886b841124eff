"""Changes from tablets: different fields merge, the same field keeps both and a person chooses."""

from datetime import UTC, date, datetime

import pytest

from casefile.capture.models import Entry, FieldConflict
from casefile.capture.services import settling
from casefile.models import CaseEvent
from casefile.services import Refused, corrections, events
from casefile.services.actors import of_user
from tests import factories


@pytest.fixture
def person(case):
    return factories.make_person(case=case, occupation="Baker", language="English")


def change(tablet, case, person, **fields):
    pairs = {name: {"from": old, "to": new} for name, (old, new) in fields.items()}
    body = {"subject": "person", "subject_id": str(person.pk), "fields": pairs}
    tablet.seal("change", case, body)
    return tablet.sync()[-1]


@pytest.fixture
def conflict(make_tablet, officer, supervisor, case, person):
    """Two officers' tablets changed one field; the second one's value waits."""
    first, second = make_tablet(supervisor), make_tablet(officer)
    change(first, case, person, occupation=("Baker", "Cook"))
    change(second, case, person, occupation=("Baker", "Butcher"), language=("English", "Welsh"))
    return FieldConflict.objects.get()


def test_a_field_that_nobody_else_touched_is_put_right(tablet, case, person):
    result = change(tablet, case, person, occupation=("Baker", "Cook"))

    person.refresh_from_db()
    assert (result["outcome"], person.occupation) == ("accepted", "Cook")
    told = events.body_of(CaseEvent.objects.filter(kind="person.changed").latest("sequence"))
    assert (told["before"], told["after"]) == ({"occupation": "Baker"}, {"occupation": "Cook"})


def test_different_fields_of_two_tablets_merge(make_tablet, officer, case, person):
    """EV-70: no last writer wins; different fields merge."""
    one, two = make_tablet(officer), make_tablet(officer)

    first = change(one, case, person, occupation=("Baker", "Cook"))
    second = change(two, case, person, language=("English", "Welsh"))

    person.refresh_from_db()
    assert {first["outcome"], second["outcome"]} == {"accepted"}
    assert (person.occupation, person.language) == ("Cook", "Welsh")


def test_the_same_field_on_two_tablets_keeps_both_and_merges_the_rest(conflict, person):
    """EV-70: two values, with author and time, for a person to choose."""
    person.refresh_from_db()

    assert (person.occupation, person.language) == ("Cook", "Welsh")
    assert (conflict.seen, conflict.wanted, conflict.found) == ("Baker", "Butcher", "Cook")
    assert conflict.found_by == "Kofi Mensah"
    assert conflict.found_at
    assert Entry.objects.get(pk=conflict.entry_id).outcome == "conflict"


def test_the_same_value_on_two_tablets_is_no_conflict(make_tablet, officer, case, person):
    for _ in range(2):
        result = change(make_tablet(officer), case, person, occupation=("Baker", "Cook"))

    assert result["outcome"] == "accepted"


@pytest.mark.parametrize(("value", "then"), [("wanted", "Butcher"), ("found", "Cook")])
def test_a_person_chooses_and_the_other_value_stays_on_the_record(
    conflict, person, by, at, value, then
):
    settling.choose(conflict=conflict, value=value, reason="Asked her", by=by, at=at)

    person.refresh_from_db()
    conflict.refresh_from_db()
    assert person.occupation == then
    assert (conflict.wanted, conflict.found, conflict.chosen) == ("Butcher", "Cook", value)
    assert conflict.entry.outcome == "accepted"
    assert CaseEvent.objects.filter(kind="capture.chosen").exists()


def test_nobody_chooses_twice(conflict, by, at):
    settling.choose(conflict=conflict, value="found", by=by, at=at)

    with pytest.raises(Refused):
        settling.choose(conflict=conflict, value="wanted", by=by, at=at)


def test_words_of_a_statement_never_merge(tablet, case):
    """EV-70: text edited in two places yields two versions; signed text never merges."""
    statement = factories.make_statement(case=case)
    body = {"subject": "statement", "subject_id": str(statement.pk), "fields": {}}
    tablet.seal("change", case, body)

    result = tablet.sync()[0]

    assert (result["outcome"], result["code"]) == ("kept", "signed_text")


@pytest.mark.parametrize(
    "fields",
    [
        {"user": ("", "x")},
        {"born_on": ("", "31/02/2000")},
        {"born_on": ("", "2999-01-01")},
        {"injury": ("", "Cut lip")},
        {"occupation": ("Baker", "x" * 200)},
    ],
)
def test_a_change_that_cannot_be_made_is_kept_whole(tablet, case, person, fields):
    result = change(tablet, case, person, language=("English", "Welsh"), **fields)

    person.refresh_from_db()
    assert result["outcome"] == "kept"
    assert person.language == "English"


def test_things_of_a_victim_and_of_the_case_are_put_right_too(tablet, case, by, at):
    victim = factories.make_victim(case=case)
    item = factories.make_property_item(case=case, brand="Zed")
    change(tablet, case, victim.person, injury=("Cut lip", "Cut lip, two stitches"))
    pairs = {"brand": {"from": "Zed", "to": "Zee"}, "serial": {"from": "", "to": "ab 1"}}
    body = {"subject": "property", "subject_id": str(item.pk), "fields": pairs}
    tablet.seal("change", case, body)
    tablet.sync()

    victim.refresh_from_db()
    item.refresh_from_db()
    assert victim.injury == "Cut lip, two stitches"
    assert item.brand == "Zee"
    assert corrections.put_right(subject=item, fields={"brand": "Zee"}, by=by, at=at) == {}


def test_a_date_is_in_the_past_by_the_day_in_london(person, by):
    at = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # half an hour into July in London

    corrections.put_right(subject=person, fields={"born_on": "2026-07-01"}, by=by, at=at)

    assert person.born_on == date(2026, 7, 1)


def test_who_chose_is_on_the_page(client, signed_in, supervisor, conflict):
    signed_in(client, supervisor)
    address = f"/desk/tablets/{conflict.entry_id}/"
    before = client.get(address).content.decode()

    client.post(f"{address}choose/{conflict.pk}/", {f"{conflict.pk}-value": "wanted"})

    after = client.get(address).content.decode()
    assert "“Butcher”: Joan Hall, device says" in before
    assert "“Cook”: Kofi Mensah" in before
    assert f"{of_user(supervisor).account} chose “Butcher”" in after
