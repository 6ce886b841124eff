"""The receipt by email: with the answers where that is safe, and nothing anywhere else."""

import re

import pytest
from django.test import Client

from casefile import clock
from casefile.models import OutboundMessage
from intake import drafts, services
from intake.models import CrimeReport
from intake.questions import FORMS
from intake.views.public import COOKIE
from intake.words import Say
from tests import factories
from tests.intake import fill
from tests.intake.hostile_strings import BY_CLASS
from tests.intake.walk import STOLEN, answer_until, make_draft, send

pytestmark = pytest.mark.django_db
SENSITIVE = [code for code, form in FORMS.items() if form.is_sensitive]
TELLING = re.compile(r"police|crime|robbery|abuse|court|heddlu|trosedd", re.IGNORECASE)


def sent_form(code, **changed):
    """Send a whole form of a kind over HTTP, with some answers otherwise, and return its report."""
    client = Client()
    draft, token = drafts.start(form=code, force=factories.make_force(), at=clock.real())
    fill.answer_up_to(draft)
    drafts.keep(draft, changed)
    client.cookies[COOKIE] = token
    send(client)
    return CrimeReport.objects.get(pk=draft.pk)


def confirm(reporter):
    """Type the code of the receipt, and return the message with the answers, if one came."""
    code = re.search(r"\b\d{6}\b", OutboundMessage.objects.get(template="report_receipt").body)
    reporter.post("/report/receipt/confirm/", {"code": code[0]})
    return OutboundMessage.objects.filter(template="report_answers").first()


def test_the_receipt_has_the_reference_and_every_answer(reporter):
    answer_until(reporter)
    send(reporter)
    receipt, report = OutboundMessage.objects.get(), CrimeReport.objects.get()
    assert report.reference in receipt.body
    assert not any(row.shown in receipt.body for row in report.answers.filter(page="story"))

    message = confirm(reporter)

    assert report.reference in message.body
    for row in report.answers.exclude(feeds__startswith="plan."):
        assert row.label in message.body
        assert row.shown in message.body
    assert not TELLING.search(message.subject + message.body[:160])


def test_what_keeps_somebody_safe_stays_out_of_the_mailbox(reporter):
    answer_until(reporter)
    send(reporter)

    body = confirm(reporter).body

    assert "heron" not in body
    assert "After 6pm" not in body


def test_the_receipt_is_in_the_reporters_language_with_english_beside_it(at):
    services.submit(draft=make_draft(), say=Say(is_welsh=True), at=at)

    message = OutboundMessage.objects.get()

    assert message.subject.startswith("Mae eich ffurflen gyda ni")
    assert "Diolch am eich ffurflen.\nThank you for your form.\n" in message.body


@pytest.mark.parametrize("code", SENSITIVE)
def test_a_sensitive_form_sends_a_neutral_message_without_answers(crime_assessor, code):
    report = sent_form(
        code, ways=["email"], email="safe@example.com", watched="no", shared_device="no"
    )

    message = OutboundMessage.objects.filter(template="report_receipt").first()

    if message is None:  # the form has no such question; then nothing leaves at all
        assert not report.answers.filter(question="email").exists()
        return
    assert message.subject == "You have a new message"
    assert report.reference in message.body
    assert not TELLING.search(message.body)
    for row in report.answers.exclude(shown=""):
        assert row.label not in message.body


def test_no_answers_go_where_others_see_the_messages(crime_assessor):
    report = sent_form("theft", ways=["email"], email="safe@example.com", watched="yes")

    for message in OutboundMessage.objects.filter(recipient_id=report.pk):
        assert message.subject == "You have a new message"
        assert "Something that was written here" not in message.body


@pytest.mark.parametrize("code", FORMS)
def test_no_message_leaves_when_none_is_wanted(crime_assessor, code):
    """intake.md section 15, test 3."""
    report = sent_form(code, ways=["none"])

    assert not OutboundMessage.objects.filter(recipient_id=report.pk).exists()


def test_the_number_that_was_taken_gets_no_message(at):
    draft = make_draft(ways=["text", "email"], phone=STOLEN, phone_number=STOLEN)

    services.submit(draft=draft, say=Say(), at=at)

    assert {row.channel for row in OutboundMessage.objects.all()} == {"email"}


@pytest.mark.parametrize("kind", ["markup", "template", "path", "cell"])
def test_hostile_words_stay_words_in_the_receipt_and_on_the_page_of_messages(
    reporter, administrator, kind
):
    text = "\n".join(BY_CLASS[kind])[:1900]
    answer_until(reporter)
    draft = drafts.of_token(reporter.cookies[COOKIE].value, at=clock.real())
    drafts.keep(draft, {"story": text})
    send(reporter)
    message = confirm(reporter)
    office = Client()
    office.force_login(administrator)

    page = office.get(f"/manage/outbox/{message.pk}/")

    assert text.strip() in message.body
    assert "\n" not in message.subject
    assert page.status_code == 200
    assert not re.search(r"<(script>|img src=x|svg/onload)", page.content.decode(), re.IGNORECASE)
