import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from casefile.services import NotFound, NotPermitted, Reason, Refused

pytestmark = pytest.mark.urls(__name__)


class ItemSerializer(serializers.Serializer):
    text = serializers.CharField()


class PlanSerializer(serializers.Serializer):
    number = serializers.IntegerField()
    items = ItemSerializer(many=True)

    def validate(self, values):
        raise serializers.ValidationError("The plan is empty.", code="empty")


class Plan(APIView):
    def post(self, request):
        PlanSerializer(data=request.data).is_valid(raise_exception=True)
        return Response({})


class Refusing(APIView):
    def get(self, request, how):
        reasons = [Reason("late", "Too late.", field="due_on"), Reason("no_reply", "Reply first.")]
        raise {
            "refused": Refused("It cannot be closed.", reasons=reasons, code="not_closed"),
            "missing": NotFound("There is nothing here."),
            "forbidden": NotPermitted("That is not yours to do."),
            "django_404": Http404("No Case matches"),
            "django_403": PermissionDenied("secret detail"),
            "too_often": exceptions.Throttled(wait=3),
            "broken": ValueError("secret detail"),
        }[how]


urlpatterns = [path("plan/", Plan.as_view()), path("<how>/", Refusing.as_view())]
handler500 = "casefile.manage.views.errors.server_error"


@pytest.mark.parametrize(
    ("how", "status", "code"),
    [
        ("refused", 409, "not_closed"),
        ("missing", 404, "not_found"),
        ("forbidden", 403, "not_permitted"),
        ("django_404", 404, "not_found"),
        ("django_403", 403, "permission_denied"),
        ("too_often", 429, "throttled"),
    ],
)
def test_every_refusal_is_a_problem_with_a_status_a_code_and_a_title(client, how, status, code):
    answer = client.get(f"/{how}/")

    problem = answer.json()
    assert answer["Content-Type"] == "application/problem+json"
    assert (answer.status_code, problem["status"], problem["code"]) == (status, status, code)
    assert problem["type"] == "about:blank"
    assert problem["title"]
    assert "secret" not in answer.content.decode()


def test_a_refusal_gives_every_reason_with_its_field(client):
    assert client.get("/refused/").json()["reasons"] == [
        {"code": "late", "message": "Too late.", "field": "due_on"},
        {"code": "no_reply", "message": "Reply first.", "field": ""},
    ]


def test_who_asks_too_often_is_told_when_to_come_back(client):
    assert client.get("/too_often/")["Retry-After"] == "3"


def post(client, body):
    return client.post("/plan/", body, content_type="application/json")


def test_each_mistake_in_a_request_is_a_reason_with_its_field(client):
    answer = post(client, {"number": "x", "items": [{"text": "fine"}, {"text": ""}]})

    assert answer.status_code == 400
    assert answer.json()["code"] == "invalid"
    found = {(reason["field"], reason["code"]) for reason in answer.json()["reasons"]}
    assert found == {("number", "invalid"), ("text", "blank")}


def test_a_mistake_of_the_whole_request_names_no_field(client):
    answer = post(client, {"number": 1, "items": []})

    assert answer.json()["reasons"] == [
        {"code": "empty", "message": "The plan is empty.", "field": ""}
    ]


@pytest.mark.parametrize("body", ["", "{", "[1, 2", '"text"', "[]", "NaN"])
def test_a_body_that_makes_no_sense_is_a_problem_and_no_crash(client, body):
    answer = post(client, body)

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["reasons"]


@pytest.mark.parametrize(
    ("send", "status", "code"),
    [
        (lambda client: client.get("/plan/"), 405, "method_not_allowed"),
        (lambda client: client.post("/plan/", {"a": 1}), 415, "unsupported_media_type"),
    ],
)
def test_the_wrong_method_or_kind_of_body_is_a_problem_too(client, send, status, code):
    answer = send(client)

    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_the_unexpected_shows_no_traceback(client):
    client.raise_request_exception = False

    answer = client.get("/broken/")

    assert answer.status_code == 500
    assert b"secret detail" not in answer.content
