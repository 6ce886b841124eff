"""Each hard alarm of an online report: whoever tells it jumps the queue of the crime desk."""

import re

import pytest

from intake import assessment
from intake.models import CrimeReport
from tests.intake.sent import report_by_http
from tests.intake.walk import REPORTED_AT, make_report

pytestmark = pytest.mark.django_db

TOLD = {
    "strangulation": [
        ("assault", {"throat": "yes"}),
        ("damage", {"story": "He broke the door and then he strangled me."}),
        ("damage", {"story": "Torrodd y drws ac wedyn fe'm tagodd, dechreuodd fy nhagu."}),
    ],
    "weapon": [
        ("assault", {"weapon": "yes"}),
        ("stalk", {"threats": ["weapon"]}),
        ("theft", {"story": "He had a knife in his hand."}),
        ("theft", {"story": "Roedd cyllell yn ei law."}),
    ],
    "threat_to_kill": [
        ("da", {"danger_signs": ["kill"]}),
        ("stalk", {"threats": ["kill"]}),
        ("asb", {"story": "He said: I\u2019ll kill\u200b you all, I will kill you."}),
        ("asb", {"story": "Dywedodd ei fod am fy lladd."}),
    ],
    "sexual": [
        ("sexual", {"within_week": "yes"}),
        ("da", {"types": ["sexual"]}),
        ("damage", {"story": "Last night he raped me."}),
        ("damage", {"story": "Cefais fy nhreisio, fe wnaeth fy nhreisio. Treisiodd fi."}),
    ],
    "under_18": [
        ("theft", {"impact": ["under_18"]}),
        ("sexual", {"age_now": "13_15"}),
        ("theft", {"for_whom": "me", "born_on_day": "3", "born_on_month": "4",
                   "born_on_year": "2012"}),
        ("theft", {"story": "I am 15. They took my bike."}),
    ],
    "suicide": [
        ("asb", {"impact": ["self_harm"]}),
        ("stalk", {"threats": ["self"]}),
        ("asb", {"story": "I don't want to live any more."}),
        ("asb", {"story": "Dwi ddim eisiau byw."}),
    ],
    "present": [
        ("assault", {"returns": "yes"}),
        ("da", {"safe_now": "no"}),
        ("theft", {"story": "He is outside, banging."}),
        ("theft", {"story": "Maen nhw y tu allan."}),
    ],
    "order": [
        ("stalk", {"orders": "yes"}),
        ("asb", {"story": "He has ignored the court order again."}),
        ("asb", {"story": "Mae wedi torri'r gorchymyn llys, torri y gorchymyn."}),
    ],
    "missing": [
        ("tell_us", {"told_what": "My daughter has not come home since Friday."}),
        ("tell_us", {"told_what": "Mae fy merch ar goll."}),
    ],
    "stalking_ex": [
        ("stalk", {"relation_to_them": "ex_partner", "behaviour": ["following"]}),
        ("da", {"relation_to_them": "ex_partner", "types": ["stalking"]}),
        ("damage", {"story": "My ex-husband keeps waiting outside my work."}),
    ],
    "found": [
        ("stalk", {"location": "yes"}),
        ("stalk", {"story": "I moved and he's found me."}),
        ("stalk", {"story": "Mae wedi dod o hyd i mi."}),
    ],
    "live_location": [
        ("vehicle", {"vehicle_crime": "stolen", "tracker": "live"}),
        ("theft", {"proof": ["location"]}),
        ("theft", {"story": "Find My shows it in a garage on the hill."}),
    ],
    "hate_fear": [
        ("hate", {"afraid_to_go": "yes"}),
        ("theft", {"hostility": "yes", "afraid": "yes"}),
    ],
}  # fmt: skip
BY_HTTP = [(alarm, *rows[0]) for alarm, rows in TOLD.items()]
BY_HTTP += [("under_18", *TOLD["under_18"][2]), ("missing", *TOLD["missing"][0])]
TOLD_OTHERWISE = [(alarm, *row) for alarm, rows in TOLD.items() for row in rows[1:]]


def words_of(alarm):
    return {r.words for r in (*assessment.RISKS, *assessment.PROMPTS) if r.alarm == alarm}


def test_every_hard_alarm_has_a_row_and_a_report_here_that_raises_it():
    raised = {row.alarm for row in (*assessment.RISKS, *assessment.PROMPTS)} - {""}

    assert raised == assessment.HARD_ALARMS.keys() == TOLD.keys()


@pytest.mark.parametrize(("alarm", "form", "fields"), BY_HTTP)
def test_a_report_with_a_hard_alarm_jumps_the_queue(desk, reporter, alarm, form, fields):
    make_report()  # it was there first, and has no alarm

    urgent = report_by_http(reporter, form, **fields)

    queue = desk.get("/desk/reports/").content.decode()
    other = CrimeReport.objects.exclude(pk=urgent.pk).get()
    assert words_of(alarm) & set(urgent.priority_reasons)
    assert queue.index(urgent.reference) < queue.index(other.reference)


@pytest.mark.parametrize(("alarm", "form", "fields"), TOLD_OTHERWISE)
def test_told_in_another_way_or_in_welsh_it_is_the_same_alarm(alarm, form, fields):
    born = [fields.get(f"born_on_{part}", "0").zfill(2) for part in ("year", "month", "day")]
    answers = fields | {"born_on": "-".join(born) if "born_on_day" in fields else None}

    assert words_of(alarm) & set(assessment.urgencies(answers, REPORTED_AT.date()))


def test_an_ordinary_report_does_not_jump_the_queue(reporter, crime_assessor):
    ordinary = report_by_http(
        reporter,
        "theft",
        story="Somebody took my bicycle from the rack outside the library. It is blue.",
        items_what="Bicycle",
    )

    assert ordinary.priority != "high"
    assert ordinary.priority_reasons == []


def test_strangling_told_inside_a_damage_form_is_not_lost(desk, reporter, officer, supervisor):
    # Arrange: the form is about a broken door.
    report = report_by_http(
        reporter, "damage", damaged="home", story="He broke my door. Then he strangled me."
    )

    # Act
    page = desk.get(f"/desk/reports/{report.pk}/").content.decode()
    form = desk.get(f"/desk/reports/{report.pk}/record/").context["form"]
    answer = desk.post(
        f"/desk/reports/{report.pk}/record/",
        {
            "home_office_class": form.initial["home_office_class"],
            "included_offences": form.initial["included_offences"],
            "title": "Assault, Northgate",
            "level": "high",
            "balance_reason": "She says that he strangled her.",
            "contrary_reason": "Nothing known speaks against it.",
            "late_reason": "It was reported on a Saturday.",
            "officer": officer.pk,
            "supervisor": supervisor.pk,
        },
    )

    # Assert: an alarm, the words themselves, and a principal crime that is not damage.
    assert report.priority == "high"
    assert re.search(r"<mark[^>]*>strangled</mark>", page)
    assert form.initial["home_office_class"] == "8N"
    assert set(form.initial["included_offences"]) >= {
        "Intentional strangulation", "Criminal damage to a dwelling",
    }  # fmt: skip
    assert "58A" in dict(form.fields["home_office_class"].choices)
    assert answer.status_code == 302
    report.refresh_from_db()
    crime = report.case.crimes.get()
    assert crime.home_office_class == "8N"
    assert "Intentional strangulation" in crime.included_offences


def test_nothing_is_recorded_until_a_person_decides(desk, reporter):
    report = report_by_http(reporter, "damage", story="He strangled me.")

    desk.get(f"/desk/reports/{report.pk}/")

    report.refresh_from_db()
    assert (report.stage, report.case) == ("submitted", None)
