"""Camera systems, body-worn cameras, screenshots and sensitive scenes, as an officer sees them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from casefile.desk import next_steps
from casefile.models import CaseEvent
from casefile.services import recordings
from tests import factories, media


def moment(name, at):
    """Return the boxes of a date and a time."""
    boxes = {"day": at.day, "month": at.month, "year": at.year, "time": f"{at:%H:%M:%S}"}
    return {f"{name}_{part}": value for part, value in boxes.items()}


@pytest.fixture
def exhibit(robbery):
    """A recording in the robbery case, of bytes that nothing here can open."""
    stored = media.receive(b"DHAV" + bytes(60), case=robbery.case, by=robbery.by, name="cam3.dav")
    return factories.make_exhibit(case=robbery.case, content=stored, kind="video", reference="JH/7")


@pytest.fixture
def page(client, robbery, exhibit):
    client.force_login(robbery.officer)
    return lambda query="": client.get(
        reverse("desk:exhibit", args=[exhibit.pk]) + query
    ).content.decode()


AT = factories.AT - timedelta(days=4)


def cctv(**changed):
    return {
        "premises": "Corner shop, 3 Mill Lane", "make_model": "Acme D4", "cameras": 4,
        "system_time": AT + timedelta(seconds=245), "true_time": AT, "checked_by": "DC Hall",
        "true_time_from": "Speaking clock", "period_from": AT, "player": "acmeplay.exe",
        "period_to": AT + timedelta(hours=1), "is_native": True, "is_complete": False,
        "exported_by": "A. Shah, owner", "keeps_days": 14,
    } | changed  # fmt: skip


def test_a_camera_system_is_recorded_with_its_clock_and_seen_on_the_page(desk, exhibit, page):
    """EV-46: the form about the system; its clock error follows from two times."""
    given = cctv(is_native="yes", is_complete="yes")
    times = ("system_time", "true_time", "period_from", "period_to")
    for name in times:
        given |= moment(name, given.pop(name))

    answer = desk("desk:cctv", exhibit, **given)

    exhibit.refresh_from_db()
    assert answer.status_code == 302
    assert exhibit.clock_error_seconds == 245
    shown = page()
    assert "Corner shop, 3 Mill Lane" in shown
    assert "4 minutes 5 seconds fast. Speaking clock, checked by DC Hall" in shown
    assert "From 27 November 2026" in shown


def test_what_a_system_will_write_over_is_a_task_with_its_day(exhibit, robbery):
    """EV-46: the overwrite date drives a deadline that the officer sees."""
    recordings.record_cctv(exhibit=exhibit, **cctv(), by=robbery.by, at=robbery.at)

    steps = [*next_steps.of_case(robbery.case), *next_steps.tasks_of(robbery.by, _cases(robbery))]
    found = [step.due_on for step in steps if "Corner shop" in step.text]
    recordings.record_cctv(exhibit=exhibit, **cctv(is_complete=True), by=robbery.by, at=robbery.at)

    assert [f"{day:%d %B}" for day in found] == ["27 November", "27 November"]
    assert not any("Corner shop" in step.text for step in next_steps.of_case(robbery.case))


def _cases(robbery):
    return type(robbery.case).objects.filter(pk=robbery.case.pk)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"period_to": AT}, "after its start"),
        ({"true_time": None}, "both times"),
        ({"checked_by": ""}, "who checked it"),
    ],
)
def test_times_of_a_system_that_do_not_fit_are_refused(exhibit, robbery, changed, words):
    with pytest.raises(recordings.Refused, match=words):
        recordings.record_cctv(exhibit=exhibit, **cctv(**changed), by=robbery.by, at=robbery.at)


def test_a_file_of_a_maker_is_kept_and_said_not_to_be_viewable_here(exhibit, page):
    """EV-45: an opaque master."""
    assert "No preview" in page()
    assert not exhibit.content.derivations.exists()


def worn(**changed):
    return {
        "camera_serial": "BW-0031", "wearer": "PC 77 Lowe", "recording_id": "R-9",
        "started_at": AT, "ended_at": AT + timedelta(minutes=9), "segment": 2,
        "pre_record_seconds": 30, "is_muted": True, "category": "account",
    } | changed  # fmt: skip


def test_body_worn_video_says_what_it_is_and_who_called_it_evidence(desk, exhibit, page):
    """EV-41: all fields, the flag with who set it and when."""
    given = worn(evidential="evidential") | moment("started_at", AT)
    given |= moment("ended_at", AT + timedelta(minutes=9))
    desk("desk:body-worn", exhibit, **{k: v for k, v in given.items() if k[-3:] != "_at"})

    shown = page()

    for words in ("BW-0031", "PC 77 Lowe", "R-9, segment 2", "30 seconds", "First account"):
        assert words in shown
    assert "Evidence: DC 2301 Joan Hall, " in shown
    assert "No clock runs" in shown


def test_footage_that_is_not_evidence_is_due_after_31_days_unless_a_case_holds_it(
    exhibit, robbery, page
):
    """EV-42: the day and the rule are shown; a link to a case stops the clock."""
    row = recordings.record_body_worn(
        exhibit=exhibit, evidential="non_evidential", **worn(), by=robbery.by, at=robbery.at
    )

    shown = page()
    exhibit.stage = "void"
    exhibit.save(update_fields=["stage"])

    assert "Stopped by exhibit JH/7 in" in shown
    assert "Else due on 14 December 2026" in shown
    assert "secondary" in shown
    assert recordings.disposal(row)[1] == []
    factories.make_hold(case=robbery.case, kind="complaint")
    assert recordings.disposal(row)[1] == ["a hold: A complaint or misconduct matter"]


def test_a_thing_is_no_recording_of_a_camera_and_no_screenshot(robbery):
    """EV-41, EV-46, EV-49: only of a file is it said; a phone in a bag has none."""
    common = {"exhibit": robbery.phone, "by": robbery.by, "at": robbery.at}

    with pytest.raises(recordings.Refused, match="Only of a recording"):
        recordings.record_body_worn(**common, evidential="non_evidential", **worn())
    with pytest.raises(recordings.Refused, match="Only of a recording"):
        recordings.record_cctv(**common, **cctv())
    with pytest.raises(recordings.Refused, match="is a file"):
        recordings.record_screenshot(**common, taken_by="Aisha Karim")


def test_what_holds_footage_never_names_things_of_another_force(exhibit, robbery):
    """EV-42: an old row without a file is linked to nothing, least of all across forces."""
    other = factories.make_case(force=factories.make_force(factories.OTHER_FORCE))
    factories.make_exhibit(case=other)
    factories.make_unused_material(case=other)
    row = recordings.record_body_worn(
        exhibit=exhibit, evidential="non_evidential", **worn(), by=robbery.by, at=robbery.at
    )
    exhibit.content = None

    assert recordings.disposal(row)[1] == []


def test_a_flag_left_as_it_was_keeps_who_set_it(exhibit, robbery):
    """EV-41: who and when are of the person that decided, not of the last who saved."""
    common = {"exhibit": exhibit, "evidential": "evidential", **worn()}
    recordings.record_body_worn(**common, by=robbery.by, at=robbery.at)
    other = factories.make_actor("officer", force=robbery.force)

    row = recordings.record_body_worn(**common, by=other, at=robbery.at + timedelta(days=1))

    assert (row.evidential_by, row.evidential_at) == (robbery.officer, robbery.at)


def test_a_screenshot_says_that_the_original_is_not_held_and_what_to_ask_for(
    desk, exhibit, robbery, page
):
    """EV-49, EV-50: who took it, of what, on what; linked to the device that was seized."""
    desk("desk:screenshot", exhibit, taken_by="Aisha Karim", device="Her phone",
         account="@marsh on an app", was_source_seen="no", is_original_held="no",
         of_thing=str(robbery.phone.pk))  # fmt: skip

    shown = page()
    steps = {step.text for step in next_steps.of_case(robbery.case)}

    assert "Original not held" in shown
    assert "@marsh on an app" in shown
    assert robbery.phone.reference in shown
    assert robbery.phone.screenshots_of_it.count() == 1
    assert {
        "Ask for an export of what JH/7 is of",
        "Ask the provider to keep what JH/7 is of",
    } <= steps


def test_a_sensitive_scene_shows_no_picture_until_it_is_asked_for(client, desk, robbery):
    """EV-44: not shown as a thumbnail by default."""
    stored = media.receive(media.photo(), case=robbery.case, by=robbery.by)
    exhibit = factories.make_exhibit(case=robbery.case, content=stored, kind="photo")
    desk("desk:sensitivity", exhibit, codes=["home", "child"])

    page = reverse("desk:exhibit", args=[exhibit.pk])
    picture = reverse("desk:exhibit-picture", args=[exhibit.pk])

    assert picture not in client.get(page).content.decode()
    assert picture in client.get(page, {"shown": "1"}).content.decode()
    assert CaseEvent.objects.filter(kind="exhibit.sensitivity_set").exists()
