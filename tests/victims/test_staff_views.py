"""The officer's page on victims: who may, the code shown once, and what is recorded."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from casefile.models import CaseEvent, Force
from victims.models import Invitation

MONDAY = datetime(2026, 12, 7, 15, 0, tzinfo=UTC)


@pytest.fixture
def desk(robbery, browser) -> Client:
    return browser(MONDAY, robbery.officer)


def page(robbery, name: str = "staff", *more) -> str:
    return reverse(f"victims:{name}", args=[robbery.case.pk, *more])


def test_the_page_shows_tracker_and_duties(robbery, desk):
    shown = desk.get(page(robbery)).content.decode()

    assert "Aisha Karim" in shown
    assert "Tuesday 17 November 2026" in shown
    assert "Late" in shown


def test_the_code_is_shown_once_and_opens_the_tracker(robbery, desk):
    answer = desk.post(page(robbery, "staff_code", robbery.account.pk))
    code = re.search(r"<strong>(\w{3}-\w{3})</strong>", answer.content.decode())[1]

    assert code not in desk.get(page(robbery)).content.decode()
    path = f"/track/in/{robbery.account.handle}/"
    assert Client().post(path, {"code": code}).status_code == 302
    assert CaseEvent.objects.filter(kind="tracker.code_given").count() == 1


def test_an_invitation_can_be_sent_again(robbery, desk):
    answer = desk.post(page(robbery, "staff_invitation", robbery.account.pk))

    assert answer.status_code == 302
    assert Invitation.objects.filter(replaced_at=None).count() == 1
    assert Invitation.objects.count() == 2


def test_an_invitation_that_cannot_be_sent_says_why(robbery, desk):
    robbery.victim.contact_points.update(is_safe=False)

    answer = desk.post(page(robbery, "staff_invitation", robbery.account.pk))

    assert answer.status_code == 400
    assert b"No safe email or phone" in answer.content


def test_switching_off_needs_a_reason_and_keeps_what_was_typed(robbery, desk):
    path = page(robbery, "staff_switch", robbery.account.pk)
    assert desk.get(path).status_code == 200

    refused = desk.post(path, {"allowed": "no", "reason": ""})
    done = desk.post(path, {"allowed": "no", "reason": "The suspect is her partner"})

    assert refused.status_code == 400
    assert b"Say why." in refused.content
    assert done.status_code == 302
    assert not robbery.account.is_open


def test_a_phone_call_is_recorded_and_lets_the_news_out(robbery, desk):
    robbery.arrest_both()
    robbery.decide()
    duty = robbery.account.duties.get(code="E09")
    assert "Phone first" in desk.get(page(robbery)).content.decode()

    answer = desk.post(page(robbery, "staff_told", duty.pk), {"how": "Phoned at 16:10"})

    assert answer.status_code == 302
    assert robbery.account.updates.visible(MONDAY).filter(template_id="one_person_not_charged")
    assert CaseEvent.objects.filter(kind="victim.told").count() == 1


def test_nonsense_about_a_call_is_refused_beside_the_field(robbery, desk):
    duty = robbery.account.duties.get(code="E00b")

    for how in ("", "x" * 201, "a\x00b"):
        answer = desk.post(page(robbery, "staff_told", duty.pk), {"how": how})
        assert answer.status_code == 400
        assert b'id="id_how-error"' in answer.content


def test_a_second_record_of_the_same_call_is_refused_in_words(robbery, desk):
    path = page(robbery, "staff_told", robbery.account.duties.get(code="E00b").pk)
    desk.post(path, {"how": "Referral sent"})

    answer = desk.post(path, {"how": "Referral sent"})

    assert answer.status_code == 400
    assert b"recorded already" in answer.content


def addresses(robbery) -> list[tuple[str, str]]:
    account, duty = robbery.account.pk, robbery.account.duties.first().pk
    return [
        ("get", page(robbery)),
        ("post", page(robbery, "staff_code", account)),
        ("post", page(robbery, "staff_invitation", account)),
        ("post", page(robbery, "staff_switch", account)),
        ("post", page(robbery, "staff_told", duty)),
    ]


def test_another_forces_officer_finds_nothing_and_the_try_is_logged(robbery, make_user):
    other = make_user(Force.objects.create(code="02", name="Southmoor"), "Una Frost", "officer")
    browser = Client()
    browser.force_login(other)

    answers = [getattr(browser, verb)(path).status_code for verb, path in addresses(robbery)]

    assert answers == [404] * 5
    refused = CaseEvent.objects.filter(stream=robbery.case.access_stream, kind="case.refused")
    assert refused.count() == 5


def test_an_officer_who_is_not_on_the_case_finds_nothing(robbery, make_user):
    browser = Client()
    browser.force_login(make_user(robbery.case.force, "Ian Blake", "officer"))

    answers = [getattr(browser, verb)(path).status_code for verb, path in addresses(robbery)]

    assert answers == [404] * 5


def test_a_stranger_is_asked_to_sign_in(robbery):
    for verb, path in addresses(robbery):
        answer = getattr(Client(), verb)(path)
        assert answer.headers["Location"].startswith("/sign-in/")


def test_an_account_or_duty_of_another_case_is_not_there(robbery, desk):
    stray = "00000000-0000-4000-8000-000000000000"

    assert desk.post(page(robbery, "staff_code", stray)).status_code == 404
    assert desk.post(page(robbery, "staff_told", stray), {"how": "x"}).status_code == 404
