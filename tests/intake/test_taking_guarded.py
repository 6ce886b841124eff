"""Who may take a report down, read it and send it; what is sent twice, deleted or forged."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from casefile.models import CaseEvent
from casefile.services import NotPermitted, Refused
from casefile.services.actors import of_user
from intake import drafts, taking
from intake.models import CrimeReport, Draft, ReportAnswer
from intake.taking import ReadBack
from tests import factories
from tests.intake.hostile_strings import BY_CLASS
from tests.intake.taking_down import (
    AGREED,
    BASE,
    NOW,
    WHO,
    browser,
    draft_at,
    ready,
    send,
    taken,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moments")]


def test_a_colleague_may_read_an_open_report_which_is_logged_and_not_change_it(at_desk, officer):
    place, colleague = ready(at_desk), browser(officer)
    before = draft_at(place).content

    read = colleague.get(f"{place}check/")
    tries = [
        colleague.post(f"{place}check/", AGREED),
        colleague.post(f"{place}q/1/", {"place_type": "home"}),
        colleague.post(f"{place}asked/", WHO | {"name": "Eve"}),
        colleague.post(f"{place}first/", {"danger": "yes"}),
        colleague.post(f"{place}delete/"),
    ]

    assert read.status_code == 200
    looked = CaseEvent.objects.filter(kind="report.viewed", actor_id=officer.pk)
    assert looked.filter(stream=draft_at(place).stream).exists()
    assert {answer.status_code for answer in tries} == {403}
    assert CaseEvent.objects.filter(kind="access.refused", actor_id=officer.pk).count() == 5
    assert draft_at(place).content == before
    assert not CrimeReport.objects.exists()


@pytest.mark.parametrize(
    "page", ["first/", "first/note/", "asked/", "q/1/", "q/1/note/phone/", "check/", "delete/"]
)
def test_for_another_force_an_open_report_is_not_there(at_desk, other_force_officer, page):
    place = ready(at_desk)

    answer = browser(other_force_officer).get(f"{place}{page}")

    assert answer.status_code == 404


def test_a_receipt_is_not_there_for_another_force(at_desk, other_force_officer):
    report = taken(at_desk)

    assert browser(other_force_officer).get(f"{BASE}{report.pk}/receipt/").status_code == 404


def test_no_cookie_of_the_public_opens_what_staff_take_down_nor_staff_what_the_public_write(
    at_desk, reporter
):
    place = ready(at_desk)
    token_hash = draft_at(place).token_hash
    reporter.cookies["report"] = token_hash
    public, _ = drafts.start(form="theft", force=factories.make_force(), at=NOW)

    assert reporter.get("/report/check/").status_code in {302, 410}
    assert at_desk.get(f"{BASE}{public.pk}/check/").status_code == 404


def test_a_report_sent_twice_is_one_report(at_desk):
    place = ready(at_desk)
    first = send(at_desk, place)

    again = send(at_desk, place)

    assert first.url == again.url
    assert CrimeReport.objects.count() == 1
    assert at_desk.get(f"{place}q/1/").url == first.url


def test_what_was_typed_is_gone_from_the_draft_once_sent(at_desk):
    taken(at_desk)

    draft = Draft.objects.get()
    assert (draft.content, draft.taking) == ("", "")


def test_a_report_that_is_deleted_leaves_only_the_fact_in_the_log(at_desk):
    place = ready(at_desk)
    stream = draft_at(place).stream
    assert at_desk.get(f"{place}delete/").status_code == 200

    answer = at_desk.post(f"{place}delete/")

    assert answer.url == BASE
    assert not Draft.objects.exists()
    assert not ReportAnswer.objects.exists()
    assert CaseEvent.objects.filter(stream=stream, kind="report.taking_dropped").exists()


def test_a_report_whose_time_is_over_is_closed_and_cleared(at_desk):
    place = ready(at_desk)
    over = Draft.objects.get().expires_at
    assert timedelta(hours=23) < over - Draft.objects.get().started_at <= timedelta(hours=24)
    Draft.objects.update(expires_at=NOW - timedelta(days=1000))

    answer = at_desk.get(f"{place}check/")

    assert answer.status_code == 410
    assert "Aisha" not in answer.content.decode()
    assert "Aisha" not in at_desk.get(BASE).content.decode()
    drafts.clear(at=NOW)
    assert not Draft.objects.exists()


def test_what_is_written_is_encrypted_at_rest(at_desk):
    taken(at_desk)

    with connection.cursor() as cursor:
        cursor.execute("SELECT taken_for, read_back FROM intake_crimereport")
        assert "Aisha" not in str(cursor.fetchall())


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"form": "spaceship"}, "form"),
        ({"channel": "online"}, "reached"),
        ({"channel": "x"}, "reached"),
    ],
)
def test_a_form_or_channel_that_is_none_is_refused(crime_assessor, values, says):
    by = of_user(crime_assessor)

    with pytest.raises(Refused, match=says):
        taking.start(**{"form": "theft", "channel": "counter"} | values, by=by, at=NOW, real_at=NOW)


@pytest.mark.parametrize("kind", BY_CLASS)
def test_no_string_breaks_what_staff_write_down(at_desk, kind):
    place, texts = ready(at_desk), list(BY_CLASS[kind])

    for text in texts[:: len(texts) // 3 + 1]:
        answer = at_desk.post(f"{place}asked/", WHO | {"name": text})
        assert answer.status_code in {302, 400}
        assert at_desk.get(f"{place}check/").status_code == 200
        answer = send(at_desk, place, agreed="no", reason=text, name=text, agreed_at_year=text)
        assert answer.status_code in {302, 400}
        if answer.status_code == 302:
            assert at_desk.get(answer.url).status_code == 200
            assert at_desk.get(f"/desk/reports/{CrimeReport.objects.get().pk}/").status_code == 200
            return


def test_a_forged_request_changes_nothing(crime_assessor):
    place = ready(browser(crime_assessor))
    forger = Client(enforce_csrf_checks=True, headers={"X-Demo-Moment": NOW.isoformat()})
    forger.force_login(crime_assessor)

    tries = [
        forger.post(BASE, {"channel": "counter", "form": "theft"}),
        forger.post(f"{place}asked/", WHO | {"name": "Eve"}),
        forger.post(f"{place}q/1/", {"place_type": "home"}),
        forger.post(f"{place}check/", AGREED),
        forger.post(f"{place}delete/"),
    ]

    assert {answer.status_code for answer in tries} == {403}
    assert Draft.objects.count() == 1
    assert not CrimeReport.objects.exists()


def test_an_auditor_takes_nothing_down(auditor):
    assert browser(auditor).get(BASE).status_code == 403


def test_somebody_else_neither_notes_nor_sends_nor_deletes(crime_assessor, officer):
    draft = taking.start(
        form="theft", channel="counter", by=of_user(crime_assessor), at=NOW, real_at=NOW
    )
    by = of_user(officer)

    for act in (
        lambda: taking.note_before(draft=draft, answers={}, by=by),
        lambda: taking.send(draft=draft, read_back=ReadBack(False, reason="x"), by=by, at=NOW),
        lambda: taking.drop(draft=draft, by=by, at=NOW),
    ):
        with pytest.raises(NotPermitted):
            act()
