"""Who has an interest in a case: kept from all of it, until somebody else lets them in."""

import pytest
from django.test import Client

from casefile.manage import paging
from casefile.models import CaseEvent, ConflictOfInterest
from casefile.services import Refused, access, cases, conflicts, events
from casefile.services.actors import of_user
from tests import factories

pytestmark = pytest.mark.django_db
REASON = {"reason": "She is my sister-in-law."}


@pytest.fixture
def closed(case, officer, by, at):
    """The case, closed to its officer."""
    conflicts.set_on(case, user=officer, how="declared", reason=REASON["reason"], by=by, at=at)
    return case


@pytest.fixture
def browser(client, signed_in, officer):
    return signed_in(client, officer)


def test_declaring_closes_the_case_to_the_officer_at_once(browser, case, supervisor, signed_in):
    assert browser.get(f"/desk/cases/{case.pk}/").status_code == 200

    answer = browser.post(f"/desk/cases/{case.pk}/conflict/", REASON, follow=True)

    assert "closed to you now" in answer.content.decode()
    assert browser.get(f"/desk/cases/{case.pk}/").status_code == 404
    assert case.title not in browser.get("/desk/").content.decode()
    assert signed_in(Client(), supervisor).get(f"/desk/cases/{case.pk}/").status_code == 200


def test_a_closed_case_is_in_no_list_search_or_download(browser, closed, officer, at):
    photo = factories.make_photo(case=closed)
    person = factories.make_person(case=closed)
    closed.urn = factories.make_urn()
    closed.save()

    emergency = {"reference": closed.urn, "reason": "I want to have a look at it."}
    found = browser.post("/desk/emergency/", emergency)

    for address in (
        f"/desk/objects/{photo.content_id}/",
        f"/desk/people/{person.pk}/",
        f"/desk/exhibits/{photo.pk}/",
        f"/desk/cases/{closed.pk}/timeline/",
    ):
        assert browser.get(address).status_code == 404
    assert "No case of your force has this reference" in found.content.decode()
    assert not access.visible_to(of_user(officer)).exists()
    refused = CaseEvent.objects.filter(kind="case.refused", actor_id=officer.pk)
    assert refused.count() == 5


def test_what_was_declared_is_on_the_log_and_never_in_the_case_that_travels(closed, officer):
    entry = CaseEvent.objects.get(kind="case.conflict_set")

    assert entry.stream == closed.access_stream
    assert events.body_of(entry)["user"] == officer.name


def test_without_a_reason_nothing_is_closed(browser, case):
    answer = browser.post(f"/desk/cases/{case.pk}/conflict/", {"reason": " "})

    assert answer.status_code == 400
    assert browser.get(f"/desk/cases/{case.pk}/").status_code == 200


def test_a_supervisor_sees_who_is_kept_out_and_lets_them_in_with_a_reason(
    browser, closed, supervisor, signed_in
):
    reviewer = signed_in(Client(), supervisor)
    row = ConflictOfInterest.objects.get()
    listed = reviewer.get("/manage/conflicts/").content.decode()

    given = {"reason": "Another person of the same name."}
    reviewer.post(f"/manage/conflicts/{row.pk}/", given)

    assert "Joan Hall" in listed
    assert browser.get(f"/desk/cases/{closed.pk}/").status_code == 200
    lifted = CaseEvent.objects.get(kind="case.conflict_lifted")
    assert events.body_of(lifted)["reason"] == given["reason"]
    assert lifted.actor_id == supervisor.pk


def test_a_long_list_of_who_is_kept_out_is_paged(client, signed_in, supervisor, monkeypatch):
    monkeypatch.setattr(paging, "PAGE_SIZE", 1)
    rows = [factories.make_conflict() for _ in range(2)]
    signed_in(client, supervisor)

    shown = [client.get(f"/manage/conflicts/?page={number}").content.decode() for number in (1, 2)]

    assert 'rel="next"' in shown[0]
    assert all(any(str(row.pk) in page for page in shown) for row in rows)


def test_nobody_lifts_or_sees_their_own(client, signed_in, supervisor, case, at):
    row = conflicts.set_on(
        case, user=supervisor, how="found", reason="Their name", by=of_user(supervisor), at=at
    )
    signed_in(client, supervisor)

    assert "Kofi Mensah and" not in client.get("/manage/conflicts/").content.decode()
    assert str(row.pk) not in client.get("/manage/conflicts/").content.decode()
    assert client.get(f"/manage/conflicts/{row.pk}/").status_code == 404
    assert (
        client.post(f"/manage/conflicts/{row.pk}/", {"reason": "It is nothing"}).status_code == 404
    )
    row.refresh_from_db()
    assert row.lifted_at is None


@pytest.mark.parametrize("who", ["officer", "auditor", "crime_assessor", "other_force_officer"])
def test_who_does_not_supervise_lifts_nothing(client, signed_in, request, case, at, who):
    row = factories.make_conflict(case=case)
    signed_in(client, request.getfixturevalue(who))

    answer = client.post(f"/manage/conflicts/{row.pk}/", {"reason": "Let them in"})

    row.refresh_from_db()
    assert answer.status_code in {403, 404}
    assert row.lifted_at is None


def test_a_closed_case_is_not_given_to_the_person_it_is_closed_to(closed, officer, by, at):
    with pytest.raises(Refused, match="kept from this case"):
        cases.allocate(case=closed, user=officer, role="investigator", by=by, at=at)


def test_set_twice_is_once_and_set_again_after_lifting_is_another(closed, officer, supervisor, at):
    again = conflicts.set_on(
        closed, user=officer, how="found", reason="Their name", by=of_user(supervisor), at=at
    )
    conflicts.lift(row=again, reason="It was wrong", by=of_user(supervisor), at=at)
    conflicts.set_on(
        closed, user=officer, how="declared", reason="After all", by=of_user(officer), at=at
    )

    assert ConflictOfInterest.objects.count() == 2
    assert CaseEvent.objects.filter(kind="case.conflict_set").count() == 2


def test_an_auditor_reads_no_log_of_a_case_closed_to_them(client, signed_in, case, auditor, at):
    case.urn = factories.make_urn()
    case.save()
    access.record_read(of_user(auditor), case, at=at, what="desk:case")
    signed_in(client, auditor)
    assert case.urn in client.get("/manage/audit/").content.decode()

    conflicts.set_on(
        case, user=auditor, how="declared", reason="A friend of mine", by=of_user(auditor), at=at
    )

    assert case.urn not in client.get("/manage/audit/").content.decode()
