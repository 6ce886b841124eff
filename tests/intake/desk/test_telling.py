"""Telling reporters: the letter as they read it, only by safe ways, and the list of who was not."""

import re
import subprocess
from datetime import timedelta
from uuid import uuid4

import pytest

from casefile.models import CaseEvent, OutboundMessage
from casefile.rules.stages import stages_of
from casefile.services import Refused, events
from intake import letters, services
from intake.grounds import GROUNDS
from intake.models import CrimeReport, DeskDecision, EmailCheck, ReporterTold
from intake.words import Say
from tests import factories
from tests.intake.walk import REPORTED_AT, answer_until, make_draft, make_report, send

pytestmark = pytest.mark.django_db
TELLING = re.compile(r"police|crime|robbery|court|victim|report|trosedd|heddlu", re.IGNORECASE)
CLOSED = {"ground": "not_a_crime", "reason": "Internal: she found the phone in her bag."}


def address(report, step="tell/"):
    return f"/desk/reports/{report.pk}/{step}"


def closed(desk, **answers):
    report = make_report(**answers)
    desk.post(address(report, "incident-only/"), CLOSED)
    report.refresh_from_db()
    return report


def fields(**overrides):
    first = {"letter": "not_recorded", "way": "email", "words": "", "key": str(uuid4())}
    return first | overrides


def test_every_decision_leads_to_telling_the_reporter(desk, officer, supervisor):
    report = make_report()

    done = desk.post(address(report, "incident-only/"), CLOSED)

    assert done.url == address(report)
    page = desk.get(done.url).content.decode()
    assert "They have a right to know what was decided, and why." in page
    assert "The reporter has not been told" in desk.get(address(report, "")).content.decode()


def test_a_letter_is_shown_before_it_leaves_and_then_kept_as_it_left(desk):
    report = closed(desk)
    EmailCheck.objects.update(confirmed_at=report.submitted_at)
    given = fields(words="Thank you for telling us.")

    shown = desk.post(address(report), given).content.decode()
    assert "This is what they will read" in shown
    assert "What you describe is not something that is recorded as a crime." in shown
    assert "Thank you for telling us." in shown
    assert "aisha@example.com" in shown
    assert not OutboundMessage.objects.filter(template="letter_not_recorded").exists()

    assert desk.post(address(report), given | {"send": "1"}).status_code == 302

    sent = OutboundMessage.objects.get(template="letter_not_recorded")
    assert sent.address == "aisha@example.com"
    assert "Thank you for telling us." in sent.body
    assert "she found the phone" not in sent.body
    assert not TELLING.search(sent.subject)
    assert "Thank you for telling us." in desk.get(address(report, "messages/")).content.decode()


def test_an_address_that_nobody_confirmed_is_told_only_that_there_is_something_to_read(desk):
    report = closed(desk)

    desk.post(address(report), fields(words="Thank you for telling us.", send="1"))

    sent = OutboundMessage.objects.get(template="letter_not_recorded")
    assert "Thank you for telling us." not in sent.body
    assert not TELLING.search(sent.body)


def test_pressing_twice_tells_once(desk):
    report = closed(desk)
    given = fields(send="1")

    for _ in range(2):
        desk.post(address(report), given)

    assert ReporterTold.objects.count() == 1
    assert OutboundMessage.objects.filter(template="letter_not_recorded").count() == 1
    assert CaseEvent.objects.filter(kind="report.told").count() == 1


def test_the_list_of_who_was_not_told_empties_as_they_are_told(desk):
    report = closed(desk)
    assert report.reference in desk.get("/desk/reports/not-told/").content.decode()

    desk.post(address(report), fields(send="1"))

    assert report.reference not in desk.get("/desk/reports/not-told/").content.decode()
    assert DeskDecision.objects.get().told_at
    assert "The reporter was told on" in desk.get(address(report, "")).content.decode()


def test_only_the_ways_that_are_safe_are_offered_and_taken(desk):
    report = closed(desk, ways=["text"], phone="07700 900182", email=None)

    page = desk.get(address(report)).content.decode()
    assert re.findall(r'name="way" type="radio" value="([a-z]+)"', page) == ["text", "page"]
    assert desk.post(address(report), fields(way="email")).status_code == 400


def test_who_wants_no_contact_gets_none_and_can_look_it_up(desk, reporter):
    answer_until(reporter)
    send(reporter)
    report = CrimeReport.objects.get()
    report.answers.filter(question="ways").update(content='["none"]')
    desk.post(address(report, "incident-only/"), CLOSED)
    before = OutboundMessage.objects.count()

    desk.post(address(report), fields(way="page", send="1"))

    assert OutboundMessage.objects.count() == before
    shown = reporter.get("/report/receipt/").content.decode()
    assert "What you describe is not something that is recorded as a crime." in shown
    assert DeskDecision.objects.get().told_at


def test_nothing_leaves_to_the_number_that_was_taken_or_to_a_barred_address(desk):
    factories.make_contact_point(value="aisha@example.com", barred_reason="Her ex reads it")
    report = closed(desk, ways=["email", "phone"], phone="07700 900123")

    page = desk.get(address(report)).content.decode()

    assert re.findall(r'name="way" type="radio" value="([a-z]+)"', page) == ["page"]


def test_on_a_sensitive_form_only_neutral_words_leave(desk):
    report = closed(desk)
    CrimeReport.objects.filter(pk=report.pk).update(form="da")

    shown = desk.post(address(report), fields()).content.decode()
    desk.post(address(report), fields(send="1"))

    sent = OutboundMessage.objects.get(template="letter_not_recorded")
    assert not TELLING.search(sent.subject + sent.body)
    assert "This is all that leaves" in shown
    assert "not something that is recorded as a crime" in ReporterTold.objects.get().body


def test_a_text_is_neutral_on_every_form(desk):
    report = closed(desk, ways=["text"], phone="07700 900182")

    desk.post(address(report), fields(way="text", send="1"))

    sent = OutboundMessage.objects.get(template="letter_not_recorded")
    assert not TELLING.search(sent.body)


def test_a_letter_is_in_the_reporters_language_and_unchecked_welsh_never_alone(desk, at):
    report = services.submit(draft=make_draft(), say=Say(is_welsh=True), at=at)
    desk.post(address(report, "incident-only/"), CLOSED)

    shown = desk.post(address(report), fields()).content.decode()

    assert "Dyma pam" in shown
    assert "This is why" in shown


def test_a_call_shows_times_and_code_word_and_counts_only_when_they_were_reached(desk):
    report = closed(desk, ways=["phone"], phone="07700 900182", times="After 6pm")
    given = fields(way="phone")

    shown = desk.post(address(report), given).content.decode()
    assert "heron" in shown
    assert "After 6pm" in shown
    assert desk.post(address(report), given | {"send": "1"}).status_code == 400

    desk.post(address(report), given | {"send": "1", "result": "no_answer"})
    assert DeskDecision.objects.get().told_at is None
    desk.post(address(report), fields(way="phone", send="1", result="spoke", note="She is glad."))
    assert DeskDecision.objects.get().told_at
    event = CaseEvent.objects.filter(kind="report.told").latest("sequence")
    assert events.body_of(event)["result"] == "I spoke to them and told them"


def test_the_crime_reference_is_told_when_a_crime_was_recorded(desk, officer, supervisor):
    report = make_report()
    recorded = {
        "home_office_class": "34B",
        "title": "Robbery",
        "level": "standard",
        "officer": officer.pk,
        "supervisor": supervisor.pk,
        "late_reason": "It came in on a Saturday.",
        **factories.WHY_RECORDED,
    }
    desk.post(address(report, "record/"), recorded)
    report.refresh_from_db()

    shown = desk.post(address(report), fields(letter="recorded")).content.decode()

    assert report.case.crimes.get().reference in shown


@pytest.mark.parametrize(
    "words", ["Dear {name}", "{0}", "{}", "{crime_reference}", "{reference.x}"]
)
def test_a_gap_that_cannot_be_filled_is_refused_before_anything_leaves(desk, words):
    report = closed(desk)

    refused = desk.post(address(report), fields(words=words, send="1"))

    assert refused.status_code == 400
    assert not ReporterTold.objects.exists()


def test_own_words_may_use_the_known_gaps(desk):
    report = closed(desk)

    shown = desk.post(address(report), fields(words="Quote {reference}.")).content.decode()

    assert f"Quote {report.reference}." in shown


def test_a_letter_of_another_decision_cannot_be_chosen(desk):
    assert desk.post(address(closed(desk)), fields(letter="recorded")).status_code == 400


def test_a_letter_for_the_post_is_a_pdf_of_what_was_sent(desk, tmp_path):
    report = closed(desk, ways=["post"], address="1 Invented Way")
    desk.post(address(report), fields(way="post", send="1", words="Quote this."))
    told = ReporterTold.objects.get()

    given = desk.get(f"/desk/reports/letters/{told.pk}/")

    (tmp_path / "letter.pdf").write_bytes(given.content)
    text = subprocess.run(
        ["pdftotext", tmp_path / "letter.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "1 Invented Way" in text
    assert "Quote this." in text


def test_before_a_decision_there_is_nothing_to_tell(desk):
    report = make_report()

    assert "nothing to tell before a decision" in desk.get(address(report)).content.decode()
    assert desk.post(address(report), fields(send="1")).status_code == 400


def test_letters_use_known_gaps_only_and_have_both_languages():
    for row in letters.LETTERS.values():
        assert letters.gaps_in(row.text.en) <= set(letters.PLACEHOLDERS)
        assert letters.gaps_in(row.text.en) == letters.gaps_in(row.text.cy)
        assert row.source.document


def test_every_decision_has_its_letter_and_every_ground_its_plain_reason():
    decided = stages_of("report") - {"submitted"}

    assert {row.decision for row in letters.LETTERS.values()} >= decided
    assert set(letters.REASONS) == set(GROUNDS)


def test_no_letter_names_an_outcome_by_its_number():
    texts = [row.text.en + row.text.cy for row in letters.LETTERS.values()]

    assert not re.search(r"outcome\s*\d", "\n".join(texts), re.IGNORECASE)
    with pytest.raises(Refused):
        letters.fill("Outcome {18}", {})


def test_a_decision_of_another_force_is_not_listed(desk, other_force):
    report = make_report(force=other_force)
    decider = factories.make_user("crime_assessor", force=other_force)
    DeskDecision.objects.create(
        report=report,
        outcome="transferred",
        decided_by=decider,
        decided_at=REPORTED_AT + timedelta(hours=1),
    )

    assert report.reference not in desk.get("/desk/reports/not-told/").content.decode()
