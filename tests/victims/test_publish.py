"""News is copied once, safely, in the right words, and without a suspect's name before a charge."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import apps
from django.core import serializers

from casefile.models import CaseEvent, OutboundMessage
from casefile.services import (
    Refused,
    contacts,
    events,
    officer_hand_overs,
    people,
    prevention,
    visits,
)
from casefile.services.actors import of_user
from tests import factories
from victims import alerts, duties, publish, services
from victims.models import Duty, PublishedUpdate
from victims.update_templates import TEMPLATES, write_out

WEDNESDAY = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
MONDAY = datetime(2026, 12, 7, 15, 0, tzinfo=UTC)


def everything_copied() -> str:
    """Every row of every table of this app, as text."""
    return "".join(
        serializers.serialize("json", model.objects.all())
        for model in apps.get_app_config("victims").get_models()
    )


def events_told(robbery) -> int:
    return CaseEvent.objects.filter(stream=robbery.case.stream, kind="update.published").count()


def duty(robbery, code: str) -> Duty:
    return robbery.account.duties.filter(code=code).first()


def test_the_written_confirmation_names_crime_reference_and_officer_but_no_phone(robbery):
    update = robbery.account.updates.get(template_id="crime_recorded")

    assert "Robbery of personal property" in update.body
    assert robbery.case.crimes.get().reference in update.body
    assert "DC Joan Hall, Northgate" in update.body
    assert "hall@example.com" in update.body
    assert "900999" not in everything_copied()


def test_the_support_referral_of_the_demonstration_is_due_on_tuesday(robbery):
    assert duty(robbery, "E00b").due_on == date(2026, 11, 17)
    assert duty(robbery, "E00b").met_at is None


def test_a_refused_referral_is_kept_as_refused(db, opened):
    opened(wants_support_referral=False)

    assert Duty.objects.get(code="E00b").exception_reason == "The victim said no to a referral."


def test_notices_of_the_arrest_are_due_five_working_days_later(robbery):
    robbery.arrest_both()

    assert duty(robbery, "E02").due_on == date(2026, 11, 20)
    assert duty(robbery, "E02").met_how == "News on the tracker, alert by email"


def test_conditions_of_bail_are_left_to_the_officer(robbery):
    robbery.arrest_both()

    assert duty(robbery, "E05").met_at is None
    assert duty(robbery, "E05").due_on == date(2026, 11, 20)


def test_enhanced_rights_bring_open_clocks_forward(robbery):
    robbery.arrest_both()
    witness = people.make_witness(person=robbery.victim, kind="victim", by=robbery.by, at=WEDNESDAY)
    people.assess_needs(
        witness=witness,
        is_vulnerable=False,
        is_intimidated=True,
        special_measures=["screens"],
        own_views="",
        by=robbery.by,
        at=WEDNESDAY,
    )

    robbery.run_jobs()

    assert duty(robbery, "E05").due_on == date(2026, 11, 19)


def test_no_copied_row_holds_a_suspects_name_before_the_charge(robbery):
    robbery.arrest_both()
    robbery.decide()

    text = everything_copied()

    assert not [name for name in ("Marsh", "Cole", "Dean", "Liam") if name in text]


def test_an_authorised_charge_is_no_news_until_it_is_put(robbery):
    robbery.arrest_both()
    robbery.decide()
    before = robbery.titles()

    robbery.charge_marsh()

    assert "A person was charged" not in before
    update = robbery.account.updates.get(template_id="suspect_charged")
    assert "Dean Marsh was charged with: Robbery." in update.body
    assert "Cole" not in everything_copied()


def test_the_charge_and_the_hearing_keep_their_clocks(robbery):
    robbery.arrest_both()
    robbery.decide()
    robbery.charge_marsh()

    assert duty(robbery, "E10").due_on == date(2026, 12, 11)
    assert duty(robbery, "E10").met_at is not None
    assert duty(robbery, "E08").met_at is not None
    assert robbery.account.updates.get(template_id="hearing_listed").by_when == date(2027, 1, 7)


def test_news_of_no_charge_waits_for_a_phone_call(robbery):
    robbery.arrest_both()
    robbery.decide()
    held = robbery.account.updates.get(template_id="one_person_not_charged")

    assert held.published_at is None
    assert not robbery.account.updates.visible(MONDAY).filter(pk=held.pk).exists()
    assert duty(robbery, "E09").met_at is None


def test_after_the_call_it_is_explained_without_a_review_as_part_of_the_case_goes_on(robbery):
    robbery.arrest_both()
    robbery.decide()

    publish.told_in_person(
        duty=duty(robbery, "E09"), how="Phoned, code word given", by=robbery.by, at=MONDAY
    )

    update = robbery.account.updates.visible(MONDAY).get(template_id="one_person_not_charged")
    assert "not enough proof" in update.body
    assert "complain" in update.happens_next
    assert "review_by" not in update.variables
    assert update.approved_by == "Joan Hall"
    assert duty(robbery, "E09").met_how == "Phoned, code word given"


@pytest.mark.parametrize(
    ("told_at", "last_day"),
    [
        (MONDAY, "7 March 2027"),
        # Half an hour after midnight in London.
        (datetime(2027, 7, 14, 23, 30, tzinfo=UTC), "15 October 2027"),
    ],
)
def test_when_nobody_is_charged_the_last_day_for_a_review_is_three_months_after_the_call(
    robbery, told_at, last_day
):
    robbery.arrest_both()
    robbery.decide(marsh="nfa_public_interest", cole="nfa_public_interest")

    publish.told_in_person(duty=duty(robbery, "E09"), how="Phoned", by=robbery.by, at=told_at)

    update = robbery.account.updates.visible(told_at).get(template_id="nobody_charged")
    assert last_day in update.happens_next
    assert not robbery.account.duties.open().filter(code="E09").exists()


def test_being_told_cannot_be_recorded_twice_or_without_saying_how(robbery):
    open_duty = duty(robbery, "E00b")

    with pytest.raises(Refused, match="how"):
        publish.told_in_person(duty=open_duty, how=" ", by=robbery.by, at=MONDAY)
    met = publish.told_in_person(duty=open_duty, how="Referred", by=robbery.by, at=MONDAY)
    with pytest.raises(Refused, match="already"):
        publish.told_in_person(duty=met, how="Again", by=robbery.by, at=MONDAY)

    assert met.is_late(MONDAY)


def test_the_same_event_told_twice_is_one_update_one_alert_and_one_duty(robbery):
    robbery.arrest_both()
    count = (
        PublishedUpdate.objects.count(),
        Duty.objects.count(),
        OutboundMessage.objects.count(),
        events_told(robbery),
    )

    for event in CaseEvent.objects.filter(stream=robbery.case.stream):
        publish.tell(event=event, at=event.at)

    assert count == (
        PublishedUpdate.objects.count(),
        Duty.objects.count(),
        OutboundMessage.objects.count(),
        events_told(robbery),
    )


def test_two_arrests_at_one_moment_are_two_updates_and_one_alert(robbery):
    robbery.arrest_both()

    assert robbery.account.updates.filter(template_id="suspect_arrested").count() == 2
    assert OutboundMessage.objects.filter(template="tracker_news").count() == 1


def test_no_alert_holds_a_word_that_tells_an_onlooker_anything(robbery):
    robbery.arrest_both()
    tell_tale = [*alerts.BANNED_WORDS, "northgate", "robbery", robbery.case.crimes.get().reference]

    for message in OutboundMessage.objects.all():
        text = f"{message.subject} {message.body}".lower()
        assert not [word for word in tell_tale if word.lower() in text]


def test_alerts_go_only_where_it_is_safe(robbery):
    robbery.arrest_both()

    assert set(OutboundMessage.objects.values_list("address", flat=True)) == {"a@example.com"}


def test_without_a_safe_way_nothing_is_sent_and_the_duty_stays_open(db, opened):
    robbery = opened(safe_email=False)
    robbery.arrest_both()

    assert not OutboundMessage.objects.exists()
    assert duty(robbery, "E02").met_at is None


@pytest.mark.parametrize("home_office_class", ["19C", "8L", "8Q", "105A", "2"])
def test_other_crimes_wait_for_an_officer_and_nothing_is_copied(db, opened, home_office_class):
    robbery = opened(home_office_class=home_office_class)
    robbery.arrest_both()

    assert not robbery.account.is_open
    assert not PublishedUpdate.objects.exists()
    assert not OutboundMessage.objects.exists()
    assert duty(robbery, "E02").met_at is None


def test_a_flag_on_the_case_keeps_the_tracker_off_until_an_officer_switches_it_on(db, opened):
    robbery = opened(flags=["domestic_abuse"])
    robbery.arrest_both()
    assert not PublishedUpdate.objects.exists()

    publish.switch(
        account=robbery.account, allowed=True, reason="Asked alone", by=robbery.by, at=MONDAY
    )

    assert "A person was arrested" in robbery.titles()
    assert OutboundMessage.objects.count() == 1


def test_a_tracker_switched_off_gets_no_more_news(robbery):
    publish.switch(
        account=robbery.account, allowed=False, reason="Partner", by=robbery.by, at=MONDAY
    )

    robbery.arrest_both()

    assert "A person was arrested" not in robbery.titles()


def test_a_victim_who_is_a_suspect_too_is_not_tipped_off(robbery):
    people.make_suspect(person=robbery.victim, by=robbery.by, at=WEDNESDAY)

    robbery.arrest_both()

    assert "A person was arrested" not in robbery.titles()
    assert duty(robbery, "E02").met_at is None


def test_a_new_officer_is_news_and_the_same_one_is_not(robbery, make_user):
    assert not robbery.account.updates.filter(template_id="officer_named").exists()
    other = make_user(robbery.case.force, "Ivy Moss", "officer", rank="DC")

    offered = officer_hand_overs.offer(
        case=robbery.case, to=other, reason="Another team", by=robbery.by, at=WEDNESDAY
    )
    officer_hand_overs.accept(hand_over=offered, by=of_user(other), at=WEDNESDAY)
    robbery.run_jobs()

    assert "DC Ivy Moss" in robbery.account.updates.get(template_id="officer_named").body
    assert robbery.account.contact_name == "DC Ivy Moss"


def test_a_visit_with_a_time_is_shown_with_it(robbery):
    visit_at = WEDNESDAY + timedelta(days=1)
    events.of_case(robbery.case, "visit.booked", by=robbery.by, at=WEDNESDAY, visit_at=visit_at)

    robbery.run_jobs()

    update = robbery.account.updates.get(template_id="visit_booked")
    assert "Thursday 19 November 2026, 12:00" in update.body


def test_a_victim_who_becomes_safe_to_reach_is_invited_then(db, opened):
    robbery = opened(safe_email=False)

    contacts.record(
        person=robbery.victim,
        kind="email",
        value="new@example.com",
        is_safe=True,
        verified_how="called",
        by=robbery.by,
        at=WEDNESDAY,
    )
    robbery.run_jobs()

    assert OutboundMessage.objects.get().address == "new@example.com"


def test_a_victim_known_late_gets_what_happened_before(robbery):
    second = people.record(
        case=robbery.case,
        given_names="Zoe",
        family_name="Lund",
        by=robbery.by,
        at=WEDNESDAY,
    )
    victim = people.make_victim(person=second, by=robbery.by, at=WEDNESDAY)

    robbery.run_jobs()

    account = services.open_accounts(case=robbery.case, by=robbery.by, at=WEDNESDAY)[1]
    assert account.victim_id == victim.pk
    assert account.updates.filter(template_id="crime_recorded").exists()


def test_advice_that_fits_the_crime_is_given_once(robbery):
    for _ in range(2):
        prevention.give(case=robbery.case, by=robbery.by, at=WEDNESDAY)
        robbery.run_jobs()

    update = robbery.account.updates.get(template_id="prevention_advice")
    assert "get away and call 999" in update.body


def test_advice_is_written_out_in_welsh_too():
    row = TEMPLATES["prevention_advice"]

    words = write_out(row, {"advice": "street,phone-stop"}, "cy")

    assert "ffoniwch 999" in words.body
    assert "banc" in words.body


def test_a_visit_called_off_is_told_without_its_reason(robbery):
    visit = factories.make_visit(
        victim=robbery.case.victims.get(), visit_at=WEDNESDAY + timedelta(days=1)
    )
    visits.cancel(visit=visit, reason="The suspect was near", by=robbery.by, at=WEDNESDAY)

    robbery.run_jobs()

    update = robbery.account.updates.get(template_id="visit_cancelled")
    assert "Thursday 19 November 2026, 12:00" in update.body
    assert "suspect" not in update.body


def test_a_duty_is_of_the_edition_in_force_on_its_day_in_london(robbery):
    """The Victims' Code of 2021 began on 1 April, while it was 31 March in UTC."""
    began = datetime(2021, 3, 31, 23, 30, tzinfo=UTC)
    event = CaseEvent.objects.filter(stream=robbery.case.stream).first()

    started = duties.start(
        account=robbery.account,
        code="E00",
        started_at=began,
        event_id=event.pk,
        by=robbery.by,
        at=began,
    )

    assert duties.row_of(started).code_edition == started.code_edition
