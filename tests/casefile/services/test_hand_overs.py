"""Things change hands: two sides, one holder at every moment, and an alarm where nobody answers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casefile.models import CaseEvent, ContinuityEntry, OutboundMessage
from casefile.rules.continuity import ACCEPT_WITHIN
from casefile.services import Refused, exhibit_labels, exhibits, hand_overs, people
from casefile.services.actors import of_user
from casefile.services.handling import Outsider, Terms
from tests import factories

pytestmark = pytest.mark.django_db
TERMS = Terms(
    place="Northgate property store", reason="To be kept", seal_number="B1", condition="Whole"
)
LAB = Outsider("Lee Ross", "Southmoor laboratory", typed_name="Lee Ross")


@pytest.fixture
def thing(case, officer, by, at):
    return exhibits.record(
        case=case,
        producer=people.officer_witness(case=case, user=officer, by=by, at=at),
        kind="physical",
        description="A grey jacket",
        captured_at=at,
        seal_number="B1",
        held_at="Interview room 2",
        by=by,
        at=at,
    )


@pytest.fixture
def keeper(db):
    return factories.make_user("exhibits_officer", name="Sam Store", email="store@example.com")


@pytest.fixture
def offered(thing, keeper, by, at):
    return hand_overs.offer(exhibit=thing, to=keeper, terms=TERMS, by=by, at=at)


def holder(thing):
    thing.refresh_from_db()
    return thing.custody, thing.holder, thing.held_at


def tried(thing):
    """The codes of what was tried with a thing and refused."""
    rows = thing.continuity.filter(result="refused").order_by("number")
    kinds = {CaseEvent.objects.get(pk=row.event_id).kind for row in rows}
    assert kinds <= {"exhibit.handling_refused"}
    return [row.code for row in rows]


def test_until_it_is_taken_over_the_giver_holds_it(thing, offered, keeper, at):
    """EV-31: offered is not given; taking over is a second entry, by the receiver."""
    before = holder(thing)

    hand_overs.accept(hand_over=offered, terms=TERMS, by=of_user(keeper), at=at)

    verbs = list(thing.continuity.order_by("number").values_list("verb", "from_holder", "done_by"))
    assert before == ("person", "DC 2301 Joan Hall", "Interview room 2")
    assert holder(thing) == ("person", "Sam Store", "Northgate property store")
    assert verbs[1:] == [
        ("transferred", "DC 2301 Joan Hall", "DC 2301 Joan Hall"),
        ("received", "DC 2301 Joan Hall", "Sam Store"),
    ]


def test_what_is_not_taken_over_stays_with_the_giver_and_says_why(thing, offered, keeper, at):
    """EV-31, EV-32."""
    hand_overs.refuse(hand_over=offered, reason="Bag torn", by=of_user(keeper), at=at)

    entry = thing.continuity.get(verb="received")
    assert holder(thing)[1] == "DC 2301 Joan Hall"
    assert (offered.stage, entry.reason, entry.to_holder) == (
        "refused", "Bag torn", "DC 2301 Joan Hall"
    )  # fmt: skip


def test_a_seal_that_reads_otherwise_is_not_taken_over_and_the_try_is_on_record(
    thing, offered, keeper, at
):
    """EV-32: the receiver reads the seal; a failure is an entry of its own."""
    other = replace(TERMS, seal_number="B7")

    with pytest.raises(Refused, match="not the one that was given"):
        hand_overs.accept(hand_over=offered, terms=other, by=of_user(keeper), at=at)

    assert holder(thing)[1] == "DC 2301 Joan Hall"
    assert tried(thing) == ["guards_failed"]


def test_only_the_receiver_answers_and_only_the_giver_takes_it_back(thing, offered, supervisor, at):
    """EV-31: two sides, each its own."""
    somebody = of_user(supervisor)

    with pytest.raises(Refused, match="offered to somebody else"):
        hand_overs.accept(hand_over=offered, terms=TERMS, by=somebody, at=at)
    with pytest.raises(Refused, match="Somebody else offered"):
        hand_overs.withdraw(hand_over=offered, reason="No", by=somebody, at=at)

    assert tried(thing) == ["guards_failed", "guards_failed"]


def test_who_does_not_hold_a_thing_does_not_give_it(thing, keeper, supervisor, at):
    """EV-31, EV-32."""
    with pytest.raises(Refused, match="DC 2301 Joan Hall holds this"):
        hand_overs.offer(exhibit=thing, to=keeper, terms=TERMS, by=of_user(supervisor), at=at)

    assert tried(thing) == ["not_holder"]


def test_a_thing_of_somebody_who_left_is_given_by_a_supervisor(
    thing, keeper, officer, supervisor, at
):
    """EV-31: no thing is stuck with somebody who cannot sign in."""
    officer.is_active = False
    officer.save()

    made = hand_overs.offer(exhibit=thing, to=keeper, terms=TERMS, by=of_user(supervisor), at=at)

    assert made.from_name == "DC 2301 Joan Hall"


@pytest.mark.parametrize(
    ("terms", "to", "field"),
    [
        (replace(TERMS, condition=" "), "keeper", "condition"),
        (replace(TERMS, seal_number=""), "keeper", "seal_number"),
        (TERMS, "officer", "to"),
        (TERMS, "other_force_officer", "to"),
        (TERMS, "auditor", "to"),
    ],
)
def test_an_offer_that_is_not_whole_says_which_box(
    thing, by, at, request, terms, to, field, keeper
):
    """EV-31: seal, condition and a receiver of the force."""
    with pytest.raises(Refused) as refusal:
        hand_overs.offer(exhibit=thing, to=request.getfixturevalue(to), terms=terms, by=by, at=at)

    assert refusal.value.reasons[0].field == field


def test_a_thing_is_offered_once_at_a_time(thing, offered, keeper, by, at):
    """EV-31."""
    with pytest.raises(Refused, match="offered to somebody already"):
        hand_overs.offer(exhibit=thing, to=keeper, terms=TERMS, by=by, at=at)


def test_the_store_holds_what_was_put_in_it_and_its_keeper_gives_it_out(
    thing, offered, keeper, officer, by, at
):
    """EV-31: a store is a holder too."""
    terms = replace(TERMS, shelf="Bay 4")
    hand_overs.accept(hand_over=offered, terms=terms, in_store=True, by=of_user(keeper), at=at)
    kept = holder(thing)

    with pytest.raises(Refused, match="Northgate property store holds this"):
        hand_overs.offer(exhibit=thing, to=keeper, terms=TERMS, by=by, at=at)
    hand_overs.offer(exhibit=thing, to=officer, terms=TERMS, by=of_user(keeper), at=at)

    assert kept == ("store", "Northgate property store", "Northgate property store")


def test_somebody_outside_signs_on_the_givers_screen_and_again_when_it_comes_back(thing, by, at):
    """EV-31: named, signed, and one holder throughout."""
    hand_overs.give_outside(exhibit=thing, receiver=LAB, terms=TERMS, by=by, at=at)
    away = holder(thing)
    hand_overs.take_back(exhibit=thing, giver=LAB, terms=TERMS, by=by, at=at)

    verbs = list(thing.continuity.order_by("number").values_list("verb", "from_holder"))
    assert away[:2] == ("outside", "Lee Ross, Southmoor laboratory")
    assert holder(thing)[:2] == ("person", "DC 2301 Joan Hall")
    assert verbs[1:] == [
        ("transferred", "DC 2301 Joan Hall"),
        ("received", "Lee Ross, Southmoor laboratory"),
    ]


def test_without_a_signature_nothing_leaves(thing, by, at):
    """EV-31, EV-32."""
    with pytest.raises(Refused, match="sign on the screen"):
        hand_overs.give_outside(
            exhibit=thing, receiver=replace(LAB, typed_name=" "), terms=TERMS, by=by, at=at
        )

    assert holder(thing)[0] == "person"
    assert tried(thing) == ["signature_missing"]


@pytest.mark.both
def test_a_store_of_a_long_name_holds_it_under_its_whole_name(thing, offered, keeper, by, at):
    """EV-31: who has it is never a part of a name."""
    long = "Property store of the Northgate district, " * 4
    terms = replace(TERMS, place=long)

    hand_overs.accept(hand_over=offered, terms=terms, in_store=True, by=of_user(keeper), at=at)

    assert holder(thing) == ("store", long.strip(), long.strip())
    assert thing.continuity.get(verb="received").to_holder == long.strip()


@pytest.mark.both
@pytest.mark.parametrize(
    ("changed", "field"),
    [({"place": "x" * 201}, "place"), ({"reason": "x" * 301}, "reason"),
     ({"seal_number": "x" * 41}, "seal_number"), ({"condition": "x" * 201}, "condition")],
)  # fmt: skip
def test_words_too_long_for_the_record_are_refused_at_their_box(thing, by, at, changed, field):
    """EV-32: said in words, and not by a database that gives up."""
    with pytest.raises(Refused, match="Shorten this") as refusal:
        hand_overs.put_in_store(exhibit=thing, terms=replace(TERMS, **changed), by=by, at=at)

    assert refusal.value.reasons[0].field == field
    assert tried(thing) == ["bad_text"]


def test_once_there_is_a_label_both_scan_it(thing, keeper, by, at):
    """N31: a hand-over needs the scan of giver and receiver, and the seal number."""
    ((_, code),) = exhibit_labels.make(exhibits=[thing], by=by, at=at)
    other = exhibit_labels.text_of(factories.make_exhibit(case=thing.case))
    scanned = replace(TERMS, scanned=code.lower())

    with pytest.raises(Refused, match="Scan the label"):
        hand_overs.offer(exhibit=thing, to=keeper, terms=TERMS, by=by, at=at)
    made = hand_overs.offer(exhibit=thing, to=keeper, terms=scanned, by=by, at=at)
    wrong = replace(TERMS, scanned=other)
    with pytest.raises(Refused, match="label of another exhibit"):
        hand_overs.accept(hand_over=made, terms=wrong, by=of_user(keeper), at=at)
    hand_overs.accept(hand_over=made, terms=scanned, by=of_user(keeper), at=at)

    assert holder(thing)[1] == "Sam Store"
    assert tried(thing) == ["scan", "other_label"]


@pytest.fixture
def written_to(officer, supervisor):
    officer.email = "hall@example.com"
    officer.save()
    return lambda: sorted(OutboundMessage.objects.values_list("address", "template"))


def test_what_nobody_answers_alerts_both_sides_and_the_officer_in_the_case_once(
    case, thing, keeper, supervisor, officer, written_to, by, at
):
    """EV-31: after the hours of the rule, to giver, receiver and officer in the case."""
    hand_overs.put_in_store(exhibit=thing, terms=TERMS, by=by, at=at)
    supervisor.email = "mensah@example.com"
    supervisor.save()
    giver = of_user(supervisor)
    made = hand_overs.offer(exhibit=thing, to=keeper, terms=TERMS, by=giver, at=at)

    for _ in range(2):
        hand_overs.alert(hand_over_id=str(made.pk), at=at + ACCEPT_WITHIN)

    wanted = ["hall@example.com", "mensah@example.com", "store@example.com"]
    assert written_to() == [(address, "hand_over_waiting") for address in wanted]
    assert ContinuityEntry.objects.filter(code="unanswered").count() == 1


@pytest.mark.parametrize("at", [factories.SUMMER_NIGHT])
def test_an_alert_names_the_day_of_the_offer_in_london(offered, written_to, at):
    """EV-31."""
    hand_overs.alert(hand_over_id=str(offered.pk), at=at + ACCEPT_WITHIN)

    assert "on 15 July 2026." in OutboundMessage.objects.first().body


def test_what_was_answered_in_time_alerts_nobody(offered, keeper, written_to, at):
    """EV-31."""
    hand_overs.accept(hand_over=offered, terms=TERMS, by=of_user(keeper), at=at)

    hand_overs.alert(hand_over_id=str(offered.pk), at=at + timedelta(days=2))

    assert written_to() == []


def test_a_file_stays_in_the_evidence_store(keeper, by, at):
    """EV-31: its holder is the store from the start, and no hand-over changes that."""
    photo = factories.make_photo(case=factories.make_assigned_case(by.account))

    with pytest.raises(Refused, match="A file stays in the evidence store"):
        hand_overs.offer(exhibit=photo, to=keeper, terms=TERMS, by=by, at=at)
