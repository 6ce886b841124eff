"""The point on the map in Chromium: by the device, by drag, by buttons, by typing, and removed."""

from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from intake import triage
from intake.models import Draft
from intake.questions import FORMS
from tests import browser as tools
from tests import factories
from tests.intake import fill

pytestmark = pytest.mark.browser
HERE = {"latitude": 52.48142, "longitude": -1.89983, "accuracy": 17.4}
SEND = "main form .govuk-button[type=submit]:not([name])"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with tools.chromium() as browser:
        yield browser


@pytest.fixture
def address(committed_db: Any) -> Iterator[str]:
    factories.make_user("crime_assessor")
    with tools.live_server() as address:
        yield address


def open_place(chromium: Browser, address: str, *, code: str = "theft", **options: Any) -> Page:
    """Begin a form, open its page about the place, and open the part about the point."""
    form, context = FORMS[code], chromium.new_context(viewport=tools.PHONE, **options)
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(f"{address}/report/begin/{triage.form_number(code)}/")
    with page.expect_navigation():
        page.click("main form button")
    fill.answer_up_to(Draft.objects.get(), "where")
    page.goto(f"{address}/report/q/{form.number_of(form.page('where'))}/")
    page.fill("[name=where]", "Behind the library")
    tools.tab_to(page, "summary")
    page.keyboard.press("Enter")
    return page


def point(page: Page) -> list[str]:
    names = ("lat", "lon", "precision_m", "source")
    return [page.input_value(f"[name=position_{name}]") for name in names]


def press(page: Page, words: str) -> None:
    """Reach a button by keyboard and press it."""
    button = page.get_by_role("button", name=words, exact=True)
    button.evaluate("button => { button.dataset.wanted = '1'; }")
    tools.tab_to(page, "[data-wanted]")
    page.keyboard.press("Enter")
    button.evaluate("button => { delete button.dataset.wanted; }")


def sent(page: Page) -> Any:
    with page.expect_navigation():
        page.click(SEND)
    return Draft.objects.get().answers["position"]


def test_the_device_is_asked_only_on_pressing_and_its_accuracy_is_kept(chromium, address):
    page = open_place(chromium, address, geolocation=HERE, permissions=["geolocation"])
    assert point(page) == ["", "", "", ""]

    press(page, "Use where I am now")

    status = page.locator("[data-pin-status]")
    expect(status).to_have_text("The point is at 52.48142, -1.89983, to within about 18 metres.")
    expect(page.locator("[data-pin-map]")).to_be_visible()
    assert sent(page) == {"lat": 52.48142, "lon": -1.89983, "precision_m": 18, "source": "device"}


def test_a_device_that_says_no_is_answered_with_words_and_the_form_goes_on(chromium, address):
    page = open_place(chromium, address, permissions=[])

    press(page, "Use where I am now")

    expect(page.locator("[data-pin-status]")).to_contain_text("You can go on without it.")
    assert sent(page) is None


def test_the_pin_moves_by_buttons_alone_and_is_taken_off(chromium, address):
    page = open_place(chromium, address, geolocation=HERE, permissions=["geolocation"])
    press(page, "Use where I am now")
    expect(page.locator("[data-pin-map]")).to_be_visible()

    press(page, "Move north")
    press(page, "Move east")
    lat, lon, metres, source = point(page)
    assert float(lat) > 52.48142
    assert float(lon) > -1.89983
    assert int(metres) >= 5
    assert source == "pin"
    press(page, "Nearer")
    press(page, "Move south")
    assert 52.48142 < float(point(page)[0]) < float(lat)
    press(page, "Take the point off")

    assert point(page) == ["", "", "", ""]
    expect(page.locator("[data-pin-status]")).to_have_text("The point was taken off.")
    assert sent(page) is None


def test_the_pin_is_dragged_and_the_numbers_follow(chromium, address):
    page = open_place(chromium, address, geolocation=HERE, permissions=["geolocation"])
    press(page, "Use where I am now")
    expect(page.locator("[data-pin-map]")).to_be_visible()
    pad = page.locator("[data-pin-pad]")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()

    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 20, box["y"] + 20, steps=5)
    page.mouse.up()

    lat, lon, _, source = point(page)
    assert float(lat) > 52.48142
    assert float(lon) > -1.89983
    assert source == "pin"
    # It came near the edge, so the map was brought after it.
    mark = page.locator("[data-pin-mark]").bounding_box()
    assert abs(mark["x"] + mark["width"] / 2 - box["x"] - box["width"] / 2) < 3


def test_typed_numbers_put_the_pin_and_a_kept_point_is_shown_again(chromium, address):
    page = open_place(chromium, address)
    page.fill("[name=position_lat]", "52.48142")
    page.fill("[name=position_lon]", "-1.89983")
    page.keyboard.press("Tab")

    expect(page.locator("[data-pin-map]")).to_be_visible()
    where = page.url
    assert sent(page)["source"] == "typed"
    page.goto(where)
    expect(page.locator("[data-pin-map]")).to_be_visible()
    assert point(page) == ["52.48142", "-1.89983", "10", "typed"]


def test_our_own_tiles_are_shown_and_no_other_site_is_asked(chromium, address, settings, tmp_path):
    for zoom in range(5, 19):
        (tmp_path / str(zoom)).mkdir()
    column = tmp_path / "6/31"
    column.mkdir()
    Image.new("RGB", (256, 256), "#cde").save(column / "21.png")
    settings.MAP_TILES_DIR = str(tmp_path)
    asked: list[str] = []
    page = open_place(chromium, address)
    page.on("request", lambda request: asked.append(request.url))

    page.reload()
    tools.tab_to(page, "summary")
    page.keyboard.press("Enter")

    tile = page.locator("[data-pin-tiles] img[src='/report/tiles/6/31/21.png']")
    expect(tile).to_have_js_property("naturalWidth", 256)
    assert all(url.startswith(address) for url in asked)
