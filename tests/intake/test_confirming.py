"""An email address counts as read by the reporter once the code that went there came back."""

import re
from datetime import timedelta

import pytest

from casefile.models import OutboundMessage
from casefile.services import contacts, messages
from casefile.services.actors import of_user
from intake import confirming, reaching, services
from intake.models import CrimeReport, EmailCheck
from tests.intake.test_services import AT
from tests.intake.walk import answer_until, make_report, send

pytestmark = pytest.mark.django_db


def code_sent() -> str:
    newest = OutboundMessage.objects.order_by("-created_at", "-key").first()
    return re.search(r"\b\d{6}\b", newest.body)[0]


def record(report, desk, officer, supervisor):
    return services.record_as_crime(
        report=report,
        home_office_class="34B",
        title="Robbery",
        level="standard",
        balance_reason="She says that a man hit her and took her phone.",
        contrary_reason="Nothing known speaks against it.",
        officer=officer,
        supervisor=supervisor,
        by=of_user(desk),
        at=AT,
    )


def invite(person, at=AT):
    return messages.queue(
        recipient_id=person.pk,
        channel="email",
        address="aisha@example.com",
        template="tracker_invitation",
        subject="A link for you",
        body="Hello",
        key=f"k{person.pk}",
        case=person.case,
        at=at,
    )


def test_the_code_on_the_receipt_page_confirms_the_address(reporter):
    answer_until(reporter)
    send(reporter)

    done = reporter.post("/report/receipt/confirm/", {"code": f" {code_sent()} "})

    assert done.url == "/report/receipt/"
    assert EmailCheck.objects.get().confirmed_at
    assert "Your email is confirmed" in reporter.get("/report/receipt/").content.decode()


def test_a_confirmed_address_gets_the_invitation_of_the_case(
    reporter, crime_assessor, officer, supervisor
):
    report = make_report()
    confirming.confirm(report=report, typed=code_sent(), at=AT)

    person = record(report, crime_assessor, officer, supervisor).victims.get().person

    point = contacts.usable(person, "email")
    assert (point.value, point.verified_how) == ("aisha@example.com", "code")
    assert point.verified_by is None
    assert invite(person).address == "aisha@example.com"


def test_an_address_that_nobody_confirmed_gets_the_receipt_and_nothing_of_the_case(
    crime_assessor, officer, supervisor
):
    report = make_report()

    person = record(report, crime_assessor, officer, supervisor).victims.get().person

    with pytest.raises(messages.Barred):
        invite(person)
    assert OutboundMessage.objects.get().template == "report_receipt"


def test_a_code_that_comes_after_recording_verifies_the_address_in_the_case(
    crime_assessor, officer, supervisor
):
    report = make_report()
    code = code_sent()
    person = record(report, crime_assessor, officer, supervisor).victims.get().person

    confirming.confirm(report=report, typed=code, at=AT + timedelta(minutes=5))

    assert contacts.usable(person, "email").verified_how == "code"


def test_a_wrong_code_is_said_beside_the_field_and_five_close_the_door(reporter):
    answer_until(reporter)
    send(reporter)
    right = code_sent()
    wrong = f"{(int(right) + 1) % 10**6:06}"

    answers = [reporter.post("/report/receipt/confirm/", {"code": wrong}) for _ in range(5)]
    late = reporter.post("/report/receipt/confirm/", {"code": right})

    assert {page.status_code for page in [*answers, late]} == {400}
    assert "That is not the code" in late.content.decode()
    assert EmailCheck.objects.get().confirmed_at is None


def test_a_new_code_can_be_asked_for_twice_and_replaces_the_last(reporter):
    answer_until(reporter)
    send(reporter)
    first = code_sent()

    pages = [reporter.post("/report/receipt/confirm/", {"again": "1"}) for _ in range(3)]
    sent = OutboundMessage.objects.filter(template="contact_code")

    assert [("We sent a new code" in page.content.decode()) for page in pages] == [
        True,
        True,
        False,
    ]
    assert sent.count() == 2
    newest = sent.get(key__endswith="3").body
    assert reporter.post("/report/receipt/confirm/", {"code": first}).status_code == 400
    typed = re.search(r"\d{6}", newest)[0]
    assert reporter.post("/report/receipt/confirm/", {"code": typed}).status_code == 302


@pytest.mark.parametrize("typed", ["", "٣٤٥٦٧٨", "1" * 500, "a\x00b", "' OR 1=1 --"])
def test_nonsense_for_a_code_is_a_sentence(reporter, typed):
    answer_until(reporter)
    send(reporter)

    assert reporter.post("/report/receipt/confirm/", {"code": typed}).status_code == 400


def test_without_a_report_in_this_browser_there_is_nothing_to_confirm(reporter, client):
    answer_until(reporter)
    send(reporter)

    assert client.post("/report/receipt/confirm/", {"code": code_sent()}).url == "/report/receipt/"
    assert EmailCheck.objects.get().confirmed_at is None


def test_an_address_that_others_see_gets_not_even_the_receipt(db):
    make_report(watched="yes")

    answers = {"ways": ["email"], "email": "safe@example.com", "shared_device": "yes"}
    assert reaching.safe_email(answers) == ""
    assert not OutboundMessage.objects.exists()
    assert not EmailCheck.objects.exists()


def test_the_code_is_kept_nowhere_but_in_the_message(reporter):
    make_report()

    check = EmailCheck.objects.get()
    assert code_sent() not in check.code_hash
    assert CrimeReport.objects.get().stage == "submitted"
