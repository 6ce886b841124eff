"""Sealed entries: kept whole, put into the record once, and never refused for what they say."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from casefile.capture.models import Entry, NotebookEntry, SetAside
from casefile.models import CaseEvent, Exhibit, Person, UnusedMaterial, Witness
from casefile.services import events, evidence
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


# Clocks ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [1970, 2099])
def test_a_clock_that_is_far_off_is_flagged_and_its_evidence_taken(tablet, case, year):
    """EV-68: accepted, flagged, never dropped and never silently corrected."""
    tablet.now = datetime(year, 1, 1, tzinfo=UTC)
    entry = physical(tablet, case)

    result = only(tablet.sync())

    assert result["outcome"] == "accepted"
    assert "clock_doubtful" in result["flags"]
    exhibit = Exhibit.objects.get()
    assert exhibit.captured_at == tablet.now
    assert exhibit.captured_at_text == json.loads(entry["manifest"])["device_time"]


def test_a_clock_that_was_moved_back_mid_shift_is_flagged_and_the_order_kept(tablet, case):
    """EV-68: order within the device is kept by its counter."""
    first = tablet.seal("note", case, {"text": "One"})
    tablet.now -= timedelta(minutes=30)
    second = tablet.seal("note", case, {"text": "Two"})

    results = tablet.sync()

    assert [("clock_doubtful" in r["flags"], r["outcome"]) for r in results] == [
        (False, "accepted"),
        (True, "accepted"),
    ]
    assert [n.entry_id for n in NotebookEntry.objects.order_by("number")] == [
        id_of(first),
        id_of(second),
    ]


def test_the_monotonic_clock_tells_when_a_thing_was_made_beside_what_the_device_said(tablet, case):
    """EV-35: the device's time and the estimate stand side by side."""
    tablet.contact()
    true_time = tablet.now
    tablet.wait(minutes=10)
    tablet.now = datetime(1970, 1, 1, tzinfo=UTC)
    tablet.seal("note", case, {"text": "One"})

    result = only(tablet.sync())

    entry = Entry.objects.get()
    assert "clock_doubtful" in result["flags"]
    assert entry.device_time == tablet.now
    assert abs(entry.estimated_at - true_time - timedelta(minutes=10)) < timedelta(minutes=1)


@pytest.mark.parametrize("text", ["0000-00-00T00:00:00Z", "2026-11-17T12:00", "", "yesterday"])
def test_what_is_no_time_is_kept_as_it_was_said_and_a_person_is_asked(tablet, case, text):
    """EV-36: never guessed."""
    tablet.seal("note", case, {"text": "One"}, device_time=text)

    result = only(tablet.sync())

    assert (result["outcome"], result["code"]) == ("kept", "clock_unreadable")
    assert Entry.objects.get().device_time_text == text


@pytest.mark.parametrize(
    "position", [None, {"latitude": "0", "longitude": "0.0"}, {"latitude": "north"}]
)
def test_zero_by_zero_is_no_position(tablet, case, position):
    """EV-37: missing or 0/0 is no position."""
    tablet.seal("note", case, {"text": "One"}, position=position)

    assert "no_position" in only(tablet.sync())["flags"]


def test_an_entry_from_long_ago_says_so(tablet, case):
    tablet.contact()
    tablet.now -= timedelta(days=3)
    tablet.monotonic_ms -= 3 * 86_400_000
    tablet.seal("note", case, {"text": "One"}, monotonic_ms=0)

    assert only(tablet.sync())["outcome"] == "accepted"


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


# Kinds -------------------------------------------------------------------------------------------


def test_a_person_recorded_offline_can_be_named_by_what_follows(tablet, case):
    first = tablet.seal("person", case, ROBBED)
    told = {"person": str(id_of(first)), "text": "He took my phone.", "manner": "Shaking"}
    tablet.seal("first_account", case, told)
    tablet.seal("vps_offer", case, {"person": str(id_of(first)), "answer": "declined"})
    needs = {"person": str(id_of(first)), "is_vulnerable": False, "is_intimidated": True}
    tablet.seal("needs", case, needs)
    measures = {"person": str(id_of(first)), "special_measures": ["Screen from the accused"]}
    tablet.seal("special_measures", case, measures)

    assert {result["outcome"] for result in tablet.sync()} == {"accepted"}
    person = Person.objects.get(family_name="Ellis")
    assert person.victim.personal_statement == "declined"
    assert person.witness.special_measures == ["Screen from the accused"]
    assert person.witness.is_intimidated
    assert "Shaking" in UnusedMaterial.objects.get(origin="first account").text


def test_sets_from_two_tablets_add_up(make_tablet, officer, case):
    """EV-70: append-only sets merge by union."""
    witness = factories.make_witness(case=case)
    for words in ("Intermediary", "Aids to communication"):
        tablet = make_tablet(officer)
        body = {"person": str(witness.person_id), "special_measures": [words]}
        tablet.seal("special_measures", case, body)
        tablet.sync()

    assert Witness.objects.get(pk=witness.pk).special_measures == [
        "Intermediary",
        "Aids to communication",
    ]


def test_things_vehicles_tasks_and_visits_go_where_the_desk_puts_them(tablet, case):
    line = factories.make_line_of_enquiry(case=case, status="outstanding")
    visit = factories.make_visit(
        victim=factories.make_victim(case=case), officer=tablet.officer, visit_at=factories.AT
    )
    tablet.seal("property", case, {"description": "A phone", "status": "stolen", "brand": "Zed"})
    tablet.seal("vehicle", case, {"status": "seen", "registration": "ab12 cde"})
    tablet.seal("task_done", case, {"task": str(line.pk)})
    tablet.seal("visit_done", case, {"visit": str(visit.pk)})

    assert {result["outcome"] for result in tablet.sync()} == {"accepted"}
    line.refresh_from_db()
    visit.refresh_from_db()
    assert (line.status, visit.stage) == ("done", "kept")
    assert case.property_items.get().brand == "Zed"
    assert case.vehicles.get().registration == "AB12CDE"


def test_an_arrest_without_its_number_waits_and_with_it_is_recorded(tablet, case):
    person = factories.make_person(case=case)
    body = {"person": str(person.pk), "place": "Station Parade", "grounds": "Seen running"}
    tablet.seal("arrest", case, body)
    tablet.seal("arrest", case, body | {"asn": factories.make_asn()})

    street, custody = tablet.sync()

    assert (street["outcome"], street["code"]) == ("kept", "asn")
    assert custody["outcome"] == "accepted"
    assert case.arrests.get().arrested_by.user == tablet.officer


def test_a_voluntary_interview_is_recorded(tablet, case):
    person = factories.make_person(case=case)
    times = {"started_at": "2026-11-17T09:00", "ended_at": "2026-11-17T09:40+00:00"}
    told = {"person": str(person.pk), "place": "Home", "caution_given": True, "summary": "No."}
    tablet.seal("voluntary_interview", case, times | told)

    assert only(tablet.sync())["outcome"] == "accepted"
    assert case.interviews.get().started_at == datetime(2026, 11, 17, 9, 0, tzinfo=UTC)


def test_what_was_read_offline_is_a_consultation(tablet, case):
    """EV-74: the device logs views and sends them at next contact."""
    tablet.seal("viewed", case, {"subject": "person", "subject_id": str(uuid4())})

    assert only(tablet.sync())["outcome"] == "accepted"
    event = CaseEvent.objects.get(kind="case.viewed", case_id=case.pk)
    assert events.body_of(event)["what"] == "tablet: person"
    # Who read what never travels with the case.
    assert not CaseEvent.objects.filter(stream=case.stream, kind="capture.received").exists()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("note", {"text": " "}),
        ("note", {"text": ["no", "text"]}),
        ("note", {"text": "a\x00b"}),
        ("exhibit", {"description": "A knife"}),
        ("person", {"family_name": "x" * 500, "parts": []}),
        ("person", {"family_name": "Ellis", "born_on": "31/02/2000"}),
        ("property", {"description": "A phone", "status": "eaten"}),
        ("vehicle", {"status": "seen"}),
        ("needs", {"person": "nobody"}),
        ("photo", {}),
        ("change", {"subject": "person"}),
        ("unheard_of", {}),
        ("task_done", {}),
    ],
)
def test_capture_is_never_refused_for_its_content(tablet, case, kind, body):
    tablet.seal(kind, case, body)

    result = only(tablet.sync())

    assert result["outcome"] == "kept"
    assert result["message"]
    assert result["receipt"]
    assert not CaseEvent.objects.filter(kind="person.recorded").exists()


def test_a_fault_of_ours_keeps_no_evidence_on_the_tablet(tablet, case, monkeypatch):
    from casefile.services import people

    def broken(**_):
        raise RuntimeError("a mistake")

    monkeypatch.setattr(people, "record", broken)
    tablet.seal("person", case, ROBBED)

    assert only(tablet.sync())["code"] == "fault"


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
