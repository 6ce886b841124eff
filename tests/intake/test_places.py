"""Where it happened, through the pages: words, postcode, the point; and tiles of our own."""

import pytest

from intake import triage
from intake.models import CrimeReport, Draft, ReportAnswer
from intake.questions import FORMS
from tests.intake import fill
from tests.intake.walk import address, answer, answer_until, send

pytestmark = pytest.mark.django_db
POINT = {"position_lat": "52.48142", "position_lon": "-1.89983"}
DEVICE = POINT | {"position_precision_m": "17.4", "position_source": "device"}
WHERE = {"where": "Behind the library"}
PNG = b"\x89PNG\r\n\x1a\nnot really"


def kept():
    return Draft.objects.get().answers


def test_words_are_enough_and_nothing_else_has_to_be_given(reporter):
    answer_until(reporter, "where")

    assert answer(reporter, "where", **WHERE).status_code == 302
    assert kept()["where"] == "Behind the library"
    assert kept()["postcode"] is kept()["position"] is None


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("zz99 3vz", "ZZ99 3VZ"), ("ZZ993VZ", "ZZ99 3VZ"), ("ng1", "ng1"),
     ("near the mill", "near the mill")],
)  # fmt: skip
def test_a_postcode_is_taken_as_people_write_it_and_never_refused(reporter, typed, stored):
    answer_until(reporter, "where")

    assert answer(reporter, "where", **WHERE, postcode=typed).status_code == 302
    assert kept()["postcode"] == stored


def test_a_position_of_the_device_is_kept_with_its_accuracy_and_shown_to_the_desk(reporter, desk):
    answer_until(reporter)
    answer(reporter, "where", **WHERE, **DEVICE)
    checked = reporter.get("/report/check/").content.decode()
    send(reporter)

    report = CrimeReport.objects.get()
    shown = desk.get(f"/desk/reports/{report.pk}/").content.decode()

    words = "52.48142, -1.89983, to within about 18 metres, from the device"
    assert words in checked
    assert words in shown
    assert ReportAnswer.objects.get(feeds="offence.position").value == {
        "lat": 52.48142, "lon": -1.89983, "precision_m": 18, "source": "device",
    }  # fmt: skip


def test_a_point_is_shown_again_corrected_and_taken_off(reporter):
    answer_until(reporter, "where")
    answer(reporter, "where", **WHERE, **DEVICE)
    again = reporter.get(address("where")).content.decode()

    assert 'name="position_lat"' in again
    assert 'value="52.48142"' in again
    assert 'value="device"' in again
    answer(reporter, "where", **WHERE, position_lat="52.5", position_lon="-1.9")
    assert kept()["position"]["lat"] == 52.5
    answer(reporter, "where", **WHERE)
    assert kept()["position"] is None


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"position_lat": "nan", "position_lon": "1"}, "Enter two numbers"),
        ({"position_lat": "91", "position_lon": "0"}, "not in the United Kingdom"),
        ({"position_lat": "52.5"}, "Enter both numbers"),
        ({"position_lat": "<b>", "position_lon": "\x00"}, "Enter two numbers"),
    ],
)
def test_a_point_that_is_none_is_refused_in_words_and_nothing_typed_is_lost(
    reporter, given, sentence
):
    answer_until(reporter, "where")

    shown = answer(reporter, "where", **WHERE, **given)

    html = shown.content.decode()
    assert shown.status_code == 400
    assert sentence in html
    assert '<a href="#id_position_0">' in html
    assert 'id="id_position_0"' in html
    assert "Behind the library" in html
    assert "<b>" not in html


def test_only_the_page_about_the_place_may_ask_the_device_where_it_is(reporter):
    answer_until(reporter, "story")

    assert "geolocation=(self)" in reporter.get(address("where"))["Permissions-Policy"]
    assert "geolocation=()" in reporter.get(address("story"))["Permissions-Policy"]
    assert "pin.js" in reporter.get(address("where")).content.decode()
    assert "pin.js" not in reporter.get(address("story")).content.decode()


@pytest.mark.parametrize("code", FORMS)
def test_every_form_asks_for_the_place_and_needs_no_postcode_and_no_point(code):
    rows = {row.key: row for row in FORMS[code].questions}

    assert rows["where"].feeds == "offence.place"
    assert rows["postcode"].feeds == "offence.postcode"
    assert rows["position"].feeds == "offence.position"
    assert not rows["postcode"].is_required
    assert not rows["position"].is_required


@pytest.mark.parametrize("code", [code for code, form in FORMS.items() if form.is_sensitive])
def test_a_sensitive_form_warns_beside_the_point(reporter, code):
    form = FORMS[code]
    reporter.post(f"/report/begin/{triage.form_number(code)}/")
    fill.answer_up_to(Draft.objects.get(), "where")

    html = reporter.get(address("where", form)).content.decode()

    assert "Your device may note that a page asked where you are" in html
    assert html.index("Your device may note") < html.index("Use where I am now")


@pytest.mark.parametrize("code", ["da", "stalk", "sexual"])
def test_who_cannot_say_where_needs_no_words_either(code):
    rows = {row.key: row for row in FORMS[code].questions}

    assert not rows["where"].is_required
    assert not rows["place_type"].is_required


@pytest.mark.parametrize(
    ("kind", "asked", "not_asked"),
    [
        ("online", {"where_online"}, {"where", "where_to", "where_about", "position"}),
        ("unsure", {"where_about"}, {"where", "where_to", "where_online", "position"}),
        ("moving", {"where", "where_to", "position"}, {"where_online", "where_about"}),
        ("street", {"where", "position"}, {"where_to", "where_online", "where_about"}),
    ],
)
def test_the_kind_of_place_decides_what_is_asked_about_it(kind, asked, not_asked):
    rows = {row.key: row for row in FORMS["theft"].questions}

    assert all(rows[key].is_shown({"place_type": kind}) for key in asked)
    assert not any(rows[key].is_shown({"place_type": kind}) for key in not_asked)


@pytest.fixture
def tiles(settings, tmp_path):
    (tmp_path / "tiles/6/31").mkdir(parents=True)
    (tmp_path / "tiles/6/31/21.png").write_bytes(PNG)
    (tmp_path / "secret.png").write_bytes(b"secret")
    settings.MAP_TILES_DIR = str(tmp_path / "tiles")


def test_tiles_come_from_our_own_folder(client, tiles):
    shown = client.get("/report/tiles/6/31/21.png")

    assert shown.content == PNG
    assert shown["Content-Type"] == "image/png"


@pytest.mark.parametrize(
    "path",
    ["6/31/22.png", "6/64/21.png", "20/1/1.png", "6/31/21", "6/31/../../../secret.png",
     "6/31/%2e%2e%2f%2e%2e%2f%2e%2e%2fsecret.png", "-1/0/0.png", "6/31/21.png%00",
     "9" * 5000 + "/1/1.png"],
)  # fmt: skip
def test_nothing_else_can_be_had_under_the_address_of_tiles(client, tiles, path):
    assert client.get(f"/report/tiles/{path}").status_code in {400, 404}


def test_without_a_folder_there_are_no_tiles_and_the_page_asks_for_none(reporter):
    answer_until(reporter, "where")

    assert reporter.get("/report/tiles/6/31/21.png").status_code == 404
    assert 'data-tiles=""' in reporter.get(address("where")).content.decode()


def test_with_a_folder_the_page_names_our_own_address_alone(reporter, tiles):
    answer_until(reporter, "where")

    html = reporter.get(address("where")).content.decode()

    assert 'data-tiles="/report/tiles/"' in html
    assert "http://" not in html
    assert "https://" not in html
