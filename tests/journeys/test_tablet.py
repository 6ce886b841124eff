"""The officer's tablet in Chromium: a doorstep visit without a network, a kill, and a cut sync."""

import hashlib
import os
import random
import time
from pathlib import Path

import pytest

from casefile import clock
from casefile.capture.models import Device as Tablet
from casefile.capture.models import Entry, FieldConflict, SetAside
from casefile.capture.services import devices, importing
from casefile.models import Witness
from casefile.services import corrections, evidence
from casefile.services.actors import of_user
from casefile.uploads.models import Upload
from tests import factories
from tests.device import CACHED, COUNT_PIECES, IN_ANOTHER_YEAR, LITTLE_ROOM
from tests.doorstep import set_up
from tests.line import wait

pytestmark = pytest.mark.browser
PHOTO_BYTES = 5 << 20


def until(is_so, seconds=30):
    """Wait for something on the server's side."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.02)


def test_the_doorstep_visit(device, visit, line, tmp_path):
    """EV-68, EV-69, EV-71: each item comes once, in order, byte-equal, its seal verified."""
    officer = visit[0]
    photo = tmp_path / "door.jpg"
    photo.write_bytes(os.urandom(PHOTO_BYTES))
    set_up(device, officer)
    device.context.close()

    # The second visit is without a network.
    page = device.start(is_offline=True)
    device.unlock()
    device.look()
    device.open_case("Northgate")
    device.look()
    assert "Amina Yusuf" in page.inner_text("main")
    device.take("Photo", description="The door")
    page.set_input_files("#file", str(photo))
    page.wait_for_selector("#before")
    page.click("text=Back to the case")
    page.wait_for_selector(".takes")
    device.take("Note", text="The lock was forced.")
    device.save()
    device.take("Exhibit", description="Crowbar", seal_number="S1")
    assert "JH/2" in device.save()

    device.assess_needs("Amina Yusuf")

    # The battery dies in the middle of a recording; when it is back, the clock has moved and there
    # is little room left, which is said and stops nobody.
    device.take("Sound")
    page.click("#record")
    wait(page, "document.querySelector('.time')?.innerText >= '0:02'")
    device.kill()
    device.scripts = [IN_ANOTHER_YEAR, LITTLE_ROOM]
    page = device.start(is_offline=True)
    device.unlock()
    wait(page, "document.querySelector('#said').innerText.includes('cut off: 1')")
    device.open_case("Northgate")
    assert "Little room: 40 MB left" in page.inner_text("#low")
    device.take("Note", text="The neighbour came out.")
    device.save()

    # The network comes back, goes in the middle of the photo, and comes back again.
    line.pause = 0.03
    device.context.set_offline(False)
    uploads = Upload.objects.filter(size_bytes=PHOTO_BYTES)
    until(lambda: uploads.filter(offset_bytes__gt=0).exists())
    line.cut()
    wait(page, "document.querySelector('#state').innerText === 'Offline'")
    assert "not sent" in page.inner_text("#unsent")
    line.pause = 0.0
    line.mend()
    page.click("nav >> text=Items")
    page.click("#send")
    wait(page, "document.querySelector('#unsent').innerText === 'All sent'")

    entries = list(Entry.objects.order_by("counter"))
    assert [entry.counter for entry in entries] == list(range(1, len(entries) + 1))
    told = [entry.kind for entry in entries if entry.kind not in {"viewed", "erased"}]
    assert told == ["photo", "note", "exhibit", "needs", "audio", "note"]
    assert {entry.outcome for entry in entries} == {"accepted"}
    assert not SetAside.objects.exists()
    assert entries[1].file_sha256 == hashlib.sha256(photo.read_bytes()).hexdigest()
    with evidence.open(entries[1].stored) as stored:
        assert stored.read() == photo.read_bytes()
    assert "clock_doubtful" in [entry for entry in entries if entry.kind == "note"][-1].flags
    assert [entry.reference for entry in entries if entry.reference] == ["JH/1", "JH/2", "JH/3"]
    assert page.evaluate(COUNT_PIECES) == 0
    assert all(path.startswith(("/static/", "/capture/")) for path in page.evaluate(CACHED))
    sound = Entry.objects.get(kind="audio").stored
    assert sound.original_name.startswith("cut-off-audio")
    assert Witness.objects.get(kind="victim").is_vulnerable
    device.look()
    assert device.problems == []


@pytest.mark.long
def test_a_full_tablet_seals_what_was_recorded_and_still_takes_a_note(device, visit):
    set_up(device, visit[0])
    page = device.page
    device.open_case("Northgate")
    device.take("Sound")
    wait(page, "document.querySelector('#record') !== null")
    used = page.evaluate("navigator.storage.estimate().then(({ usage }) => usage)")
    tools_of_browser = device.context.new_cdp_session(page)
    quota = {"origin": device.address, "quotaSize": used + 60_000}
    tools_of_browser.send("Storage.overrideQuotaForOrigin", quota)

    page.click("#record")
    wait(page, "document.querySelector('#said').innerText.includes('The tablet is full')", 60)
    page.wait_for_selector(".takes")
    device.take("Note", text="The tablet was full.")
    device.save()

    page.click("nav >> text=Items")
    page.wait_for_selector("#items")
    taken = page.inner_text("#items")
    assert "Sound recording" in taken
    assert "The tablet was full." in taken


@pytest.mark.long
def test_a_new_version_is_offered_and_loses_nothing(device, visit, settings):
    set_up(device, visit[0])
    page = device.page
    device.open_case("Northgate")
    device.context.set_offline(True)
    device.take("Note", text="Before the new version.")
    device.save()
    device.take("Note", text="Not saved yet.")
    time.sleep(0.5)

    settings.RELEASE = "9.9.9"
    device.context.set_offline(False)
    page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update())")
    page.click("text=Use it now")
    page.wait_for_selector("[name=passphrase]")
    device.unlock()

    assert page.get_attribute("body", "data-release") == "9.9.9"
    page.wait_for_selector("#q-text")
    assert page.input_value("#q-text") == "Not saved yet."
    page.click("nav >> text=Items")
    page.wait_for_selector("#items")
    assert "Before the new version." in page.inner_text("#items")


@pytest.mark.long
def test_a_tablet_that_was_left_asks_for_the_passphrase_again(device, visit):
    """EV-64: nobody goes on in the officer's name after the tablet slept or was left."""
    set_up(device, visit[0])
    page = device.page
    page.evaluate("window.isSame = true")

    page.clock.install()
    page.clock.fast_forward("11:00")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_selector("[name=passphrase]")

    assert page.evaluate("window.isSame")
    assert "Northgate" not in page.inner_text("body")
    assert page.is_hidden("#bottom")


@pytest.mark.long
def test_two_tabs_share_one_counter_and_one_of_them_sends(device, visit):
    """EV-68, EV-69: no number twice, no gap, each item once."""
    set_up(device, visit[0])
    other = device.context.new_page()
    other.goto(f"{device.address}/capture/")
    first, device.page = device.page, other
    device.unlock()
    for page in (first, other):
        page.click("#cases >> text=Northgate")
        page.wait_for_selector(".takes")

    for number in range(3):
        for page in (first, other):
            device.page = page
            device.take("Note", text=f"Note {number}")
        for page in (first, other):
            page.click("text=Save and seal", no_wait_after=True)
        for page in (first, other):
            page.wait_for_selector(".takes")
    for page in (first, other):
        wait(page, "document.querySelector('#unsent').innerText === 'All sent'")

    entries = list(Entry.objects.order_by("counter"))
    assert [entry.counter for entry in entries] == list(range(1, len(entries) + 1))
    assert [entry.kind for entry in entries].count("note") == 6
    assert all(set(entry.flags) <= {"no_position"} for entry in entries)


@pytest.mark.long
def test_a_revoked_tablet_shows_no_case_and_hands_in_what_it_holds(device, visit, tmp_path):
    """EV-67: revoking ends sync and hides cases; what was taken comes in by a file, whole."""
    officer = visit[0]
    photo = tmp_path / "door.jpg"
    photo.write_bytes(os.urandom(2_500_000))
    set_up(device, officer)
    page = device.page
    device.context.set_offline(True)
    device.open_case("Northgate")
    device.take("Note", text="Before it was revoked.")
    device.save()
    device.take("Photo")
    page.set_input_files("#file", str(photo))
    page.wait_for_selector("#before")
    supervisor = of_user(factories.make_user("supervisor", force=officer.force))
    devices.revoke(device=Tablet.objects.get(), reason="Lost.", by=supervisor, at=clock.now())

    device.context.set_offline(False)
    wait(page, "document.querySelector('#state').innerText === 'Revoked'")
    page.click("text=export it for a supervisor")
    page.click("#export")
    with page.expect_download() as download:
        page.click(".export a")
    with Path(download.value.path()).open("rb") as exported:
        imported = importing.import_file(exported, by=supervisor, at=clock.now())
    page.click("nav >> text=Cases")
    page.wait_for_selector("text=No case is on this tablet yet")

    assert (imported.is_whole, imported.problems) == (True, [])
    assert {result.outcome for result in imported.results.values()} == {"accepted"}
    with evidence.open(Entry.objects.get(kind="photo").stored) as stored:
        assert stored.read() == photo.read_bytes()
    assert Entry.objects.filter(kind="note").exists()


@pytest.mark.long
def test_a_detail_that_was_changed_elsewhere_too_is_two_versions(device, visit):
    """EV-70: both are kept, the officer is told, and a person chooses."""
    officer, case, _ = visit
    set_up(device, officer)
    page = device.page
    device.context.set_offline(True)
    device.open_case("Northgate")
    page.click("text=Amina Yusuf")
    page.click("text=Put details right")
    page.fill("#q-occupation", "Nurse")
    page.click("text=Save the change")
    page.wait_for_selector(".takes")
    person = case.people.get(given_names="Amina")
    fields = {"occupation": "Teacher"}
    corrections.put_right(subject=person, fields=fields, by=of_user(officer), at=clock.now())

    device.context.set_offline(False)
    wait(page, "document.querySelector('#unsent').innerText === 'All sent'")
    page.click("nav >> text=Items")
    page.wait_for_selector("#items")

    assert "Two versions" in page.inner_text("#items")
    person.refresh_from_db()
    assert person.occupation == "Teacher"
    conflict = FieldConflict.objects.get()
    assert (conflict.wanted, conflict.found) == ("Nurse", "Teacher")


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_moment_the_battery_dies_what_was_called_sealed_arrives_once(
    device, visit, line, tmp_path, seed
):
    """EV-69, EV-72: kills while something is taken and while it is sent; no gap, nothing twice."""
    photo = tmp_path / "door.jpg"
    photo.write_bytes(os.urandom(1_500_000))
    chance = random.Random(seed)
    set_up(device, visit[0])
    device.context.close()
    sealed = 0
    line.pause = 0.01

    for _ in range(5):
        page = device.start()
        device.unlock()
        device.open_case("Northgate")
        device.take("Note", text=f"Note {sealed}")
        device.save()
        device.take("Photo")
        page.set_input_files("#file", str(photo))
        time.sleep(chance.uniform(0, 2.5))
        sealed += 1 + page.locator("#before").count()
        device.kill()
    line.pause = 0.0
    page = device.start()
    device.unlock()
    wait(page, "document.querySelector('#unsent').innerText === 'All sent'")

    entries = list(Entry.objects.order_by("counter"))
    assert [entry.counter for entry in entries] == list(range(1, len(entries) + 1))
    assert len([entry for entry in entries if entry.kind in {"note", "photo"}]) >= sealed
    whole = hashlib.sha256(photo.read_bytes()).hexdigest()
    photos = [entry for entry in entries if entry.kind == "photo"]
    assert all(entry.stored.sha256 == entry.file_sha256 for entry in photos)
    assert sum(entry.file_sha256 == whole for entry in photos) >= sealed - 5
