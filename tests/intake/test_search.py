"""The desk's search for related records: by contact, place, thing and the sound of a name."""

import pytest
from django.test import Client

from casefile.models import CaseEvent
from casefile.services import conflicts, contacts, events, people
from casefile.services.actors import of_user
from casefile.worker import loop
from tests import factories
from tests.intake.walk import IMEI, REPORTED_AT, make_report

pytestmark = pytest.mark.django_db
SEARCH = "/desk/reports/search/"
WHY = {"reason": "The caller says she reported before."}


@pytest.fixture
def person(case, by, at):
    """A person in a case of the force, recorded with a phone, and indexed by the worker."""
    made = people.record(case=case, given_names="Dafydd", family_name="Rhys", by=by, at=at)
    contacts.record(person=made, kind="phone", value="07700900888", is_safe=True, by=by, at=at)
    loop.drain()
    return made


def search(browser, **asked):
    return browser.post(SEARCH, WHY | asked)


@pytest.mark.parametrize(
    "asked",
    [
        {"given_names": "Ayesha", "family_name": "Kareem"},
        {"given_names": "Karim", "family_name": "Aisha"},
        {"phone": "07700 900 123"},
        {"email": "Aisha@Example.com"},
        {"address": "1 Invented Way, Northgate"},
        {"number": IMEI},
    ],
)
def test_a_report_is_found_by_each_thing_that_is_asked(desk, asked):
    report = make_report()

    page = search(desk, **asked).content.decode()

    assert report.reference in page


@pytest.mark.parametrize("asked", [{"given_names": "David", "family_name": "Reece"},
                                   {"phone": "+447700900888"}])  # fmt: skip
def test_a_person_in_a_case_is_found_by_sound_and_by_phone(desk, person, asked):
    page = search(desk, **asked).content.decode()

    assert "Dafydd Rhys" in page
    assert f"/desk/people/{person.pk}/" not in page


def test_each_search_is_on_the_record_with_its_reason_and_what_was_seen(desk, crime_assessor):
    report = make_report()

    search(desk, email="aisha@example.com")

    entry = CaseEvent.objects.filter(kind="list.viewed", actor_id=crime_assessor.pk).get()
    body = events.body_of(entry)
    assert body["reason"] == WHY["reason"]
    assert body["hits"] == [str(report.pk)]
    assert body["asked"] == ["email"]
    assert "aisha" not in str(body)


def test_without_a_reason_nothing_is_searched(desk):
    report = make_report()

    answer = desk.post(SEARCH, {"email": "aisha@example.com", "reason": " "})

    assert answer.status_code == 400
    assert report.reference not in answer.content.decode()


@pytest.mark.parametrize("asked", [{}, {"family_name": "Karim"}, {"born_on_day": "1"}])
def test_a_search_for_nothing_is_refused_in_words(desk, asked):
    answer = search(desk, **asked)

    assert answer.status_code == 400
    assert "There is a problem" in answer.content.decode()


def test_what_was_asked_stands_in_no_address(desk):
    make_report()

    answer = search(desk, email="aisha@example.com")

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "action=" not in answer.content.decode().partition("<main")[2].partition("</main")[0]


def test_another_force_finds_nothing(desk, person, signed_in, other_force):
    report = make_report()
    browser = signed_in(Client(), factories.make_user("crime_assessor", force=other_force))

    page = search(browser, email="aisha@example.com", phone="07700900888").content.decode()

    assert report.reference not in page
    assert "Dafydd" not in page


def test_what_is_closed_to_somebody_is_not_found_by_them(desk, person, crime_assessor):
    report, by = make_report(), of_user(crime_assessor)
    for subject in (report, person.case):
        conflicts.set_on(
            subject, user=crime_assessor, how="declared", reason="A friend", by=by, at=REPORTED_AT
        )

    page = search(desk, email="aisha@example.com", phone="07700900888").content.decode()

    assert report.reference not in page
    assert "Dafydd" not in page


@pytest.mark.parametrize("who", ["officer", "auditor", "administrator", "prosecutor"])
def test_who_is_not_of_the_desk_may_not_search(signed_in, request, who):
    browser = signed_in(Client(), request.getfixturevalue(who))

    assert browser.get(SEARCH).status_code == 403
    assert search(browser, email="aisha@example.com").status_code == 403


@pytest.mark.parametrize("text", ["x" * 300, "\u202e\u0000", "' OR 1=1 --", "😀" * 50, "%s{{7*7}}"])
def test_bad_text_in_a_search_is_no_error(desk, text):
    answer = search(desk, email=text, address=text, number=text, phone=text)

    assert answer.status_code in {200, 400}
