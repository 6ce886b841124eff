"""A statement at the doorstep without a network: written, corrected, shown, signed on the glass."""

import json
from itertools import pairwise

import pytest

from casefile.capture.models import Entry
from casefile.models import StatementVersion
from casefile.services import bindings, evidence
from casefile.services.actors import of_user
from tests import browser as tools
from tests import factories
from tests.device import PASSPHRASE
from tests.doorstep import set_up
from tests.line import wait
from tests.pdfs import text_of

pytestmark = pytest.mark.browser
LINES = [
    f"Line {number}: {'I saw him by the river, and nothing else. ' * 5}" for number in range(24)
]


def write(device, words, **choices):
    """Open the form of a statement and fix its words."""
    page = device.page
    page.click("text=Other forms")
    page.click(".takes >> text='Statement'")
    page.check("text=Amina Yusuf")
    page.fill("#q-place", "Her front door")
    page.fill("#q-text", words)
    for label in choices.values():
        page.check(label)
    page.click("text=Fix the words")
    page.wait_for_selector("#end")


def read_to_the_end(page):
    page.locator("#end").scroll_into_view_if_needed()
    page.wait_for_selector("#accept")


def test_a_statement_is_signed_at_the_door_without_a_network(device, visit, at):
    """EV-55 to EV-59, EV-62: in order, bound to the pages shown, and nothing of it typed twice."""
    officer, case, _ = visit
    witness = case.people.get(given_names="Amina")
    factories.make_contact_point(person=witness, kind="phone", value="+447700900123")
    set_up(device, officer)
    page = device.page
    device.context.set_offline(True)
    device.open_case("Northgate")

    # What stands in the way is said where it can be cured, and the words stay.
    page.click("text=Other forms")
    page.click(".takes >> text='Statement'")
    device.look()
    assert page.input_value("#q-text") == ""
    page.click("text=Fix the words")
    assert "Not answered yet: Who" in page.inner_text(".wrong")
    page.check("text=Amina Yusuf")
    page.fill("#q-place", "Her front door")
    page.fill("#q-text", "Ring me on 07700 900123.")
    page.click("text=Fix the words")
    wait(page, "document.querySelector('.wrong').innerText.includes('back sheet')")
    page.fill("#q-text", "\n".join(["I saw a tall man. 🙂", *LINES]))
    page.click("text=Fix the words")
    page.wait_for_selector("#end")

    # Not before the last page was seen to its end.
    assert page.is_hidden("text=Sign and seal")
    assert page.locator("img.page").count() == 3
    device.look()
    page.click("text=Something is wrong")
    page.fill("#f-struck", "a tall man")
    page.fill("#f-inserted", "a man")
    page.fill("#f-initials", "ay")
    page.click("text=Correct it")
    wait(page, "document.querySelector('#said').innerText.includes('Corrected')")
    read_to_the_end(page)
    page.click("text=Sign and seal")
    wait(page, "document.querySelector('#signing .wrong').innerText.includes('accept')")
    page.check("#accept")
    tools.draw_signature(page)
    device.look()
    page.click("text=Sign and seal")
    wait(page, "document.querySelector('#said').innerText.includes('Signed and sealed')")
    page.wait_for_selector(".takes")
    assert "To sign" not in page.inner_text("main")

    device.context.set_offline(False)
    wait(page, "document.querySelector('#unsent').innerText === 'All sent'")
    kinds = [row.kind for row in Entry.objects.order_by("counter") if "statement" in row.kind]
    assert kinds == ["statement", "statement_correction", "statement_signature"]
    assert set(Entry.objects.values_list("outcome", flat=True)) == {"accepted"}
    version = StatementVersion.objects.get()
    assert bindings.verify(version) == []
    by = of_user(officer)
    pages = text_of(evidence.read(version.signed_pdf, by=by, at=at))
    assert version.page_count == len(pages) == 3
    assert "a tall man a man (AY)" in pages[0]
    starts = [0, *version.page_breaks, len(version.narrative)]
    words = [version.narrative[one:other] for one, other in pairwise(starts)]
    squeezed = ["".join(page.split()) for page in pages]
    # On the first page the struck words stand between.
    assert "".join(words[0].split("\n", 1)[1].split()) in squeezed[0]
    assert all(
        "".join(part.split()) in page for part, page in zip(words[1:], squeezed[1:], strict=True)
    )
    strokes = json.loads(version.signature.strokes)
    assert len(strokes[0]) > 3
    assert device.problems == []


def test_a_lock_ends_a_signing_and_not_the_statement(device, visit):
    """EV-64: asleep or restarted, the tablet asks the officer, and shows the pages again."""
    set_up(device, visit[0])
    page = device.page
    device.context.set_offline(True)
    device.open_case("Northgate")
    write(device, "I saw a man.")
    read_to_the_end(page)
    tools.draw_signature(page)
    device.kill()

    page = device.start(is_offline=True)
    page.fill("[name=passphrase]", PASSPHRASE)
    page.click("button[type=submit]")
    page.wait_for_selector("#cases li")
    device.open_case("Northgate")
    page.click("text=Statement of Amina Yusuf")
    page.wait_for_selector("#end")
    read_to_the_end(page)
    page.check("#accept")
    page.click("text=Sign and seal")

    wait(page, "document.querySelector('#signing .wrong').innerText.includes('glass')")
    assert not Entry.objects.filter(kind="statement_signature").exists()
