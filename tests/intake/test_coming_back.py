"""Coming back to a report that was sent, also without a name: news, questions, more words."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from casefile import clock
from casefile.models import CaseEvent, OutboundMessage
from casefile.services.actors import of_user
from casefile.worker import loop
from intake import asking, drafts
from intake.models import ComeBackCode, CrimeReport, DeskQuestion, Draft, ReportAddition
from tests.intake.walk import answer_until, send

pytestmark = pytest.mark.django_db
SECRET = "green heron"


@pytest.fixture
def anonymous(reporter):
    """A browser that sent a report without a name or a way to be reached."""
    answer_until(reporter)
    nobody = dict.fromkeys(("given_names", "family_name", "email", "phone", "address", "born_on"))
    drafts.keep(Draft.objects.get(), {**nobody, "ways": ["none"]})
    send(reporter)
    return reporter


def ask_for_code(client, secret=SECRET):
    return client.post("/report/receipt/code/", {"secret": secret}).context["code"]


def come_back(client, code, secret=SECRET):
    return client.post("/report/messages/open/", {"code": code, "secret": secret})


def news(client):
    return client.get("/report/messages/").content.decode()


@pytest.fixture
def back(anonymous):
    """Another browser in which the code was typed."""
    client = Client()
    come_back(client, ask_for_code(anonymous))
    return client


@pytest.fixture
def ask(crime_assessor, at):
    def act(text="Which door did they use?"):
        report = CrimeReport.objects.get()
        return asking.ask(report=report, text=text, by=of_user(crime_assessor), at=at)

    return act


def test_who_gave_no_name_is_offered_a_code_that_is_shown_once(anonymous):
    assert "You gave us no way to reach you" in anonymous.get("/report/receipt/").content.decode()

    code = ask_for_code(anonymous)

    assert re.fullmatch(r"([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}", code)
    assert code not in anonymous.get("/report/receipt/code/").content.decode()
    stored = str(list(ComeBackCode.objects.values()))
    assert code not in stored
    assert SECRET not in stored


def test_on_a_sensitive_form_the_code_is_there_to_ask_for_and_not_offered(anonymous):
    CrimeReport.objects.update(form="da")

    receipt = anonymous.get("/report/receipt/").content.decode()

    assert "You gave us no way to reach you" not in receipt
    assert "How can I hear back?" in receipt
    page = anonymous.get("/report/receipt/code/").content.decode()
    assert "Do this only if nobody who frightens you" in page
    assert ask_for_code(anonymous)


def test_code_and_secret_show_what_was_decided_on_another_device(back, desk):
    report = CrimeReport.objects.get()
    assert "Waiting for a decision" in news(back)

    desk.post(
        f"/desk/reports/{report.pk}/incident-only/",
        {"ground": "not_a_crime", "reason": "It was a fallen branch.", "outcome": "not_a_crime"},
    )

    assert CrimeReport.objects.get().stage == "incident_only"
    assert "Kept on record, but not as a crime" in news(back)


def test_a_question_is_read_and_answered_and_the_desk_sees_it(back, ask, desk):
    question = ask("Which door did <b>they</b> use?")

    page = news(back)
    done = back.post(
        "/report/messages/",
        {"question": str(question.pk), f"{question.pk}-text": "The back door."},
    )

    assert "Which door did &lt;b&gt;they&lt;/b&gt; use?" in page
    assert done.url == "/report/messages/"
    assert "The back door." in news(back)
    shown = desk.get(f"/desk/reports/{question.report_id}/messages/").content.decode()
    assert "The back door." in shown
    actor = CaseEvent.objects.get(kind="report.question_answered").actor_id
    assert actor == question.report_id


def test_an_answer_sent_twice_is_one_and_another_one_is_not_lost(back, ask):
    question = ask()
    fields = {"question": str(question.pk), f"{question.pk}-text": "The back door."}
    back.post("/report/messages/", fields)

    again = back.post("/report/messages/", fields)
    other = back.post("/report/messages/", fields | {f"{question.pk}-text": "No, the front."})

    assert again.status_code == 302
    assert other.status_code == 400
    assert "answered already" in other.content.decode()
    assert "No, the front." in other.content.decode()
    assert DeskQuestion.objects.get().answer == "The back door."


def test_words_are_added_once_and_the_desk_reads_them(back, desk):
    for _ in range(2):
        assert back.post("/report/messages/", {"text": "He had a grey dog."}).status_code == 302

    assert "He had a grey dog." in news(back)
    assert ReportAddition.objects.count() == 1
    report = CrimeReport.objects.get()
    assert "He had a grey dog." in desk.get(f"/desk/reports/{report.pk}/").content.decode()


def test_words_that_alarm_make_a_waiting_report_urgent_and_unread(back, desk):
    report = CrimeReport.objects.get()
    desk.get(f"/desk/reports/{report.pk}/")

    back.post("/report/messages/", {"text": "He strangled me last night."})

    report.refresh_from_db()
    assert (report.priority, report.first_read_at) == ("high", None)
    assert CaseEvent.objects.filter(kind="report.alarmed").exists()


@pytest.mark.parametrize("text", ["", "   ", "x" * 20_001, "a\x00b"])
def test_bad_words_are_refused_beside_their_field(back, text):
    page = back.post("/report/messages/", {"text": text})

    assert page.status_code == 400
    assert "govuk-error-summary" in page.content.decode()
    assert not ReportAddition.objects.exists()


@pytest.mark.parametrize("question", ["nonsense", "00000000-0000-0000-0000-000000000000", "\u00e9"])
def test_an_answer_to_no_question_of_this_report_is_kept_in_sight(back, question):
    page = back.post("/report/messages/", {"question": question, f"{question}-text": "Words."})

    assert page.status_code in {302, 400}
    assert not DeskQuestion.objects.exists()


def test_a_stranger_reads_nothing(anonymous):
    ask_for_code(anonymous)
    stranger = Client()

    assert stranger.get("/report/messages/").url == "/report/messages/open/"
    assert stranger.post("/report/messages/", {"text": "Hello"}).url == "/report/messages/open/"
    reference = CrimeReport.objects.get().reference
    for code, secret in (("AAAA-BBBB-CCCC-DDDD", SECRET), (reference, "x")):
        page = come_back(stranger, code, secret)
        assert page.status_code == 400
        assert "do not fit together" in page.content.decode()


def test_guesses_wait(anonymous):
    code = ask_for_code(anonymous)
    stranger = Client()

    pages = [come_back(stranger, code, f"guess {n}") for n in range(7)]

    assert pages[-1].status_code == 429
    assert "Retry-After" in pages[-1]


def test_a_new_code_ends_the_last_and_its_reading(anonymous, back):
    ask_for_code(anonymous, "another secret")

    assert back.get("/report/messages/").url == "/report/messages/open/"


def test_reading_ends_on_leaving(back):
    back.get("/report/exit/")
    assert ComeBackCode.objects.get().session_hash is None
    assert back.get("/report/messages/").url == "/report/messages/open/"


def test_a_reading_is_over_after_its_hours(back, monkeypatch):
    late = clock.real() + timedelta(hours=5)
    monkeypatch.setattr(clock, "real", lambda: late)

    assert back.get("/report/messages/").url == "/report/messages/open/"


def test_a_short_secret_is_refused(anonymous):
    page = anonymous.post("/report/receipt/code/", {"secret": "abc"})

    assert page.status_code == 400
    assert "at least 6" in page.content.decode()


def test_the_messages_are_kept_out_of_caches_and_search(back):
    page = back.get("/report/messages/")

    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "no-referrer"
    title = re.search(r"<title>(.*?)</title>", page.content.decode(), re.DOTALL)[1]
    assert not re.search("crime|police|robbery", title, re.IGNORECASE)


def test_nothing_is_mailed_to_somebody_who_gave_no_way(anonymous, ask):
    ask()
    loop.drain()

    report = CrimeReport.objects.get()
    assert not OutboundMessage.objects.filter(recipient_id=report.pk).exists()
