"""What a tablet exported is handed in by a supervisor, and goes the same way as by sync."""

import io
import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from casefile import clock
from casefile.capture.models import Device, Entry, NotebookEntry
from casefile.capture.services import devices, importing, settling
from casefile.models import CaseEvent, Exhibit, StoredObject
from casefile.services import NotPermitted, Refused, exhibit_numbers
from casefile.services.actors import of_user
from tests import factories
from tests.casefile.capture.tablet import PIECE, frame
from tests.casefile.capture.test_files import PHOTO

ADDRESS = "/desk/tablets/import/"
LONG = bytes(range(256)) * (PIECE // 256) + PHOTO  # two pieces


@pytest.fixture
def recovery(tablet):
    return tablet.get("session/").body["recovery_key"]


@pytest.fixture
def filled(tablet, case):
    """A tablet with a note and two photos that nobody has seen yet."""
    tablet.lease(case, 5)
    tablet.seal("note", case, {"text": "Blue coat"})
    for content in (PHOTO, LONG):
        tablet.seal("photo", case, content=content, reference=tablet.reference(case))
    return tablet


@pytest.fixture
def taken(supervisor):
    """`taken(content)` imports bytes as the supervisor."""
    by = of_user(supervisor)
    return lambda content: importing.import_file(io.BytesIO(content), by=by, at=clock.now())


@pytest.fixture
def revoke(administrator):
    """`revoke()` revokes the only device."""
    by = of_user(administrator)
    return lambda: devices.revoke(device=Device.objects.get(), reason="Lost", by=by, at=clock.now())


def outcomes(done):
    return [result.outcome for result in done.results.values()]


def test_everything_in_a_file_goes_into_the_record(filled, recovery, taken):
    done = taken(filled.export(recovery))

    assert done.is_whole
    assert outcomes(done) == ["accepted"] * 3
    assert {e.content.size_bytes for e in Exhibit.objects.all()} == {len(PHOTO), len(LONG)}
    assert "imported" in Entry.objects.first().flags
    assert CaseEvent.objects.filter(kind="capture.imported").exists()


def test_a_revoked_tablet_loses_nothing_by_it(filled, recovery, taken, revoke):
    """EV-67: already captured evidence can still be handed in through a supervised path."""
    revoke()

    done = taken(filled.export(recovery))

    assert filled.contact().status == 403
    assert outcomes(done) == ["accepted"] * 3
    assert "device_revoked" in Entry.objects.first().flags


def test_the_numbers_of_a_revoked_tablet_are_explained_and_those_it_used_stay_good(
    filled, recovery, taken, revoke, case
):
    """EV-16: gaps in the numbers are explained."""
    revoke()
    taken(filled.export(recovery))

    (gap,) = exhibit_numbers.gaps(case)

    assert (gap.first, gap.last) == ("JH/3", "JH/5")
    assert "The tablet was revoked: Lost" in gap.explanation


def test_what_was_made_after_the_revocation_waits_for_a_person(
    filled, recovery, taken, revoke, case
):
    revoke()
    filled.wait(minutes=1)
    filled.seal("note", case, {"text": "Found it"})

    done = taken(filled.export(recovery))

    assert outcomes(done) == ["accepted"] * 3 + ["kept"]


def test_what_was_made_after_the_revocation_goes_in_on_nobodys_click(
    filled, recovery, taken, revoke, supervisor, case
):
    revoke()
    filled.wait(minutes=1)
    filled.seal("note", case, {"text": "Found it"})
    taken(filled.export(recovery))
    late = Entry.objects.get(outcome="kept")

    with pytest.raises(Refused) as refusal:
        settling.try_again(entry=late, by=of_user(supervisor), at=clock.now())

    assert refusal.value.code == "after_revocation"


def test_a_clock_set_back_does_not_put_a_thing_before_the_revocation(
    tablet, case, recovery, taken, revoke, supervisor
):
    """EV-67, EV-68: where the clock is doubtful, a person judges when it was made."""
    revoke()
    tablet.now -= timedelta(days=400)
    tablet.seal("note", case, {"text": "Found it"})

    done = taken(tablet.export(recovery))

    (result,) = done.results.values()
    assert (result.outcome, result.code) == ("kept", "revocation_unclear")
    reason = "He wrote it on the day before, with the clock as it was"
    settling.try_again(
        entry=Entry.objects.get(), reason=reason, by=of_user(supervisor), at=clock.now()
    )
    assert NotebookEntry.objects.get().text == "Found it"


def test_a_doubtful_clock_is_not_overruled_while_another_reason_stands(
    tablet, case, recovery, taken, revoke, supervisor
):
    revoke()
    tablet.now -= timedelta(days=400)
    tablet.seal("note", case, {"text": "Found it"})
    taken(tablet.export(recovery))
    case.assignments.filter(user=tablet.officer).update(revoked_at=factories.AT)
    by, entry = of_user(supervisor), Entry.objects.get()

    with pytest.raises(Refused) as refusal:
        settling.try_again(entry=entry, reason="He wrote it before", by=by, at=clock.now())

    assert refusal.value.code == "not_on_case"


def test_the_real_time_of_a_revoked_tablets_entry_is_judged(tablet, case, recovery, taken, revoke):
    """EV-67: by its monotonic clock it was made after the revocation, whatever the clock says."""
    tablet.contact()
    revoke()
    tablet.monotonic_ms += 90_000
    tablet.seal("note", case, {"text": "Found it"})

    (result,) = taken(tablet.export(recovery)).results.values()

    assert (result.outcome, result.code) == ("kept", "after_revocation")


def test_what_came_before_the_revocation_was_made_before_it(
    tablet, case, recovery, taken, revoke, supervisor
):
    """It waited for something else; a doubtful clock cannot put it after its own arrival."""
    tablet.now -= timedelta(days=400)
    tablet.seal("arrest", case, {})
    taken(tablet.export(recovery))
    revoke()

    with pytest.raises(Refused) as refusal:
        settling.try_again(entry=Entry.objects.get(), by=of_user(supervisor), at=clock.now())

    assert refusal.value.code == "asn"


def test_what_came_by_both_ways_is_there_once(filled, recovery, taken):
    """EV-69: idempotent by client UUID."""
    content = filled.export(recovery)
    filled.sync()
    for entry_id in filled.files:
        filled.hand_in(entry_id)

    first, second = taken(content), taken(content)

    assert outcomes(first) == outcomes(second) == ["repeated"] * 3
    assert StoredObject.objects.count() == Exhibit.objects.count() == 2
    assert NotebookEntry.objects.count() == 1


def test_a_file_gives_the_bytes_that_the_network_did_not(filled, recovery, taken):
    filled.sync()

    done = taken(filled.export(recovery))

    assert outcomes(done) == ["repeated", "accepted", "accepted"]


@pytest.mark.parametrize("left", [10, 300, 5000, PIECE, PIECE + 3000])
def test_a_cut_file_gives_what_comes_before_the_cut(filled, recovery, taken, left):
    content = filled.export(recovery, cut=True)

    done = taken(content[: len(content) - left])

    assert not done.is_whole
    assert done.problems
    assert outcomes(done)[0] == "accepted"
    again = taken(filled.export(recovery))
    assert again.is_whole
    assert Exhibit.objects.count() == 2


def test_a_frame_that_was_changed_is_not_taken_and_the_rest_is(filled, recovery, taken):
    content = bytearray(filled.export(recovery))
    place = bytes(content).index(b'"entry", "id"')
    content[place + 300] ^= 1  # inside the sealed bytes of the first entry

    done = taken(bytes(content))

    assert len(done.results) == 2
    assert "cannot be opened" in done.problems[0]


def test_a_frame_with_another_id_touches_no_other_entry(filled, recovery, taken, make_tablet):
    """EV-26: bytes are compared with their own entry, whichever the frame names."""
    other = make_tablet(filled.officer)
    theirs = other.seal("photo", content=b"another picture")
    other.sync()
    their_id = json.loads(theirs["manifest"])["id"]

    done = taken(filled.export(recovery, entries=filled.sealed[1:2], named=lambda _: their_id))

    assert outcomes(done) == ["accepted"]
    assert Entry.objects.get(pk=their_id).outcome == "waiting"


def test_an_id_that_is_none_is_named_and_the_rest_goes_on(filled, recovery, taken):
    note = json.loads(filled.sealed[0]["manifest"])["id"]

    done = taken(
        filled.export(recovery, named=lambda entry_id: "7" if entry_id == note else entry_id)
    )

    assert outcomes(done) == ["accepted"] * 2
    assert done.problems == ["entry 7 cannot be opened"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"CFXP1\n",
        b"CFXP2\n" + frame({"type": "device"}),
        b"CFXP1\n" + b"\xff\xff\xff\xff" + b"{}",
        b"CFXP1\n" + b"\x00\x00\x00\x02" + b"[]",
        b"CFXP1\n" + frame({"type": "device", "device": "x", "wrapped_key": "y"}),
        b"CFXP1\n" + frame({"type": "piece"}, b"x"),
        b"CFXP1\n" + b"\x00\x00\xc3\x50" + b"[" * 50_000,
        b"CFXP1\n" + b"\x00\x00\x00\x26" + b'{"type": "entry", "size": 99999999999}',
    ],
)
def test_what_is_no_export_is_refused(taken, force, content):
    with pytest.raises(importing.NoExport):
        taken(content)


def test_a_file_for_another_installation_is_refused(filled, recovery, taken):
    with pytest.raises(importing.NoExport) as refusal:
        taken(filled.export(recovery | {"id": "0" * 16}))

    assert refusal.value.code == "other_key"


def test_a_tablet_of_another_force_is_unknown(filled, recovery, other_force_officer):
    by = of_user(other_force_officer)

    with pytest.raises(importing.NoExport) as refusal:
        importing.import_file(io.BytesIO(filled.export(recovery)), by=by, at=clock.now())

    assert refusal.value.code == "device_unknown"
    assert not Entry.objects.exists()


def test_only_a_supervisor_imports(filled, recovery, by):
    with pytest.raises(NotPermitted):
        importing.import_file(io.BytesIO(filled.export(recovery)), by=by, at=clock.now())


def test_a_supervisor_hands_a_file_in_on_a_page(client, signed_in, filled, recovery, supervisor):
    signed_in(client, supervisor)
    file = SimpleUploadedFile("tablet.cfxp", filled.export(recovery))

    page = client.post(ADDRESS, {"file": file})
    wrong = client.post(ADDRESS, {"file": SimpleUploadedFile("a.cfxp", b"nothing")})

    assert page.content.decode().count("In the record") == 3
    assert wrong.status_code == 400
    assert "no export of a tablet" in wrong.content.decode()


def test_a_file_is_imported_on_the_command_line(filled, recovery, supervisor, tmp_path, capsys):
    path = tmp_path / "tablet.cfxp"
    path.write_bytes(filled.export(recovery))

    call_command("import_capture", str(path), "--by", supervisor.username)

    shown = capsys.readouterr().out.splitlines()
    first = json.loads(filled.sealed[0]["manifest"])["id"]
    assert shown[0] == f"{first} accepted"
    path.write_bytes(filled.export(recovery, cut=True))
    with pytest.raises(CommandError):
        call_command("import_capture", str(path), "--by", supervisor.username)
