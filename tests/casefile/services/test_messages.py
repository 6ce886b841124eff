"""No message of the product goes to a barred, unsafe, unverified or suspect-linked address."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from casefile.models import Job, OutboundMessage
from casefile.rules.messages import MESSAGES
from casefile.services import contacts, messages
from tests import factories

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[3]
APPS = ("casefile", "intake", "victims", "cps_exchange")
NOON = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 16, 23, 30, tzinfo=UTC)
TO_A_PERSON = [row.template for row in MESSAGES.values() if row.to == "person"]
VALUE = {"email": "ada@example.com", "text": "+447700900461", "phone": "+447700900461"}
KIND = contacts.CHANNEL_KIND
WRONG = {
    "not said to be safe": {"is_safe": False},
    "barred": {"barred_reason": "stolen"},
    "not verified": {"verified_at": None},
}


@pytest.fixture
def person(db):
    return factories.make_victim().person


def reach(person, channel, *, days=(), parts=(), **overrides):
    """Give a person one good way to be reached, or one that is wrong in one respect."""
    values = {"is_safe": True, "verified_at": factories.AT, "verified_how": "called"} | overrides
    factories.make_contact_plan(
        person=person, channels=[channel], days=list(days), parts=list(parts)
    )
    return factories.make_contact_point(
        person=person, kind=KIND[channel], value=VALUE[channel], **values
    )


def queue(person, template, channel="email", at=NOON, **overrides):
    values = {
        "recipient_id": person.pk,
        "channel": channel,
        "address": VALUE[channel],
        "template": template,
        "subject": "s",
        "body": "b",
        "key": f"{template}-{channel}-{at}",
        "case": person.case,
        "at": at,
    } | overrides
    return messages.queue(**values)


@pytest.mark.parametrize("channel", ["email", "text"])
@pytest.mark.parametrize("template", TO_A_PERSON)
def test_a_good_address_gets_the_message(person, template, channel):
    reach(person, channel)

    assert queue(person, template, channel).address == VALUE[channel]


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("channel", ["email", "text"])
@pytest.mark.parametrize("template", TO_A_PERSON)
def test_a_wrong_address_gets_nothing_by_any_message(person, template, channel, wrong):
    reach(person, channel, **WRONG[wrong])

    with pytest.raises(messages.Barred):
        queue(person, template, channel)

    assert not OutboundMessage.objects.exists()


@pytest.mark.parametrize("template", sorted(MESSAGES))
def test_an_address_barred_for_anybody_gets_no_message_at_all(person, template):
    reach(person, "email")
    friend = factories.make_person(case=person.case)
    factories.make_contact_point(person=friend, value=VALUE["email"], barred_reason="stolen")

    with pytest.raises(messages.Barred):
        queue(person, template, address="ADA@example.com")


@pytest.mark.parametrize("template", TO_A_PERSON)
def test_an_address_that_a_suspect_has_too_gets_nothing(person, template):
    reach(person, "text")
    suspect = factories.make_suspect(case=person.case).person
    factories.make_contact_point(person=suspect, kind="phone", value=VALUE["text"])

    with pytest.raises(messages.Barred):
        queue(person, template, "text")


@pytest.mark.parametrize("template", TO_A_PERSON)
def test_without_a_plan_or_by_another_way_nothing_leaves(person, template):
    reach(person, "email")

    with pytest.raises(messages.Barred):
        queue(person, template, "text")
    with pytest.raises(messages.Barred):
        queue(factories.make_victim(case=person.case).person, template)


def test_a_barred_address_gets_no_receipt_either_where_there_is_no_case(person):
    reach(person, "email", barred_reason="the suspect reads it")

    with pytest.raises(messages.Barred):
        queue(person, "report_receipt", case=None, force=person.case.force)


def test_a_message_that_is_not_in_the_table_is_never_sent(person):
    reach(person, "email")

    with pytest.raises(KeyError):
        queue(person, "surprise")


def test_every_message_that_the_code_sends_is_in_the_table():
    code = [
        *ROOT.glob("casefile/**/*.py"),
        *ROOT.glob("intake/**/*.py"),
        *ROOT.glob("victims/*.py"),
    ]
    sent = set()
    for path in code:
        text = path.read_text()
        if "messages.queue(" in text:
            sent |= set(re.findall(r'template="(\w+)"', text))

    assert sent
    assert [template for template in sent if template not in MESSAGES] == []


def test_nothing_automatic_leaves_at_night(person):
    reach(person, "text")

    queue(person, "tracker_news", "text", at=NIGHT)

    job = Job.objects.get()
    assert job.run_after == datetime(2026, 11, 17, 8, 0, tzinfo=UTC)


def test_a_message_waits_for_the_days_and_hours_of_the_plan(person):
    reach(person, "email", days=["wed"], parts=["evening"])

    queue(person, "tracker_news")

    assert Job.objects.get().run_after == datetime(2026, 11, 18, 17, 0, tzinfo=UTC)


def test_an_address_barred_after_writing_still_gets_nothing(person):
    point = reach(person, "email")
    message = queue(person, "tracker_news")
    point.barred_reason = "the phone was taken"
    point.save()

    messages.deliver(message, at=NOON)

    message.refresh_from_db()
    assert message.sent_at is None
    assert "barred" in message.stopped_reason


def test_a_message_that_comes_too_late_in_the_day_waits_again(person):
    reach(person, "email")
    message = queue(person, "tracker_news")

    messages.deliver(message, at=NIGHT)

    message.refresh_from_db()
    assert message.sent_at is None
    assert Job.objects.filter(run_after=datetime(2026, 11, 17, 8, 0, tzinfo=UTC)).exists()


@pytest.mark.parametrize("channel", ["email", "text", "phone", "post"])
def test_a_plan_allows_nothing_by_default(person, channel):
    plan = factories.make_contact_plan(person=person, channels=[])

    assert not plan.allows(channel, NOON)
    assert plan.next_allowed(channel, NOON) is None
