"""The kinds of entries: each goes where the desk puts the same thing, or waits for a person."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from casefile.capture.services.applying.taking import Answers
from casefile.models import CaseEvent, Person, UnusedMaterial, Witness
from casefile.rules.capture_forms import FORMS
from casefile.services import events, reported
from tests import factories
from tests.casefile.capture.test_entries import ROBBED, id_of, only
from tests.casefile.capture.test_files import PHOTO


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


def test_what_they_said_of_their_needs_stands_beside_the_assessment(tablet, case):
    witness = factories.make_witness(case=case)
    body = {"person": str(witness.person_id), "is_vulnerable": True, "is_intimidated": False}
    told = {"told": ["needs.help=interpreter", "victim.effect=disabled"]}
    tablet.seal("needs", case, body | told)

    assert only(tablet.sync())["outcome"] == "accepted"
    assert reported.needs_said(witness.person) == [
        "Asked for an interpreter, never one of the family",
        "Disabled or long ill",
    ]
    assert CaseEvent.objects.get(kind="needs.told").case_id == case.pk


# What only some answers pass: the number of an arrest, of a phone, of a note that is there.
ANSWERS = {
    "strikes": "1",
    "imei": "490154203237518",
    "registration": "AB12 CDE",
    "ended_at": "2026-11-17T09:40+00:00",
}
BY_TYPE = {
    "yes_no": True,
    "date": "1990-03-05",
    "datetime": "2026-11-17T09:00+00:00",
    "phone": "07700 900123",
    "email": "pat@example.org",
}


def answers(form, person, left_out):
    """Answer every question of a form; the first choices of several are left out."""
    given = {row.name: [code for code, _ in row.choices][left_out:] for row in form.questions}
    for row in form.questions:
        if row.type == "choice":
            given[row.name] = row.choices[0][0]
        elif row.type != "choices":
            given[row.name] = BY_TYPE.get(row.type, str(person.pk) if row.type == "person" else "x")
    own = {name: value for name, value in ANSWERS.items() if name in given}
    return given | own | ({"asn": factories.make_asn()} if "asn" in given else {})


# A statement comes with its pages: see test_statements.py.
@pytest.mark.parametrize(
    "form", [form for form in FORMS if form.kind != "statement"], ids=lambda form: form.kind
)
def test_every_question_that_a_form_asks_is_read_by_what_puts_it_into_the_record(
    tablet, case, monkeypatch, form
):
    read, one = set(), Answers._one
    monkeypatch.setattr(
        Answers, "_one", lambda self, name, *given: (read.add(name), one(self, name, *given))[1]
    )
    tablet.seal("note", case, {"text": "The first"})
    content = PHOTO if form.kind in {"photo", "video", "audio", "document"} else None
    for left_out in (0, 1):  # a victim is asked other things than a witness
        person = factories.make_victim(case=case).person
        factories.make_witness(case=case, person=person)
        entry = tablet.seal(form.kind, case, answers(form, person, left_out), content=content)
        result = tablet.sync()[-1]
        result = tablet.hand_in(id_of(entry)).body if content else result
        assert result["outcome"] == "accepted", result

    assert {row.name for row in form.questions} - read == set()


def test_a_first_account_says_when_by_the_clock_in_london(tablet, case):
    person = factories.make_person(case=case)
    body = {"person": str(person.pk), "text": "He ran.", "given_at": "2026-06-30T23:30:00Z"}
    tablet.seal("first_account", case, body)
    tablet.sync()

    assert UnusedMaterial.objects.get().description.endswith("1 July 2026, 00:30")


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
