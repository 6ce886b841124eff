import pytest
from django.http import HttpResponse
from django.urls import path

from casefile import clock
from casefile.services import NotFound, NotPermitted, Reason, Refused

pytestmark = pytest.mark.urls(__name__)

MOMENT = "2026-12-07T10:00:00+00:00"


def moment(request, **_):
    return HttpResponse(clock.now().isoformat())


def kept(request):
    return HttpResponse("kept", headers={"Cache-Control": "max-age=60"})


def refuse(request, how):
    reasons = [Reason("one", "Give a date."), Reason("two", "Give a place.")]
    raise {
        "missing": NotFound("Case 12 of Northgate is not yours."),
        "forbidden": NotPermitted("A supervisor does that."),
        "refused": Refused("Two things are missing.", reasons=reasons),
        "broken": ValueError("secret detail"),
    }[how]


urlpatterns = [
    path("moment/", moment),
    path("moment/<path:rest>", moment),
    path("kept/", kept),
    path("refuse/<how>/", refuse),
]
handler500 = "casefile.manage.views.errors.server_error"


# The moment of a demonstration -------------------------------------------------------------------


def test_without_a_demonstration_the_header_is_nothing(client, settings):
    settings.DEMO = False

    assert client.get("/moment/", headers={"X-Demo-Moment": MOMENT}).content.decode() != MOMENT


def test_in_a_demonstration_a_request_carries_its_own_moment_and_only_that_one(client, settings):
    settings.DEMO = True

    assert client.get("/moment/", headers={"X-Demo-Moment": MOMENT}).content.decode() == MOMENT
    assert client.get("/moment/").content.decode() != MOMENT


@pytest.mark.parametrize("text", ["", "yesterday", "2026-12-07T10:00:00", "2026-13-45", "9" * 5000])
def test_a_moment_that_says_no_zone_or_nothing_is_ignored(client, settings, text):
    settings.DEMO = True

    answer = client.get("/moment/", headers={"X-Demo-Moment": text})

    assert answer.status_code == 200
    assert not answer.content.decode().startswith("2026-12-07T10")


# NUL ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address", ["/moment/a%00b", "/moment/?q=%00", "/moment/?a=1&a=2%00", "/moment/?q=a%00&q=b"]
)
def test_nul_in_an_address_is_refused_in_plain_words(client, address):
    answer = client.get(address)

    assert answer.status_code == 400
    assert b"<h1" in answer.content
    assert b"Traceback" not in answer.content


def test_an_address_without_nul_goes_through(client):
    assert client.get("/moment/a%20b?q=%C3%A9").status_code == 200


# Every answer ------------------------------------------------------------------------------------


def test_each_answer_has_an_id_of_its_own(client):
    ids = {client.get("/moment/")["X-Request-ID"] for _ in range(3)}

    assert len(ids) == 3


def test_nothing_is_stored_unless_a_view_says_so(client):
    assert client.get("/moment/")["Cache-Control"] == "no-store"
    assert client.get("/refuse/missing/")["Cache-Control"] == "no-store"
    assert client.get("/kept/")["Cache-Control"] == "max-age=60"


# Refusals ----------------------------------------------------------------------------------------


def test_what_is_not_there_says_no_more_than_that(client):
    answer = client.get("/refuse/missing/")

    assert answer.status_code == 404
    assert b"Northgate" not in answer.content


@pytest.mark.parametrize(
    ("how", "status", "words"),
    [
        ("forbidden", 403, ["A supervisor does that."]),
        ("refused", 409, ["Two things are missing.", "Give a date.", "Give a place."]),
    ],
)
def test_a_refusal_that_no_form_caught_is_a_page_with_every_reason(client, how, status, words):
    answer = client.get(f"/refuse/{how}/")

    assert answer.status_code == status
    assert all(word in answer.content.decode() for word in words)


def test_the_unexpected_is_a_plain_page_and_no_traceback(client, caplog):
    client.raise_request_exception = False

    answer = client.get("/refuse/broken/")

    assert answer.status_code == 500
    assert b"secret detail" not in answer.content
    assert b"Traceback" not in answer.content
    assert [record.levelname for record in caplog.records] == ["ERROR"]
