"""A store is counted by scanning what lies there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casefile.models import CaseEvent, OutboundMessage
from casefile.services import Refused, exhibit_labels, store_counts
from casefile.services.actors import of_user
from tests import factories

pytestmark = pytest.mark.django_db
STORE = "Northgate property store"


@pytest.fixture
def keeper(db):
    return of_user(factories.make_user("exhibits_officer", name="Sam Store"))


@pytest.fixture
def kept(case):
    """`kept("Bay 4")`: a thing that the record says lies in the store."""

    def make(shelf="", **more):
        values = {"case": case, "custody": "store", "held_at": STORE, "holder": STORE} | more
        return factories.make_exhibit(shelf=shelf, **values)

    return make


def codes(*things):
    return "\r\n".join(exhibit_labels.text_of(thing) for thing in things)


def test_what_is_missing_extra_and_not_readable_is_told(kept, keeper, at):
    """N31: scanned against recorded, on one shelf or in the whole store."""
    here, gone, beside = kept("Bay 4"), kept("Bay 4"), kept("Bay 5")
    elsewhere = kept(held_at="Southmoor store")
    scans = f"{codes(here, here, elsewhere)}\nrubbish\n"

    shelf = store_counts.count(store=STORE, shelf="bay 4", scans=scans, by=keeper, at=at)
    whole = store_counts.count(store=STORE, scans=codes(here), by=keeper, at=at)

    assert (shelf.found, shelf.missing, shelf.extra) == ([here], [gone], [elsewhere])
    assert shelf.unread == ["rubbish"]
    assert {row.pk for row in whole.missing} == {gone.pk, beside.pk}


def test_each_thing_found_or_missed_has_an_entry_and_the_officer_is_told_of_what_is_missing(
    case, officer, kept, keeper, at
):
    """N31, EV-32: a failure to find a thing is on its record."""
    officer.email = "hall@example.com"
    officer.save()
    here, gone = kept(), kept()

    store_counts.count(store=STORE, scans=codes(here), by=keeper, at=at)

    assert here.continuity.get().result == "success"
    assert (gone.continuity.get().result, gone.continuity.get().code) == ("failed", "missing")
    message = OutboundMessage.objects.get(template="exhibit_missing")
    assert (message.address, gone.reference in message.subject) == ("hall@example.com", True)
    assert CaseEvent.objects.filter(kind="store.counted", stream=keeper.home_stream).count() == 1


def test_what_is_lent_and_not_back_is_overdue_until_it_comes_back(case, kept, keeper, at):
    """N31."""
    kept()
    lent = kept(custody="outside", holder="Lee Ross, Laboratory", held_at="Laboratory")
    row = factories.make_hand_over(
        case=case, exhibit=lent, stage="accepted", to_name="Lee Ross, Laboratory", to_user=None,
        return_on=at.date() - timedelta(days=1), answered_at=at - timedelta(days=9),
    )  # fmt: skip

    out = store_counts.count(store=STORE, by=keeper, at=at).overdue
    lent.custody, lent.holder = "store", STORE
    lent.save()
    back = store_counts.count(store=STORE, by=keeper, at=at).overdue

    assert (out, back) == ([row], [])


def test_another_forces_things_are_neither_counted_nor_shown(kept, keeper, at):
    """N31: a label of theirs is a code that leads to nothing here."""
    kept()
    other = factories.make_exhibit(
        case=factories.make_case(force=factories.make_force(factories.OTHER_FORCE)),
        custody="store",
        held_at=STORE,
    )

    found = store_counts.count(store=STORE, scans=codes(other), by=keeper, at=at)

    assert (found.extra, found.unread) == ([], [codes(other)])
    assert other not in found.missing


def test_a_store_in_which_nothing_is_recorded_is_said_so(kept, keeper, at):
    kept()

    with pytest.raises(Refused, match="Nothing is recorded"):
        store_counts.count(store="Northgate propety store", by=keeper, at=at)


def test_a_store_is_known_however_its_name_is_typed(kept, keeper, at):
    """N31: on an empty shelf of it, too."""
    kept("Bay 4")

    found = store_counts.count(store=STORE.upper(), shelf="Bay 9", by=keeper, at=at)

    assert (found.found, found.missing) == ([], [])


def test_what_lies_in_its_place_is_not_looked_up_one_by_one(kept, keeper, at, monkeypatch):
    """A count of thousands of things asks once for all of them."""
    things = [kept() for _ in range(3)]
    scans = codes(*things)
    monkeypatch.setattr(exhibit_labels, "named_by", None)

    found = store_counts.count(store=STORE, scans=scans, by=keeper, at=at)

    assert (len(found.found), found.unread) == (3, [])


def test_loans_are_found_by_one_query_however_many_there_are(case, kept, keeper, at):
    kept()
    for _ in range(3):
        lent = kept(custody="outside", holder="A laboratory", held_at="A laboratory")
        factories.make_hand_over(
            case=case, exhibit=lent, stage="accepted", to_name="A laboratory", to_user=None,
            return_on=at.date() - timedelta(days=1), answered_at=at - timedelta(days=9),
        )  # fmt: skip

    with CaptureQueriesContext(connection) as asked:
        found = store_counts.count(store=STORE, by=keeper, at=at)

    about_loans = [one for one in asked if 'FROM "casefile_handover"' in one["sql"]]
    assert (len(found.overdue), len(about_loans)) == (3, 1)
