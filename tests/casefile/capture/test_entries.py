"""Sealed entries: kept whole, put into the record once, and never refused for what they say."""

import json
from uuid import UUID

import pytest

from casefile.capture.models import Entry, NotebookEntry, SetAside
from casefile.models import CaseEvent, Exhibit, Person
from casefile.services import evidence
from casefile.store import receipts
from tests import factories

ROBBED = {"given_names": "Pat", "family_name": "Ellis", "parts": ["victim"], "injury": "Cut lip"}


def id_of(entry):
    return UUID(json.loads(entry["manifest"])["id"])


def only(results):
    assert len(results) == 1, results
    return results[0]


def physical(tablet, case, **changed):
    body = {"description": "A knife", "seal_number": "B123"}
    return tablet.seal("exhibit", case, body, **changed)


# The seal ----------------------------------------------------------------------------------------


def test_an_entry_is_put_into_the_record_and_answered_with_a_signed_receipt(tablet, case):
    """EV-71: the receipt names the place in the log."""
    entry = tablet.seal("person", case, ROBBED)

    result = only(tablet.sync())

    assert (result["outcome"], result["id"]) == ("accepted", str(id_of(entry)))
    person = Person.objects.get(family_name="Ellis")
    assert person.victim.injury == "Cut lip"
    pem = evidence.signing_keys().receipt_public_pem
    fields = receipts.verify_receipt(pem, result["receipt"])
    event = CaseEvent.objects.get(stream=fields["stream"], sequence=fields["sequence"])
    assert (event.kind, event.entry_hash) == ("capture.received", fields["entry_hash"])


def test_what_was_signed_is_kept_to_the_last_sign(tablet, case):
    entry = tablet.seal("note", case, {"text": "  two  spaces\u00a0and an é  "})
    tablet.sync()

    assert Entry.objects.get().manifest == entry["manifest"]


def test_the_same_entry_again_is_answered_the_same_and_doubles_nothing(tablet, case):
    """EV-69: same UUID and same body, same answer."""
    tablet.seal("person", case, ROBBED)

    first, again = only(tablet.sync()), only(tablet.sync())

    assert (again["outcome"], again["code"]) == ("repeated", "accepted")
    assert again["receipt"] == first["receipt"]
    assert Person.objects.filter(family_name="Ellis").count() == 1


def test_the_same_id_with_other_words_is_kept_beside_the_first(tablet, case):
    """EV-69: same UUID and other body is a conflict record, kept for a human."""
    first = tablet.seal("note", case, {"text": "One"})
    tablet.sync()
    second = tablet.seal("note", case, {"text": "Two"}, id=str(id_of(first)))

    result = only(tablet.sync([second]))
    tablet.sync([second])

    assert (result["outcome"], result["code"]) == ("conflict", "other_entry")
    assert SetAside.objects.get().manifest == second["manifest"]
    assert NotebookEntry.objects.get().text == "One"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda e: {**e, "signature": "A" * 86},
        lambda e: {**e, "signature": ""},
        lambda e: {**e, "signature": "\x00é"},
        lambda e: {**e, "manifest": e["manifest"].replace("One", "Won")},
        lambda e: {**e, "manifest": e["manifest"] + " "},
        lambda e: {**e, "manifest": "{}"},
        lambda e: {**e, "manifest": "not json \x00"},
        lambda e: {**e, "manifest": '{"id": [' * 5000},
    ],
)
def test_what_does_not_fit_its_seal_is_quarantined_and_the_others_go_on(tablet, case, spoil):
    """EV-26: what was declared and what came are both kept, apart from the record."""
    bad = spoil(tablet.seal("note", case, {"text": "One"}))
    good = tablet.seal("note", case, {"text": "Two"})

    first, second = tablet.sync([bad, good])

    assert (first["outcome"], second["outcome"]) == ("quarantined", "accepted")
    assert SetAside.objects.count() == 1
    assert [note.text for note in NotebookEntry.objects.all()] == ["Two"]


def test_a_forged_entry_does_not_take_the_place_of_the_real_one(tablet, case):
    real = tablet.seal("note", case, {"text": "One"})
    forged = {**real, "manifest": real["manifest"].replace("One", "Won")}

    results = tablet.sync([forged, real])

    assert [result["outcome"] for result in results] == ["quarantined", "accepted"]


def test_an_entry_of_another_device_is_quarantined(make_tablet, tablet, case):
    other = make_tablet(tablet.officer)
    entry = other.seal("note", case, {"text": "One"})

    assert only(tablet.sync([entry]))["outcome"] == "quarantined"


# The chain ---------------------------------------------------------------------------------------


def test_entries_may_come_in_any_order_and_the_gap_is_flagged_until_it_closes(tablet, case):
    """EV-68: the counter of the device is its order, whatever the order of arrival."""
    one = tablet.seal("note", case, {"text": "One"})
    two = tablet.seal("note", case, {"text": "Two"})

    early = only(tablet.sync([two]))
    tablet.sync([one])

    assert "counter_gap" in early["flags"]
    assert "counter_gap" not in Entry.objects.get(pk=id_of(two)).flags
    assert [e.pk for e in Entry.objects.order_by("counter")] == [id_of(one), id_of(two)]


def test_an_entry_that_does_not_follow_on_the_one_before_is_flagged(tablet, case):
    tablet.seal("note", case, {"text": "One"})
    tablet.seal("note", case, {"text": "Two"}, previous="0" * 64)

    assert "chain_broken" in tablet.sync()[1]["flags"]


def test_a_number_of_the_device_that_was_used_before_is_flagged(tablet, case):
    tablet.seal("note", case, {"text": "One"})
    tablet.seal("note", case, {"text": "Two"}, counter=1, previous="")

    assert "counter_repeated" in tablet.sync()[1]["flags"]


# Exhibits ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [8, pytest.param(50, marks=pytest.mark.long)])
def test_two_tablets_of_one_officer_never_give_the_same_reference(
    make_tablet, officer, case, count
):
    """EV-14: two tablets, same officer, offline, 50 exhibits each: no equal references."""
    tablets = [make_tablet(officer), make_tablet(officer)]
    for tablet in tablets:
        tablet.lease(case, 50)
        for _ in range(count):
            physical(tablet, case, reference=tablet.reference(case))

    results = [result for tablet in tablets for result in tablet.sync()]

    assert {result["outcome"] for result in results} == {"accepted"}
    references = set(Exhibit.objects.values_list("reference", flat=True))
    taken = [*range(1, count + 1), *range(51, count + 51)]
    assert references == {f"JH/{number}" for number in taken}


def test_a_reference_from_another_devices_block_is_kept_for_a_person(make_tablet, tablet, case):
    """EV-14: a number must lie in a block of this device."""
    other = make_tablet(tablet.officer)
    other.lease(case, 5)
    physical(tablet, case, reference=other.reference(case))

    result = only(tablet.sync())

    assert (result["outcome"], result["code"]) == ("kept", "exhibit_reference")
    assert not Exhibit.objects.exists()


def test_without_a_number_on_the_tablet_the_server_gives_the_next(tablet, case):
    physical(tablet, case)

    assert only(tablet.sync())["outcome"] == "accepted"
    assert Exhibit.objects.get().reference == "JH/1"


# Whose -------------------------------------------------------------------------------------------


def test_an_entry_for_another_forces_case_is_kept_and_says_nothing_of_it(tablet, other_force):
    case = factories.make_case(force=other_force, title="Secret")
    tablet.seal("note", case, {"text": "One"})

    result = only(tablet.sync())

    assert (result["outcome"], result["code"]) == ("kept", "case_unknown")
    assert Entry.objects.get().case is None
    assert not CaseEvent.objects.filter(stream=case.stream).exists()


def test_an_entry_for_a_case_that_was_taken_from_the_officer_is_kept(tablet, case):
    case.assignments.filter(user=tablet.officer).update(revoked_at=factories.AT)
    tablet.seal("note", case, {"text": "One"})

    assert only(tablet.sync())["code"] == "not_on_case"


def test_an_entry_of_another_officer_is_kept_for_a_person(tablet, case, supervisor):
    tablet.seal("note", case, {"text": "One"}, officer=str(supervisor.pk))

    assert only(tablet.sync())["code"] == "other_officer"


def test_items_tell_what_changed_since(tablet, case):
    tablet.seal("note", case, {"text": "One"})
    tablet.sync()
    first = tablet.get("items/?since=").body
    tablet.seal("arrest", case, {})
    tablet.sync()

    later = tablet.get(f"items/?since={first['until'].replace('+', '%2B')}").body

    assert [item["outcome"] for item in first["items"]] == ["accepted"]
    assert [item["outcome"] for item in later["items"]] == ["kept"]


def test_items_are_told_in_portions_and_none_is_left_out(tablet, case, monkeypatch):
    from casefile.capture.api import entry_calls

    monkeypatch.setattr(entry_calls, "_MOST_ITEMS", 3)
    for size in (2, 2, 4):
        tablet.sync([tablet.seal("note", case, {"text": "One"}) for _ in range(size)])

    portions, since = [], ""
    while items := (body := tablet.get(f"items/?since={since}").body)["items"]:
        portions.append(len(items))
        since = body["until"].replace("+", "%2B")

    assert portions == [2, 2, 4]


def test_more_than_fifty_at_once_are_refused(tablet, case):
    entries = [tablet.seal("note", case, {"text": "One"}) for _ in range(51)]

    assert tablet.post("entries/", {"entries": entries}).status == 400
