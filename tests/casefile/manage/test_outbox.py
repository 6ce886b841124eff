"""The outbox of a force."""

import pytest

from casefile.models import CaseEvent
from casefile.services import events
from tests import factories


@pytest.fixture
def admin_client(client, signed_in, administrator):
    return signed_in(client, administrator)


def test_messages_are_listed_with_their_state_and_the_list_is_logged(admin_client, case):
    waiting = factories.make_message(case=case, subject="An update is waiting")

    page = admin_client.get("/manage/outbox/").content.decode()

    assert "An update is waiting" in page
    assert waiting.address in page
    assert "Waiting" in page
    assert events.body_of(CaseEvent.objects.get(kind="list.viewed"))["hits"] == [str(waiting.pk)]


def test_a_message_shows_its_words_and_the_reading_is_logged(admin_client, case):
    message = factories.make_message(case=case, body="Read it: http://localhost:8000/track/a/")

    page = admin_client.get(f"/manage/outbox/{message.pk}/").content.decode()

    assert 'href="http://localhost:8000/track/a/"' in page
    assert CaseEvent.objects.get(kind="case.viewed").subject_id == message.pk


def test_a_message_is_shown_as_text(admin_client, case):
    message = factories.make_message(case=case, body="<script>alert(1)</script>")

    page = admin_client.get(f"/manage/outbox/{message.pk}/").content.decode()

    assert "<script>alert" not in page


def test_messages_without_a_case_belong_to_the_force_that_sent_them(
    admin_client, force, other_force
):
    person = factories.make_person().pk
    ours = factories.make_message(case=None, force=force, recipient_id=person)
    theirs = factories.make_message(case=None, force=other_force, recipient_id=person)

    page = admin_client.get("/manage/outbox/").content.decode()

    assert str(ours.pk) in page
    assert str(theirs.pk) not in page
    assert admin_client.get(f"/manage/outbox/{ours.pk}/").status_code == 200
    assert admin_client.get(f"/manage/outbox/{theirs.pk}/").status_code == 404


def test_another_forces_messages_are_not_there_and_the_try_is_logged(admin_client, other_force):
    case = factories.make_case(force=other_force)
    theirs = factories.make_message(case=case)

    assert str(theirs.pk) not in admin_client.get("/manage/outbox/").content.decode()
    assert admin_client.get(f"/manage/outbox/{theirs.pk}/").status_code == 404
    assert CaseEvent.objects.get(kind="case.refused").stream == case.access_stream


def test_a_long_outbox_is_paged_without_losing_or_doubling_one(admin_client, case):
    made = {str(factories.make_message(case=case).pk) for _ in range(120)}
    seen, path = [], "/manage/outbox/"
    while path:
        answer = admin_client.get(path)
        page = answer.context["page"]
        seen += [str(row.pk) for row in page.rows]
        path = f"/manage/outbox/{page.older}" if page.older else ""

    assert len(seen) == len(made)
    assert set(seen) == made
    back = admin_client.get(f"/manage/outbox/{page.newer}").context["page"]
    assert [str(row.pk) for row in back.rows] == seen[50:100]


@pytest.mark.parametrize("place", ["x", "2026-11-17T12:00:00+00:00_x", "9" * 25 + "_" + "a" * 36])
def test_a_place_that_was_not_ours_is_a_bad_request(admin_client, place):
    assert admin_client.get("/manage/outbox/", {"before": place}).status_code == 400


def test_the_list_costs_few_queries(admin_client, case, django_assert_max_num_queries):
    for _ in range(30):
        factories.make_message(case=case)

    with django_assert_max_num_queries(14):
        admin_client.get("/manage/outbox/")
