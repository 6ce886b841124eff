"""Staff take a report down for somebody, through the pages; the record is that of every report."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from casefile.models import CaseEvent, OutboundMessage
from casefile.services import events
from casefile.services.actors import of_user, system
from intake import drafts, partners, schemas, services, taking, triage
from intake.channels import ASSISTED
from intake.models import CrimeReport, EmailCheck
from intake.questions import FORMS
from intake.taking import ReadBack
from intake.words import Say
from tests import factories
from tests.intake.taking_down import (
    BASE,
    NOW,
    WHO,
    answer_all,
    ask_first,
    begin,
    browser,
    draft_at,
    ready,
    send,
    taken,
    walk_all,
)
from tests.intake.walk import photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moments")]


def test_a_report_is_taken_down_read_back_and_sent(at_desk, crime_assessor):
    report = taken(at_desk, channel="phone_101")

    kept, read_back = taking.of_report(report), taking.read_back_of(report)
    assert (report.channel, report.taken_by, report.force_id) == (
        "phone_101", crime_assessor, crime_assessor.force_id,
    )  # fmt: skip
    assert (kept.name, kept.relation, kept.language) == ("Aisha Karim", "victim", "en")
    assert kept.before == {"danger": "no", "railway": "no"}
    assert read_back == ReadBack(True, "Aisha Karim", datetime(2026, 11, 14, 11, 58, tzinfo=UTC))


@pytest.mark.parametrize(
    "form", [pytest.param(f, marks=[] if f == "theft" else [pytest.mark.long]) for f in FORMS]
)
def test_every_form_can_be_taken_down_page_by_page(at_desk, form):
    place = begin(at_desk, form)
    ask_first(at_desk, place)
    at_desk.post(f"{place}asked/", WHO)

    walk_all(at_desk, place)
    send(at_desk, place)

    kept = {row.question: row.value for row in CrimeReport.objects.get().answers.all()}
    example = schemas.example_of(FORMS[form])["answers"]
    spelt = {row.key for row in FORMS[form].questions if row.kind in {"vrm", "items"}}
    assert {key: kept[key] for key in example if key not in spelt} == {
        key: value for key, value in example.items() if key not in spelt
    }


@pytest.mark.parametrize("channel", sorted(ASSISTED))
def test_every_way_is_written_down(at_desk, channel):
    assert taken(at_desk, channel=channel).channel == channel


def test_an_officer_takes_a_report_down_as_the_crime_desk_does(officer, crime_assessor):
    assert taken(browser(officer), channel="doorstep").taken_by == officer


def test_the_clock_runs_from_the_first_contact(at_desk):
    report = taken(at_desk, first_contact_at_time="07:15")

    assert report.submitted_at == NOW
    assert report.clock_started_at == datetime(2026, 11, 14, 7, 15, tzinfo=UTC)
    assert report.record_by == datetime(2026, 11, 15, 7, 15, tzinfo=UTC)


def test_the_first_contact_is_now_unless_somebody_says_otherwise(at_desk):
    place = begin(at_desk)
    shown = at_desk.get(f"{place}asked/").content.decode()

    assert 'value="12:00"' in shown
    assert 'value="14"' in shown


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"first_contact_at_time": "12:01"}, "cannot be in the future"),
        ({"first_contact_at_time": ""}, "time must be like"),
        ({"name": " "}, "Write whom you asked"),
        ({"relation": "nobody"}, "valid choice"),
        ({"language": "other"}, "Write the language"),
        ({"name": "x" * 201}, "at most 200 characters"),
    ],
)
def test_who_was_asked_is_written_down_whole(at_desk, change, says):
    place = begin(at_desk)

    answer = at_desk.post(f"{place}asked/", WHO | change)

    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert not taking.of(draft_at(place)).knows_who


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"agreed": ""}, "Choose an answer"),
        ({"name": ""}, "Write who agreed"),
        ({"agreed_at_time": "12:01"}, "not in the future"),
        ({"agreed_at_time": "11:39"}, "after the first contact"),
        ({"agreed": "no"}, "Write why it was not read back"),
    ],
)
def test_nothing_is_sent_before_it_is_said_whether_it_was_read_back(at_desk, change, says):
    place = ready(at_desk)

    answer = send(at_desk, place, **change)

    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert not CrimeReport.objects.exists()


def test_a_report_that_was_not_read_back_says_why(at_desk):
    place = ready(at_desk)

    send(at_desk, place, agreed="no", reason="The ambulance took her away.")

    read_back = taking.read_back_of(CrimeReport.objects.get())
    assert read_back == ReadBack(False, reason="The ambulance took her away.")


def test_what_is_read_back_shows_every_answer_and_who_gave_it(at_desk):
    place = ready(at_desk)

    shown = at_desk.get(f"{place}check/").content.decode()

    assert "Read this to Aisha Karim" in shown
    for row in schemas.example_of(FORMS["theft"])["answers"]:
        question = next(one for one in FORMS["theft"].questions if one.key == row)
        assert question.text.en in shown.replace("&#x27;", "'")


def test_nobody_goes_to_the_end_without_saying_whom_they_ask(at_desk):
    place = begin(at_desk)
    ask_first(at_desk, place)

    assert at_desk.get(f"{place}check/").url == f"{place}asked/"


def test_danger_shows_999_to_staff_too_and_the_report_goes_on(at_desk):
    place = begin(at_desk, channel="doorstep")

    answer = ask_first(at_desk, place, danger="yes", railway="yes")

    shown = at_desk.get(answer.url).content.decode()
    assert "Call 999" in shown
    assert "British Transport Police" in shown
    assert f'href="{place}asked/"' in shown
    at_desk.post(f"{place}asked/", WHO)
    answer_all(place)
    assert send(at_desk, place).status_code == 302
    assert taking.of_report(CrimeReport.objects.get()).before["danger"] == "yes"


def test_every_form_has_its_questions_before(at_desk):
    for form in FORMS:
        place = begin(at_desk, form)
        shown = at_desk.get(f"{place}first/").content.decode().replace("&#x27;", "'")
        assert all(step.text.en in shown for step in triage.steps_before(form))


def test_several_reports_are_open_side_by_side(at_desk):
    first, second = begin(at_desk), begin(at_desk, "assault", "phone_101")
    at_desk.post(f"{first}asked/", WHO | {"name": "Ann Bell"})
    at_desk.post(f"{second}asked/", WHO | {"name": "Cai Dodd"})

    shown = at_desk.get(BASE).content.decode()

    assert "Ann Bell" in shown
    assert "Cai Dodd" in shown
    assert f'href="{first}check/"' in shown
    assert f'href="{second}check/"' in shown


def test_a_report_that_was_sent_is_not_listed_as_open(at_desk):
    taken(at_desk)

    assert "Your open reports" not in at_desk.get(BASE).content.decode()


def test_files_come_with_a_report_that_staff_take_down(at_desk):
    place, page = ready(at_desk), files_page("theft")
    at_desk.post(f"{place}{page}", {"files": [photo(), photo("bike.png", "blue")], "action": "add"})
    shown = at_desk.get(f"{place}{page}").content.decode()
    assert "lip.png" in shown
    remove = re.search(rf"{place}files/[0-9a-f-]+/remove/", shown).group()

    assert at_desk.post(remove).status_code == 302
    send(at_desk, place)

    assert [file.name for file in CrimeReport.objects.get().files.all()] == ["bike.png"]


def files_page(code):
    form = FORMS[code]
    page = next(row.page for row in form.questions if row.kind == "files")
    return f"q/{form.number_of(form.page(page))}/"


def test_an_email_goes_where_the_person_said_it_is_safe_and_nothing_goes_elsewhere(at_desk):
    place = ready(at_desk)
    drafts.keep(draft_at(place), {"watched": "no"})

    send(at_desk, place)

    message = OutboundMessage.objects.get()
    assert message.address == "reporter@example.com"
    # There is no page on which a code could be typed: an officer verifies this address.
    assert "code" not in message.body
    assert not EmailCheck.objects.exists()
    assert CrimeReport.objects.get().reference in message.body


def test_the_letters_are_in_the_language_that_was_spoken(at_desk):
    assert taken(at_desk, language="cy").language == "cy"


# The same record ---------------------------------------------------------------------------------


def rows_of(report):
    kept = report.answers.order_by("position").values_list(
        "position", "page", "question", "label", "content", "shown", "feeds"
    )
    return list(kept)


@pytest.mark.parametrize("form", FORMS)
def test_the_same_answers_make_the_same_record_whichever_way_they_came(crime_assessor, form):
    by, example = of_user(crime_assessor), schemas.example_of(FORMS[form])
    force = crime_assessor.force
    partner = partners.register(
        name="Shop", force=force.pk, scopes=["intake:report"], forms=[form], by=system(), at=NOW
    )
    by_machine = partners.send(
        client=partner.client, at=NOW, sent=partners.Sent(
            form=form, edition=FORMS[form].edition, answers=example["answers"],
            triage=example["triage"],
        ),
    ).report  # fmt: skip
    answers = {row.question: row.value for row in by_machine.answers.all()}
    answers |= {row.key: True for row in FORMS[form].questions if row.key not in answers}
    online, _ = drafts.start(form=form, force=force, at=NOW)
    online = services.submit(draft=drafts.keep(online, answers), say=Say(), at=NOW)
    draft = taking.start(form=form, channel="counter", by=by, at=NOW, real_at=NOW)
    drafts.keep(draft, answers)
    taking.note_who(
        draft=draft, first_contact_at=NOW, name="Ann", relation="victim", language="en",
        interpreter="none", by=by, at=NOW,
    )  # fmt: skip
    by_staff = taking.send(draft=draft, read_back=ReadBack(True, "Ann", NOW), by=by, at=NOW)

    assert rows_of(online) == rows_of(by_staff) == rows_of(by_machine)
    reports = [online, by_staff, by_machine]
    for name in ("form", "edition", "priority", "priority_reasons", "record_by", "language"):
        assert len({str(getattr(report, name)) for report in reports}) == 1
    assert len({tuple(sent_kinds(report)) for report in reports}) == 1


def sent_kinds(report):
    """Return what the chain of a report says of the sending, with the names of its data."""
    rows = CaseEvent.objects.filter(stream=report.stream).order_by("sequence")
    # That three reports of one person are repeats is found at the second and third of them.
    told = {"report.taking_started", "report.viewed", "report.repeat_counted"}
    return [
        (row.kind, *sorted(json.loads(bytes(row.body.content)))) for row in rows
        if row.kind not in told
    ]  # fmt: skip


def test_the_chain_says_who_began_and_who_sent_and_holds(at_desk, crime_assessor):
    report = taken(at_desk)

    rows = CaseEvent.objects.filter(stream=report.stream).order_by("sequence")
    by_kind = {row.kind: row.actor_id for row in rows}
    assert by_kind["report.taking_started"] == by_kind["report.submitted"] == crime_assessor.pk
    assert events.check(report.stream).faults == []


# At the desk and in the case ---------------------------------------------------------------------


def test_the_desk_sees_who_took_it_whom_they_asked_and_that_it_was_read_back(at_desk):
    report = taken(at_desk, channel="doorstep", language="other", which_language="Polish",
                   interpreter="phone", relation="parent")  # fmt: skip

    shown = at_desk.get(f"/desk/reports/{report.pk}/").content.decode()

    for words in (
        "Doorstep or street", "Jo Pike", "Aisha Karim: Parent or guardian", "Polish",
        "Yes, by phone or video", "Is anyone in danger right now? No",
        "Agreed by Aisha Karim, Sat 14 Nov 2026, 11:58",
    ):  # fmt: skip
        assert words in shown


def test_the_account_in_the_file_says_how_it_was_given(at_desk, crime_assessor):
    report = taken(at_desk, channel="phone_101")
    officer = factories.make_user("officer")

    case = services.record_as_crime(
        report=report, home_office_class="49", title="A theft", level="standard",
        balance_reason="She saw it.", contrary_reason="Nothing speaks against it.",
        officer=officer, supervisor=factories.make_user("supervisor"),
        by=of_user(crime_assessor), at=NOW + timedelta(hours=1),
    )  # fmt: skip

    listed = case.unused_material.values_list("description", flat=True)
    assert "Account given by phone and written down on 14 November 2026" in listed


# The receipt -------------------------------------------------------------------------------------


def test_the_receipt_for_the_counter_has_the_reference_and_says_nothing_of_what_happened(at_desk):
    report = taken(at_desk, form="da")

    shown = at_desk.get(f"{BASE}{report.pk}/receipt/").content.decode()

    assert report.reference in shown
    assert "Ask before you hand over paper" in shown
    assert "abuse" not in shown.lower()
    assert "Aisha" not in shown


@pytest.mark.parametrize(("watched", "is_sent"), [("no", True), ("yes", False)])
def test_the_receipt_says_whether_an_email_left(at_desk, watched, is_sent):
    place = ready(at_desk)
    drafts.keep(draft_at(place), {"watched": watched})

    shown = at_desk.get(send(at_desk, place).url).content.decode()

    assert OutboundMessage.objects.exists() == is_sent
    assert ("It was sent by email" in shown) == is_sent
    assert ("Nothing was sent by email" in shown) != is_sent


def test_the_receipt_says_when_nothing_may_be_sent(at_desk):
    place = begin(at_desk, "tell_us")
    ask_first(at_desk, place)
    at_desk.post(f"{place}asked/", WHO)
    form = FORMS["tell_us"]
    answers = {row.key: None for row in form.questions} | {"may_contact": "no", "files": True}
    answers |= {row.key: row.choices[-1].value for row in form.questions if row.kind == "radios"}
    drafts.keep(draft_at(place), answers | {"may_contact": "no"})

    shown = at_desk.get(send(at_desk, place).url).content.decode()

    assert "Say the reference now; nothing is sent." in shown
