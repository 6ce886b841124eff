"""Files and recordings sent by the pages' own scripts, in Chromium."""

import hashlib
import os

import pytest

from casefile import clock
from casefile.services import upload_links
from casefile.services.actors import of_user
from casefile.uploads import parts
from casefile.uploads.models import Upload
from intake import drafts
from intake.models import DraftFile
from intake.views.public import COOKIE
from tests import browser as tools
from tests import factories
from tests.intake.walk import ANSWERS, PAGES, ROBBERY, address
from tests.line import Line, wait

pytestmark = pytest.mark.browser
FILM = os.urandom(6 << 20)


@pytest.fixture(scope="module")
def chromium():
    with tools.chromium(*tools.MICROPHONE) as browser:
        yield browser


@pytest.fixture
def site(committed_db):
    factories.make_user("crime_assessor")
    with tools.live_server() as address:
        yield address


@pytest.fixture
def line(site):
    made = Line(site)
    yield made
    made.cut()


@pytest.fixture
def open_at(chromium, site):
    """`open_at(page)` opens a robbery form with every page before that one answered."""

    def opened(page_key, site=site):
        draft, token = drafts.start(form="robbery", force=factories.make_force(), at=clock.real())
        done = list(PAGES)[: list(PAGES).index(page_key)]
        keys = {row.key for page in done for row in ROBBERY.on_page(page)}
        drafts.keep(draft, {key: value for key, value in ANSWERS.items() if key in keys})
        context = chromium.new_context(viewport=tools.PHONE)
        context.add_cookies([{"name": COOKIE, "value": token, "url": site}])
        page = context.new_page()
        page.goto(f"{site}{address(page_key)}")
        return page

    return opened


def states(page):
    return page.evaluate(
        "[...document.querySelectorAll('.app-uploads__list li')].map(row => row.innerText)"
    )


ALL_ADDED = (
    "[...document.querySelectorAll('.app-uploads__list li')]"
    ".every(row => row.innerText.includes('Added'))"
)


def test_a_film_that_is_cut_half_way_goes_on_from_there_when_the_connection_is_back(
    open_at, line, tmp_path
):
    film = tmp_path / "door.mp4"
    film.write_bytes(FILM)
    page = open_at("files", line.address)
    line.pause = 0.02
    page.set_input_files("input[type=file]", str(film))
    wait(page, "document.querySelector('progress')?.value > 20")

    line.cut()
    wait(page, "document.querySelector('.app-uploads__list').innerText.includes('Waiting')")
    page.click("text=Continue")
    said = page.inner_text("main")
    before = Upload.objects.get().offset_bytes
    line.pause = 0.0
    line.mend()
    wait(page, ALL_ADDED)
    with page.expect_navigation():
        page.click("text=Continue")

    assert "Wait until everything is added" in said
    assert 0 < before < len(FILM)
    file = DraftFile.objects.get()
    assert (file.name, file.sha256) == ("door.mp4", hashlib.sha256(FILM).hexdigest())
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('tus'))") == []


def test_a_film_goes_on_after_the_browser_was_closed_when_it_is_chosen_again(
    open_at, line, site, chromium, tmp_path
):
    film = tmp_path / "door.mp4"
    film.write_bytes(FILM)
    page = open_at("files", line.address)
    cookies = page.context.cookies()
    line.pause = 0.02
    page.set_input_files("input[type=file]", str(film))
    wait(page, "document.querySelector('progress')?.value > 20")
    page.context.close()

    context = chromium.new_context(viewport=tools.PHONE)
    context.add_cookies([{"name": row["name"], "value": row["value"], "url": site}
                         for row in cookies])  # fmt: skip
    again = context.new_page()
    again.goto(f"{site}{address('files')}")
    assert "not all of it arrived" in again.inner_text("main")
    again.set_input_files("input[type=file]", str(film))
    wait(again, ALL_ADDED)

    upload = Upload.objects.get()
    assert upload.sha256 == hashlib.sha256(FILM).hexdigest()
    assert parts.path_of(upload.pk).read_bytes() == FILM


def test_a_file_can_be_removed_and_an_empty_one_says_so(open_at, tmp_path):
    good, empty = tmp_path / "good.txt", tmp_path / "empty.txt"
    good.write_text("words")
    empty.write_bytes(b"")
    page = open_at("files")

    page.set_input_files("input[type=file]", [str(good), str(empty)])
    wait(page, "document.querySelector('.app-uploads__list').innerText.includes('Added')")
    shown = states(page)
    page.click(".app-uploads__list li:first-child button")
    wait(page, "document.querySelectorAll('.app-uploads__list li').length === 1")

    assert "is empty" in shown[1]
    assert not Upload.objects.exists()


def test_an_answer_is_recorded_heard_and_sent(open_at):
    page = open_at("story")

    page.click("[data-part=record]")
    wait(page, "document.querySelector('[data-part=time]').textContent >= '0:01'")
    page.click("[data-part=stop]")
    wait(page, "document.querySelector('[data-part=status]').textContent === 'Added'")
    is_heard = page.evaluate(
        "document.querySelector('audio').play().then(() => true, error => error.message)"
    )
    with page.expect_navigation():
        page.click("text=Continue")

    file = DraftFile.objects.get()
    assert is_heard is True
    assert (file.kind, file.question) == ("voice", "story")
    assert file.size_bytes > 1000
    assert not page.url.endswith(address("story"))


def test_a_recording_can_be_deleted_again(open_at):
    page = open_at("story")
    page.click("[data-part=record]")
    wait(page, "document.querySelector('[data-part=time]').textContent >= '0:01'")
    page.click("[data-part=stop]")
    wait(page, "document.querySelector('[data-part=status]').textContent === 'Added'")

    page.click("[data-part=delete]")
    wait(page, "document.querySelector('[data-part=status]').textContent === 'Removed'")

    assert not Upload.objects.exists()


@pytest.mark.parametrize("page_key", ["files", "story"])
def test_pages_with_scripts_have_no_fault_that_axe_finds(open_at, chromium, site, page_key):
    page = open_at(page_key)
    judge = tools.Judge(chromium, site)

    found = judge.violations(page)

    assert [fault for fault in found if not fault.startswith("region")] == []
    assert not judge.is_too_wide(page)


def test_a_link_is_opened_by_its_address_and_the_code_goes_to_no_server_in_it(
    chromium, site, tmp_path
):
    film = tmp_path / "door.mp4"
    film.write_bytes(FILM)
    officer = factories.make_user("officer")
    case = factories.make_assigned_case(officer)
    link, code = upload_links.make(
        force=case.force, case=case, asked_for="The film", days=1, max_files=1,
        by=of_user(officer), at=clock.real(),
    )  # fmt: skip
    page = chromium.new_context(viewport=tools.PHONE).new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"{site}/report/files/#{code}")
    page.wait_for_url("**/report/files/send/")
    page.set_input_files("input[type=file]", str(film))
    wait(page, ALL_ADDED)
    with page.expect_navigation():
        page.click("button[value=send]")

    assert not [url for url in asked if code in url and "#" not in url]
    assert page.title().startswith("Send files")
    assert "door.mp4" in page.inner_text("main")
    assert link.files.get().sha256 == hashlib.sha256(FILM).hexdigest()
