"""What waits for a person: listed for those it concerns, tried again, or closed with a reason."""

import hashlib
import json
from datetime import timedelta

import pytest

from casefile.capture.models import Entry, NotebookEntry, SetAside
from casefile.capture.pages import words
from casefile.capture.services import settling
from casefile.models import CaseEvent, Exhibit, UnusedMaterial
from casefile.services import Refused, events, people
from casefile.services.actors import of_user
from tests import factories
from tests.casefile.capture.test_files import PHOTO

LIST = "/desk/tablets/"


@pytest.fixture
def kept(tablet, case):
    """An arrest on the street: no number yet, so it waits."""
    person = factories.make_person(case=case)
    body = {"person": str(person.pk), "place": "Station Parade", "grounds": "Seen running"}
    tablet.seal("arrest", case, body)
    tablet.sync()
    return Entry.objects.get()


def test_officers_of_the_case_see_what_waits_and_others_do_not(
    client, signed_in, kept, supervisor, stranger
):
    own = signed_in(client, supervisor).get(LIST).content.decode()
    other = signed_in(client, stranger).get(LIST).content.decode()

    assert "The arrest/summons number is missing." in own
    assert str(kept.pk) not in other
    assert client.get(f"{LIST}{kept.pk}/").status_code == 404


def test_the_page_keeps_the_times_apart(client, signed_in, supervisor, kept):
    """EV-35: what the device said, the server's estimate and the arrival stand apart."""
    Entry.objects.update(estimated_at=factories.AT - timedelta(hours=5), flags=["clock_doubtful"])

    page = signed_in(client, supervisor).get(f"{LIST}{kept.pk}/").content.decode()

    assert "Device said" in page
    assert "17 Nov 2026, 07:00" in page
    assert "Came to the server" in page
    assert "clock does not fit" in page
    assert kept.case.people.get(user=None).name in page


def test_closing_needs_a_reason_and_keeps_the_entry(client, signed_in, supervisor, kept, tablet):
    signed_in(client, supervisor)
    address = f"{LIST}{kept.pk}/"

    without = client.post(address, {"reason": " "})
    client.post(address, {"reason": "Recorded at custody as 26/01NG/01/12F"})

    assert without.status_code == 400
    assert str(kept.pk) not in client.get(LIST).content.decode()
    assert "Recorded at custody" in client.get(address).content.decode()
    assert CaseEvent.objects.filter(kind="capture.closed").exists()


def test_what_is_kept_goes_in_when_nothing_stands_in_its_way_any_more(
    client, signed_in, tablet, case, supervisor, officer
):
    case.assignments.filter(user=officer).update(revoked_at=factories.AT)
    tablet.seal("note", case, {"text": "Seen running"})
    tablet.sync()
    entry = Entry.objects.get()
    factories.make_assignment(case=case, user=officer)

    signed_in(client, supervisor).post(f"{LIST}{entry.pk}/again/")

    entry.refresh_from_db()
    assert entry.outcome == "accepted"
    assert NotebookEntry.objects.get().text == "Seen running"
    items = tablet.get("items/?since=").body["items"]
    assert [item["outcome"] for item in items] == ["accepted"]


def test_what_still_cannot_go_in_says_why(client, signed_in, supervisor, kept):
    signed_in(client, supervisor)

    page = client.post(f"{LIST}{kept.pk}/again/", follow=True).content.decode()

    assert "The arrest/summons number is missing." in page
    kept.refresh_from_db()
    assert (kept.outcome, kept.code) == ("kept", "asn")


@pytest.mark.parametrize(
    ("spoilt", "code"),
    [
        ({"officer": "supervisor"}, "other_officer"),
        ({"position": "north"}, "incomplete"),
        ({"device_time": "yesterday"}, "clock_unreadable"),
    ],
)
def test_what_a_rule_holds_goes_in_on_nobodys_click(tablet, case, supervisor, at, spoilt, code):
    """A person's click gives an entry no other author, part or time than it came with."""
    if "officer" in spoilt:
        spoilt = {"officer": str(supervisor.pk)}
    tablet.seal("note", case, {"text": "Seen running"}, **spoilt)
    tablet.sync()

    with pytest.raises(Refused) as refusal:
        settling.try_again(entry=Entry.objects.get(), by=of_user(supervisor), at=at)

    assert refusal.value.code == Entry.objects.get().code == code
    assert not NotebookEntry.objects.exists()


@pytest.fixture
def other_size(tablet, case):
    """A photo whose bytes are those that were sealed, under a seal that names another size."""
    digest = hashlib.sha256(PHOTO).hexdigest()
    file = {"sha256": digest, "size_bytes": 1, "media_type": "image/jpeg", "name": "a.jpg"}
    sealed = tablet.seal("photo", case, content=PHOTO, file=file)
    tablet.sync()
    assert tablet.hand_in(json.loads(sealed["manifest"])["id"]).body["code"] == "size_differs"
    return Entry.objects.get()


def test_a_supervisor_may_overrule_what_the_table_lets_them_and_says_why(
    client, signed_in, supervisor, other_size
):
    address = f"{LIST}{other_size.pk}/"
    page = signed_in(client, supervisor).get(address).content.decode()

    client.post(f"{address}again/", {"reason": "The hash is that of the file"})

    other_size.refresh_from_db()
    assert "Why may it go in nonetheless?" in page
    assert other_size.outcome == "accepted"
    told = events.body_of(CaseEvent.objects.get(kind="capture.closed"))
    assert (told["overruled"], told["reason"]) == (["size_differs"], "The hash is that of the file")


@pytest.mark.parametrize(("who", "reason"), [("officer", "It is fine"), ("supervisor", " ")])
def test_nothing_is_overruled_by_others_or_without_a_reason(
    officer, supervisor, other_size, at, who, reason
):
    by = of_user({"officer": officer, "supervisor": supervisor}[who])

    with pytest.raises(Refused):
        settling.try_again(entry=other_size, reason=reason, by=by, at=at)

    assert not Exhibit.objects.exists()


def test_what_fits_no_case_is_for_a_supervisor(
    client, signed_in, tablet, other_force, supervisor, officer
):
    tablet.seal("note", factories.make_case(force=other_force), {"text": "One"})
    tablet.sync()
    entry = Entry.objects.get()

    theirs = signed_in(client, officer).get(f"{LIST}stray/{entry.pk}/").status_code
    ours = signed_in(client, supervisor).get(f"{LIST}stray/{entry.pk}/").status_code

    assert (theirs, ours) == (404, 200)
    assert "not one of this force" in client.get(LIST).content.decode()


def test_what_does_not_fit_its_seal_is_shown_escaped_and_closed(
    client, signed_in, tablet, case, supervisor
):
    """EV-38: what came from outside is escaped wherever it is shown."""
    tablet.sync([{"manifest": "<script>alert(1)</script>", "signature": "x"}])
    row = SetAside.objects.get()
    signed_in(client, supervisor)
    address = f"{LIST}set-aside/{row.pk}/"

    page = client.get(address).content.decode()
    client.post(address, {"reason": "A test of the app"})

    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert SetAside.objects.get().closed_at


def test_a_list_that_is_cut_says_how_much_it_leaves_out(
    client, signed_in, tablet, case, supervisor, officer, monkeypatch
):
    monkeypatch.setattr(words, "_MOST", 2)
    for _ in range(3):
        tablet.seal("note", case, {"text": "Seen running"})
        tablet.seal("arrest", case, {})
        tablet.sync([{"manifest": f"no entry {tablet.counter}", "signature": "x"}])
    tablet.sync()

    waiting = signed_in(client, supervisor).get(LIST).content.decode()
    notebook = signed_in(client, officer).get(f"{LIST}notebook/").content.decode()

    assert waiting.count("These are the oldest 2 of 3.") == 2
    assert "These are the newest 2 of 3." in notebook


# The notebook ------------------------------------------------------------------------------------


def test_notes_run_on_without_gaps_and_a_correction_strikes_an_earlier_one(
    client, signed_in, tablet, case, officer
):
    """EV-65: append-only, two times, numbers without gaps, corrections shown beside."""
    earlier = (tablet.now - timedelta(hours=3)).isoformat()
    tablet.seal("note", case, {"text": "Blue coat", "event_at": earlier})
    tablet.seal("note", case, {"text": " "})
    tablet.seal("note", None, {"text": "Green coat", "strikes": "1"})

    tablet.sync()

    assert list(NotebookEntry.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    page = signed_in(client, officer).get(f"{LIST}notebook/").content.decode()
    assert "<s>Blue coat</s>" in page
    assert "Corrects note 1." in page
    assert "3 h 0 min after the event" in page


def test_a_note_of_a_case_is_listed_as_unused_material(tablet, case):
    """EV-66: notebook entries are on the unused schedule when linked to the case."""
    tablet.seal("note", case, {"text": "Blue coat"})
    tablet.seal("note", None, {"text": "Lunch"})
    tablet.sync()

    item = UnusedMaterial.objects.get()
    assert (item.case, item.origin, item.text) == (case, "pocket notebook", "Blue coat")


def test_a_note_cannot_strike_somebody_elses(make_tablet, officer, supervisor, case):
    make_tablet(supervisor).seal("note", case, {"text": "One"})
    tablet = make_tablet(officer)
    tablet.seal("note", case, {"text": "Two", "strikes": "7"})

    assert tablet.sync()[0]["outcome"] == "kept"


def test_nobody_reads_anothers_notebook(client, signed_in, tablet, case, supervisor):
    tablet.seal("note", case, {"text": "Blue coat"})
    tablet.sync()

    page = signed_in(client, supervisor).get(f"{LIST}notebook/").content.decode()

    assert "Blue coat" not in page


def test_each_case_has_one_officer_in_charge_whatever_tablets_bring(tablet, case, by, at):
    person = people.record(case=case, given_names="A", family_name="B", by=by, at=at)
    pairs = {"officer_in_case": {"from": "", "to": str(person.pk)}}
    body = {"subject": "case", "subject_id": str(case.pk), "fields": pairs}
    tablet.seal("change", case, body)

    assert tablet.sync()[0]["code"] == "no_subject"
    live = case.assignments.filter(role="officer_in_case", revoked_at=None)
    assert [row.user for row in live] == [tablet.officer]
