import pytest
from django.db import DatabaseError
from django.http import HttpResponse
from django.urls import path
from django.utils.translation import get_language

from casefile import clock, gates
from casefile.models import Case, CaseEvent, Exhibit
from casefile.services import access, events
from casefile.services.actors import of_user
from tests.factories import AT, make_exhibit, make_user_role

pytestmark = pytest.mark.urls(__name__)


def show(request, subject):
    """Show the subject, and how many reads were on record when the view began."""
    entries = CaseEvent.objects.filter(kind="case.viewed").count()
    return HttpResponse(f"{subject} read {entries} {get_language()}")


@gates.public
def open_page(request):
    return HttpResponse("open")


@gates.staff("case.list")
def plain_page(request):
    return HttpResponse(f"list for {gates.actor_of(request).name}")


urlpatterns = [
    path("open/", open_page),
    path("plain/", plain_page),
    path("case/<uuid:pk>/", gates.staff("case.view", Case)(show), name="case_page"),
    path("open-case/<uuid:pk>/", gates.staff("case.view", Case.objects.filter(stage="open"))(show)),
    path("work/<uuid:pk>/", gates.staff("case.work", Case)(show)),
    path("approve/<uuid:pk>/", gates.staff("file.approve", Case)(show)),
    path("exhibit/<uuid:number>/", gates.staff("case.work", Exhibit, key="number")(show)),
]
handler404 = "casefile.manage.views.errors.not_found"
handler403 = "casefile.manage.views.errors.forbidden"
handler500 = "casefile.manage.views.errors.server_error"


@pytest.fixture
def page(client, signed_in, case):
    """Open a page about the case as a user, and return the answer."""

    def open_as(user, name="case", method="get"):
        signed_in(client, user)
        return getattr(client, method)(f"/{name}/{case.pk}/")

    return open_as


def kinds():
    return list(CaseEvent.objects.order_by("at").values_list("kind", flat=True))


def test_a_page_for_everybody_asks_for_nothing(db, client):
    assert client.get("/open/").content == b"open"


def test_a_visitor_is_sent_to_sign_in_and_back(db, client, case):
    answer = client.get(f"/case/{case.pk}/?tab=people")

    assert answer.status_code == 302
    assert answer.url == f"/sign-in/?next=/case/{case.pk}/%3Ftab%3Dpeople"
    assert kinds() == []


def test_somebody_whose_account_was_closed_is_sent_to_sign_in(page, officer):
    officer.is_active = False
    officer.save()

    assert page(officer).status_code == 302


def test_a_read_is_on_record_once_and_before_the_page_is_made(page, officer, case):
    answer = page(officer)

    assert answer.content.decode().startswith(f"{case} read 1")
    entry = CaseEvent.objects.get()
    assert (entry.kind, entry.stream, entry.actor_id) == (
        "case.viewed",
        case.access_stream,
        officer.pk,
    )
    assert events.body_of(entry)["what"] == "case_page"


def test_asking_for_the_head_alone_is_a_read_too(page, officer):
    page(officer, method="head")

    assert kinds() == ["case.viewed"]


def test_sending_a_form_is_not_a_read(page, officer):
    assert page(officer, method="post").status_code == 200
    assert kinds() == []


def test_a_read_that_cannot_be_recorded_is_refused(page, officer, case, client, monkeypatch):
    def unable(**_):
        raise DatabaseError("the log is full")

    client.raise_request_exception = False
    monkeypatch.setattr(events, "append", unable)
    answer = page(officer)

    assert answer.status_code == 500
    assert case.title not in answer.content.decode()
    assert "log is full" not in answer.content.decode()


@pytest.mark.parametrize("who", ["stranger", "other_force_officer", "prosecutor", "auditor"])
def test_a_case_that_is_not_theirs_is_not_there_and_the_attempt_is_on_record(page, request, who):
    answer = page(request.getfixturevalue(who))

    assert answer.status_code == 404
    assert kinds() == ["case.refused"]


def test_a_case_of_another_force_and_no_case_at_all_get_the_same_answer(
    page, client, other_force_officer
):
    hidden = page(other_force_officer)
    absent = client.get("/case/00000000-0000-4000-8000-000000000000/")

    assert (hidden.status_code, hidden.content) == (absent.status_code, absent.content)


def test_what_may_be_seen_but_not_done_is_forbidden(page, officer):
    assert page(officer, "approve").status_code == 403
    assert kinds() == ["case.refused"]


def test_emergency_access_opens_the_page_and_not_the_work(page, stranger, case):
    reason = "Somebody is in danger now."
    access.break_glass(case=case, by=of_user(stranger), at=clock.real(), reason=reason)

    assert page(stranger).status_code == 200
    assert page(stranger, "work").status_code == 403


def test_a_page_of_a_list_needs_a_role_and_says_whose_it_is(client, signed_in, officer, auditor):
    assert signed_in(client, officer).get("/plain/").content == b"list for Joan Hall"

    assert signed_in(client, auditor).get("/plain/").status_code == 403
    assert kinds() == ["access.refused"]


def test_a_role_taken_away_a_moment_ago_opens_nothing(page, officer):
    assert page(officer).status_code == 200

    officer.role_rows.update(revoked_at=AT)

    assert page(officer).status_code == 404


def test_a_role_given_a_moment_ago_opens_at_once(client, signed_in, auditor):
    make_user_role(user=auditor, role="officer")

    assert signed_in(client, auditor).get("/plain/").status_code == 200


def test_a_part_of_a_case_is_opened_as_its_case_is(client, signed_in, case, officer, stranger):
    address = f"/exhibit/{make_exhibit(case=case, reference='JH/1').pk}/"

    assert signed_in(client, officer).get(address).content.startswith(b"JH/1")
    assert CaseEvent.objects.get().stream == case.access_stream
    assert signed_in(client, stranger).get(address).status_code == 404


def test_a_gate_may_choose_among_rows(client, signed_in, case, officer):
    signed_in(client, officer)

    assert client.get(f"/open-case/{case.pk}/").status_code == 200
    Case.objects.update(stage="closed")
    assert client.get(f"/open-case/{case.pk}/").status_code == 404


def test_a_staff_page_is_in_english_whatever_the_browser_asks_for(client, signed_in, case, officer):
    answer = signed_in(client, officer).get(f"/case/{case.pk}/", headers={"accept-language": "cy"})

    assert answer.content.endswith(b"en-gb")
    assert answer["Content-Language"] == "en-GB"


@pytest.mark.parametrize(
    ("view", "gate"),
    [
        (open_page, gates.Gate("public")),
        (plain_page, gates.Gate("staff", "case.list", "")),
        (urlpatterns[2].callback, gates.Gate("staff", "case.view", "case")),
        (urlpatterns[3].callback, gates.Gate("staff", "case.view", "case")),
        (urlpatterns[6].callback, gates.Gate("staff", "case.work", "exhibit")),
    ],
)
def test_a_view_says_what_its_gate_asks(view, gate):
    assert view.gate == gate
