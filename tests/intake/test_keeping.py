"""How long an unfinished form is kept, and what is said when it is not kept any more."""

import re
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import Client

from casefile import clock
from casefile.models import Job
from casefile.services import jobs
from casefile.uploads.models import Upload
from casefile.worker import loop
from intake import drafts, services, triage
from intake.models import CrimeReport, Draft, DraftFile
from intake.questions import FORMS
from intake.views.public import COOKIE
from tests.intake import fill
from tests.intake.walk import add_files, address, answer, answer_until, begin, photo, send

pytestmark = pytest.mark.django_db
SENSITIVE = [code for code, form in FORMS.items() if form.is_sensitive]


def test_an_old_form_goes_although_nobody_starts_a_new_one(force, at):
    old, _ = drafts.start(form="theft", force=force, at=at - timedelta(days=400))
    add_files(old, photo())

    jobs.enqueue_by_the_clock(now=at)
    loop.drain()

    assert not Draft.objects.exists()
    assert not DraftFile.objects.exists()
    assert not Upload.objects.exists()
    assert not Job.objects.exclude(state=Job.DONE).exists()


def test_a_form_within_its_time_stays(force, at):
    drafts.start(form="theft", force=force, at=at)

    drafts.clear(at=at + drafts.KEPT_FOR - timedelta(seconds=1))

    assert Draft.objects.exists()


def begin_form(client, code):
    return client.post(f"/report/begin/{triage.form_number(code)}/")


def version(client, page):
    return client.get(address(page)).context["version"]


def let_it_expire():
    Draft.objects.update(expires_at=clock.real() - timedelta(minutes=1))


# The cookie --------------------------------------------------------------------------------------


def test_an_unfinished_form_is_there_after_the_browser_was_closed(reporter):
    begin(reporter)

    cookie = reporter.cookies[COOKIE]

    assert cookie["max-age"] >= drafts.KEPT_FOR.total_seconds() - 60


def test_a_saved_form_is_there_as_long_as_it_is_kept(reporter):
    begin(reporter)

    reporter.post("/report/save/", {"secret": "green heron"})

    assert reporter.cookies[COOKIE]["max-age"] >= drafts.SAVED_FOR.total_seconds() - 60


@pytest.mark.parametrize("code", SENSITIVE)
def test_the_cookie_of_a_sensitive_form_goes_with_the_browser(reporter, code):
    begin_form(reporter, code)
    assert reporter.cookies[COOKIE]["max-age"] == ""

    reporter.post("/report/save/", {"secret": "green heron"})

    assert reporter.cookies[COOKIE]["max-age"] == ""


@pytest.mark.parametrize("code", ["theft", "da"])
def test_every_page_says_until_when_the_form_is_kept(reporter, code):
    begin_form(reporter, code)

    page = reporter.get("/report/q/1/").content.decode()

    assert "We delete the form on" in page
    assert f"{Draft.objects.get().expires_at:%Y}" in page


# When its time is over ---------------------------------------------------------------------------


@pytest.mark.parametrize("is_swept", [False, True])
def test_a_form_whose_time_is_over_says_so_and_does_not_begin_again_in_silence(reporter, is_swept):
    begin(reporter)
    let_it_expire()
    if is_swept:
        drafts.clear(at=clock.real())

    page = reporter.get(address("place"))

    assert page.status_code == 410
    assert "not kept any more" in page.content.decode()
    assert "/report/return/" in page.content.decode()
    assert reporter.get(address("place")).url == "/report/"


def test_a_receipt_whose_time_is_over_says_that_we_have_the_form(reporter):
    answer_until(reporter)
    send(reporter)
    let_it_expire()

    page = reporter.get("/report/receipt/")

    assert page.status_code == 410
    assert "If you sent it, we have it" in page.content.decode()


def test_what_was_typed_into_a_form_whose_time_is_over_is_shown_to_be_copied(reporter):
    answer_until(reporter, "story")
    let_it_expire()

    page = reporter.post(address("story"), {"story": "He ran <b>off</b>."})

    assert page.status_code == 410
    assert "He ran &lt;b&gt;off&lt;/b&gt;." in page.content.decode()


def test_an_expired_code_is_refused_as_a_wrong_one_in_words_that_name_both(reporter):
    begin(reporter)
    saved = reporter.post("/report/save/", {"secret": "green heron"}).context["code"]
    let_it_expire()

    pages = [
        Client().post("/report/return/", {"code": code, "secret": "green heron"})
        for code in (saved, "AAAA-BBBB-CCCC-DDDD")
    ]

    assert {page.status_code for page in pages} == {400}
    for page in pages:
        assert "do not fit together, or the form is no longer kept" in page.content.decode()


def test_a_refusal_is_said_in_welsh_beside_english(reporter):
    reporter.get("/report/return/?lang=cy")

    page = reporter.post("/report/return/", {"code": "AAAA", "secret": "green heron"})

    assert "yn cyd-fynd" in page.content.decode()
    assert "do not fit together" in page.content.decode()


def test_no_words_with_marks_of_language_stand_in_an_attribute(reporter):
    answer_until(reporter)
    reporter.get("/report/?lang=cy")

    pages = [
        reporter.get(page).content.decode()
        for page in (address("story"), "/report/check/", "/report/save/", "/report/return/")
    ]

    assert [re.findall(r'="[^"]*<span', page) for page in pages] == [[]] * 4


# Two windows on one form -------------------------------------------------------------------------


def test_an_answer_changed_in_another_window_is_shown_beside_what_was_typed(reporter):
    answer_until(reporter)
    seen = version(reporter, "story")
    answer(reporter, "story", story="Kept by the other window", version=seen)

    page = answer(reporter, "story", story="Typed in this window", version=seen)

    text = page.content.decode()
    assert page.status_code == 409
    assert "changed in another window" in text
    assert "Kept by the other window" in text
    assert "Typed in this window" in text
    assert Draft.objects.get().answers["story"] == "Kept by the other window"


def test_after_being_asked_the_person_decides(reporter):
    answer_until(reporter)
    seen = version(reporter, "story")
    answer(reporter, "story", story="First", version=seen)
    asked = answer(reporter, "story", story="Second", version=seen)

    done = answer(reporter, "story", story="Second", version=asked.context["version"])

    assert done.status_code == 302
    assert Draft.objects.get().answers["story"] == "Second"


def test_the_same_page_sent_twice_is_no_conflict(reporter):
    answer_until(reporter, "story")
    seen = version(reporter, "story")

    answers = [answer(reporter, "story", version=seen) for _ in range(3)]

    assert [sent.url for sent in answers] == [address("weapon")] * 3


def test_other_pages_may_change_meanwhile(reporter):
    answer_until(reporter)
    seen = version(reporter, "story")
    answer(reporter, "where", where="Another street")

    assert answer(reporter, "story", story="Changed", version=seen).status_code == 302
    assert Draft.objects.get().answers["where"] == "Another street"


def test_things_listed_in_two_windows_are_all_kept_and_none_is_removed_unseen(reporter):
    begin_form(reporter, "theft")
    form = FORMS["theft"]
    question = next(row for row in form.questions if row.kind == "items")
    fill.answer_up_to(Draft.objects.get(), question.page)
    key, where = question.key, f"/report/q/{form.number_of(form.page(question.page))}/"
    seen = reporter.get(where).context["version"]

    for what in ("A watch", "A ring", "A ring"):
        fields = {f"{key}_what": what, "action": "add", "version": seen}
        assert reporter.post(where, fields).status_code == 302
    removed = reporter.post(where, {"action": "remove-0", "version": seen})

    assert removed.status_code == 409
    assert [card["what"] for card in Draft.objects.get().answers[key]] == ["A watch", "A ring"]


# For our script ----------------------------------------------------------------------------------


def test_our_script_is_told_where_to_go_and_nothing_else_changes(reporter):
    answer_until(reporter, "story")

    told = reporter.post(address("story"), {"story": "He ran."}, headers={"X-Keep": "1"})

    assert (told.status_code, told["X-Next"]) == (204, address("weapon"))
    assert "Location" not in told
    wrong = reporter.post(address("weapon"), {}, headers={"X-Keep": "1"})
    assert wrong.status_code == 400


@pytest.mark.parametrize(("code", "may"), [("theft", True), *((code, False) for code in SENSITIVE)])
def test_words_may_be_laid_by_in_the_browser_on_no_sensitive_form(reporter, code, may):
    begin_form(reporter, code)

    page = reporter.get("/report/q/1/").content.decode()

    assert 'data-module="app-keep"' in page
    assert ("data-until" in page) is may


# Leaving no trace --------------------------------------------------------------------------------


def test_public_pages_tell_nobody_where_somebody_came_from(reporter):
    answer_until(reporter)

    pages = [reporter.get(page) for page in ("/report/", "/report/check/", address("story"))]

    assert {page["Referrer-Policy"] for page in pages} == {"no-referrer"}
    assert all("no-store" in page["Cache-Control"] for page in pages[1:])


def test_a_browser_that_hides_its_origin_may_send_the_form_and_no_other_page_may(crime_assessor):
    browser = Client(enforce_csrf_checks=True)
    first = f"/report/begin/{triage.form_number('robbery')}/"
    token = browser.get(first).context["csrf_token"]

    hidden = {"Origin": "null"}
    refused = [
        browser.post(first, {}, headers=hidden),
        browser.post(
            first, {"csrfmiddlewaretoken": token}, headers={"Origin": "https://evil.example"}
        ),
        Client(enforce_csrf_checks=True).post(
            first, {"csrfmiddlewaretoken": token}, headers=hidden
        ),
        browser.post("/sign-in/", {"csrfmiddlewaretoken": token}, headers=hidden),
    ]
    taken = browser.post(first, {"csrfmiddlewaretoken": token}, headers=hidden)

    assert [page.status_code for page in refused] == [403] * 4
    assert taken.status_code == 302
    assert Draft.objects.count() == 1


def test_a_sent_form_stays_one_report_however_often_it_is_sent_again(reporter):
    answer_until(reporter)
    token = reporter.get("/report/check/").context["token"]

    sent = [reporter.post("/report/check/", {"form_token": token}) for _ in range(3)]

    assert {page.url for page in sent} == {"/report/receipt/"}
    assert CrimeReport.objects.count() == 1


# When something goes wrong -----------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/report/nothing/", "/report/q/999/", "/report/?x=%00"])
def test_an_error_beside_the_form_has_the_button_to_leave(reporter, path):
    begin(reporter)

    page = reporter.get(path)

    assert page.status_code in {400, 404}
    assert "govuk-exit-this-page" in page.content.decode()
    assert "govuk-exit-this-page" not in reporter.get("/nothing/").content.decode()


def test_a_database_that_is_gone_says_so_keeps_the_answers_and_takes_the_form_later(
    reporter, monkeypatch
):
    """Reliability notes 4.1, row 3."""
    answer_until(reporter)
    token = reporter.get("/report/check/").context["token"]
    reporter.raise_request_exception = False

    with monkeypatch.context() as down:
        down.setattr(services, "submit", _lose_the_database)
        failed = reporter.post("/report/check/", {"form_token": token})
    again = reporter.post("/report/check/", {"form_token": token})

    page = failed.content.decode()
    assert failed.status_code == 500
    assert "govuk-exit-this-page" in page
    assert "Your reference" not in page
    assert again.url == "/report/receipt/"
    assert CrimeReport.objects.count() == 1


def _lose_the_database(**_):
    raise OperationalError("the connection was lost")
