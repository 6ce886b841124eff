import pytest
from django.urls import reverse

from casefile.models import MGAnswer
from casefile.services import file_contents, reported
from tests import factories

TYPED = {
    "code_test": "full",
    "evidential": "The clip and two statements.",
    "public_interest": "A robbery in the street at night.",
    "summary": "Marsh punched her and took the phone.",
    "issues": "Alibi.",
    "strengths": "Clip; non-identification by Reed.",
}


@pytest.fixture
def mg3(client, robbery):
    """`mg3(**fields)` sends the MG3 as the officer in the case."""
    client.force_login(robbery.officer)
    page = reverse("mg:form", args=[robbery.case.pk, "MG3"])
    return lambda **fields: client.post(page, fields)


def test_a_form_shows_where_each_box_came_from(client, robbery):
    client.force_login(robbery.officer)

    page = client.get(reverse("mg:form", args=[robbery.case.pk, "MG3"])).content.decode()

    assert "From the record: work telephone of the officer in the case" in page
    assert "01632 960001" in page
    assert "Edition: v2.0" in page
    assert "Not disclosable." in page


def test_typed_boxes_are_kept_and_counted(client, robbery, mg3):
    factories.make_submission(case=robbery.case, build="charge_request_ngap_fct")
    response = mg3(**TYPED)

    page = client.get(response.url)
    assert response.status_code == 302
    assert set(MGAnswer.objects.values_list("field_key", flat=True)) == set(TYPED)
    assert page.context["typed"] == 6
    assert page.context["total"] > 60


def test_boxes_left_as_they_were_are_not_typed_again(robbery, mg3):
    mg3(**TYPED)
    before = MGAnswer.objects.get(field_key="summary").answered_at

    mg3(**TYPED | {"issues": "Alibi and identification."})

    assert MGAnswer.objects.get(field_key="summary").answered_at == before
    assert MGAnswer.objects.get(field_key="issues").value == "Alibi and identification."


def test_nonsense_is_refused_beside_its_box_and_nothing_typed_is_lost(mg3):
    response = mg3(code_test="perhaps", summary="Kept words", issues="a\x00b")

    page = response.content.decode()
    assert response.status_code == 400
    assert "Choose from the list" in page
    assert "Null characters are not allowed" in page
    assert "Kept words" in page
    assert not MGAnswer.objects.exists()


def test_a_form_about_a_person_has_its_own_page(client, robbery):
    factories.make_submission(case=robbery.case, build="charge_request_ngap_fct")
    client.force_login(robbery.officer)
    interview = robbery.case.interviews.get()

    found = client.get(reverse("mg:form-about", args=[robbery.case.pk, "MG15", interview.pk]))
    other = client.get(reverse("mg:form-about", args=[robbery.case.pk, "MG15", robbery.case.pk]))
    unknown = client.get(reverse("mg:form", args=[robbery.case.pk, "MG99"]))

    assert b"I was at the gym until eight." in found.content
    assert (other.status_code, unknown.status_code) == (404, 404)


def test_emergency_readers_see_but_do_not_type(client, robbery):
    client.force_login(robbery.stranger)
    reason = {"reference": robbery.case.urn, "reason": "The officer cannot be reached."}
    client.post(reverse("desk:emergency"), reason)
    page = reverse("mg:form", args=[robbery.case.pk, "MG3"])

    seen, typed = client.get(page), client.post(page, TYPED)

    assert (seen.status_code, typed.status_code) == (200, 403)
    assert b"To be typed" not in seen.content


@pytest.mark.parametrize("name", ["mg:forms", "mg:form"])
def test_nobody_outside_the_case_sees_a_form(client, robbery, name):
    args = [robbery.case.pk] + (["MG3"] if name == "mg:form" else [])
    client.force_login(robbery.other_force_officer)

    assert client.get(reverse(name, args=args)).status_code == 404


def test_a_form_about_needs_shows_what_was_said_in_the_report(client, robbery):
    factories.make_submission(case=robbery.case, build="charge_request_ngap_fct")
    client.force_login(robbery.officer)
    version = file_contents.statement_versions(robbery.case)[0]
    said = reported.Said(
        "needs.help", "help", "Do you need this?", "Sign language", ["sign_language"],
        version.statement.witness,
    )  # fmt: skip
    reported.keep(case=robbery.case, said=[said], said_at=robbery.at, by=robbery.by, at=robbery.at)

    page = client.get(reverse("mg:form-about", args=[robbery.case.pk, "MG11B", version.pk]))

    assert "Asked for sign language" in page.content.decode()
