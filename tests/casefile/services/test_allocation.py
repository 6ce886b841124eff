"""What could solve a crime, and which team takes it: the table suggests, a person decides."""

import pytest

from casefile.models import AllocationDecision, CaseEvent, SolvabilityFactor
from casefile.rules.allocation import ALLOCATION, NOT_INVESTIGATED, TEAMS, AllocationFacts, suggest
from casefile.rules.solvability import FACTORS, NEVER_SCREENED_OUT, always_investigated
from casefile.services import Refused, allocation, events
from casefile.services.actors import of_user
from tests import factories
from tests.factories import AT

ABSENT = dict.fromkeys(FACTORS, "absent")


@pytest.fixture
def boss(supervisor):
    return of_user(supervisor)


def judged(crime, by, **states):
    given = {code: (states.get(code, "absent"), "Seen.") for code in FACTORS}
    return allocation.record_factors(crime=crime, factors=given, by=by, at=AT)


@pytest.mark.parametrize(
    ("facts", "team"),
    [
        (AllocationFacts("1"), "major"),
        (AllocationFacts("19C"), "public_protection"),
        (AllocationFacts("N100"), "public_protection"),
        (AllocationFacts("58D", flags=("domestic_abuse",)), "public_protection"),
        (AllocationFacts("8Q"), "public_protection"),
        (AllocationFacts("34B"), "cid"),
        (AllocationFacts("28E"), "cid"),
        (AllocationFacts("49", flags=("knife",)), "cid"),
        (AllocationFacts("49", risk="high"), "response"),
        (AllocationFacts("58D", flags=("hate_race",)), "response"),
        (AllocationFacts("49", factors={"forensic_window": "present"}), "response"),
        (AllocationFacts("9A", factors={"named_suspect": "present"}), "neighbourhood"),
        (AllocationFacts("49", factors={"cctv": "present"}), "response"),
        (AllocationFacts("49", factors=ABSENT), "none"),
        (AllocationFacts("49", factors=ABSENT | {"cctv": "unknown"}), "desk"),
        (AllocationFacts("49"), "desk"),
    ],
)
def test_the_first_row_that_fits_gives_the_team(facts, team):
    assert suggest(facts).team == team


def test_every_row_gives_a_team_that_exists_and_the_last_fits_everything():
    assert {row.team for row in ALLOCATION} <= set(TEAMS)
    assert ALLOCATION[-1].fits(AllocationFacts("99"))


@pytest.mark.parametrize(
    ("code", "flags"),
    [("8U", []), ("49", ["domestic_abuse"]), ("20A", []), ("N100", []), ("58J", []),
     ("49", ["hate_disability"]), ("8L", []), ("8Q", []), ("49", ["child_victim"]), ("11A", []),
     ("34B", []), ("28E", []), ("10D", []), ("49", ["firearm"]), ("1", [])],
)  # fmt: skip
def test_what_is_never_screened_out_never_goes_to_no_team(code, flags):
    found = suggest(AllocationFacts(code, flags=tuple(flags), factors=ABSENT))

    assert always_investigated(code, flags)
    assert found.team != "none"


def test_each_row_of_what_is_never_screened_out_keeps_something():
    assert all(row.groups or row.classes or row.flags for row in NEVER_SCREENED_OUT)
    assert not always_investigated("49", [])


def test_there_is_no_score():
    assert not [f.name for f in SolvabilityFactor._meta.fields if "score" in f.name]
    assert {field.name for field in SolvabilityFactor._meta.fields} >= {"state", "evidence"}


def test_the_newest_judgement_of_a_factor_holds_and_the_older_one_stays(db, boss):
    crime = factories.make_crime()
    given = {"cctv": ("unknown", "")}
    allocation.record_factors(crime=crime, factors=given, is_suggestion=True, by=boss, at=AT)

    allocation.record_factors(
        crime=crime, factors={"cctv": ("present", "Shop, exhibit RE/3")}, by=boss, at=AT
    )

    assert allocation.factors_of(crime)["cctv"].evidence == "Shop, exhibit RE/3"
    assert crime.factors.count() == 2


def test_what_is_present_says_what_shows_it(db, boss):
    with pytest.raises(Refused, match="what shows it"):
        allocation.record_factors(
            crime=factories.make_crime(), factors={"cctv": ("present", "")}, by=boss, at=AT
        )


@pytest.mark.parametrize("given", [{"odd": ("present", "x")}, {"cctv": ("maybe", "x")}])
def test_an_unknown_factor_or_state_is_refused(db, boss, given):
    with pytest.raises(Refused, match="present, absent or not known"):
        allocation.record_factors(crime=factories.make_crime(), factors=given, by=boss, at=AT)


def test_the_suggested_team_needs_no_reason_and_starts_the_investigation(db, boss):
    crime = factories.make_crime()

    decision = allocation.decide(crime=crime, team="cid", by=boss, at=AT)

    crime.refresh_from_db()
    assert (crime.stage, crime.allocated_at) == ("under_investigation", AT)
    assert (decision.suggested_team, decision.rule, decision.is_override) == ("cid", "A5", False)


def test_another_team_than_suggested_says_why_and_is_logged(db, boss):
    crime = factories.make_crime()
    with pytest.raises(Refused, match="Say why it is not: detectives"):
        allocation.decide(crime=crime, team="response", by=boss, at=AT)

    allocation.decide(crime=crime, team="response", reason="They are on it.", by=boss, at=AT)

    assert AllocationDecision.objects.get().is_override
    body = events.body_of(CaseEvent.objects.get(kind="crime.allocation_decided"))
    assert (body["suggested"], body["team"], body["reason"]) == (
        "cid",
        "response",
        "They are on it.",
    )


def test_a_robbery_is_not_left_without_an_investigation(db, boss):
    crime = factories.make_crime()
    judged(crime, boss)

    with pytest.raises(Refused) as refusal:
        allocation.decide(
            crime=crime, team="none", reason="x", not_investigated="no_lines", by=boss, at=AT
        )

    assert "always_investigated" in {row.code for row in refusal.value.reasons}


def test_no_investigation_says_what_the_victim_is_told_and_is_an_event(db, boss):
    crime = factories.make_crime(home_office_class="49")
    judged(crime, boss)
    with pytest.raises(Refused, match="what the victim is told"):
        allocation.decide(crime=crime, team="none", by=boss, at=AT)

    allocation.decide(crime=crime, team="none", not_investigated="no_lines", by=boss, at=AT)

    crime.refresh_from_db()
    assert crime.stage == "allocated"
    body = events.body_of(CaseEvent.objects.get(kind="crime.not_investigated"))
    assert body["why"] == "no_lines"
    assert NOT_INVESTIGATED["no_lines"].plain.cy
