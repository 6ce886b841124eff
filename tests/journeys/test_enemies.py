"""What a hostile or a hasty person sends through the pages: refused in words, and done once."""

import pytest
from django import forms
from django.test import Client

from casefile.models import CaseEvent, StatementVersion
from tests.casefile.desk.test_pages import CHILD_PAGES, READ_ONLY, WORK_PAGES, address_of
from tests.intake.walk import PAGES, ROBBERY, answer, answer_until

FORMS = [name for name in [*WORK_PAGES, *CHILD_PAGES] if name not in READ_ONLY]
TEN_MEGABYTES = "evidence " * (10 * 1024 * 1024 // 9)


@pytest.fixture
def officer_at_work(client, robbery):
    client.force_login(robbery.officer)
    return client


def text_boxes(page):
    form = page.context.get("form")
    fields = form.fields.items() if form else ()
    return [form.add_prefix(key) for key, field in fields if type(field) is forms.CharField]


@pytest.mark.parametrize("name", FORMS)
def test_nul_is_refused_beside_every_box(officer_at_work, robbery, name):
    address = address_of(robbery, name)
    entries = CaseEvent.objects.filter(stream=robbery.case.stream).count()

    for box in text_boxes(officer_at_work.get(address)):
        refused = officer_at_work.post(address, {box: "before\x00after"})

        assert refused.status_code == 400, box
        assert refused.context["form"].errors[box], box
    assert CaseEvent.objects.filter(stream=robbery.case.stream).count() == entries


@pytest.mark.parametrize("name", ["desk:write-statement", "desk:void", "desk:third-party"])
def test_ten_megabytes_of_text_are_refused_with_the_limit(officer_at_work, robbery, name):
    address = address_of(robbery, name)
    [box, *_] = text_boxes(officer_at_work.get(address))

    refused = officer_at_work.post(address, {box: TEN_MEGABYTES})

    assert refused.status_code == 400
    assert "characters" in str(refused.context["form"].errors[box])


@pytest.mark.django_db
def test_ten_megabytes_in_a_public_answer_are_refused_and_the_draft_lives(crime_assessor):
    public = Client()
    answer_until(public, "story")

    refused = answer(public, "story", story=TEN_MEGABYTES)

    assert refused.status_code == 400
    assert answer(public, "story").status_code == 302


@pytest.mark.django_db
def test_nul_in_any_public_answer_is_refused_in_words(crime_assessor):
    public = Client()
    typed = [
        (page, row.key)
        for page in PAGES
        for row in ROBBERY.on_page(page)
        if row.kind in {"text", "long_text"} and row.key in PAGES[page]
    ]
    assert typed

    for page, key in typed:
        answer_until(public, page)
        refused = answer(public, page, **{key: "before\x00after"})

        assert refused.status_code == 400, key
        assert refused.context["form"].errors[key], key


def test_a_button_pressed_twice_signs_a_statement_once(officer_at_work, robbery):
    version = robbery.witness.statements.get().versions.get()
    address = f"/desk/statements/{version.pk}/"
    officer_at_work.post(f"{address}write/", {"narrative": "I saw two men run."})
    officer_at_work.post(f"{address}finalise/")
    pages = officer_at_work.get(f"{address}sign/").context["form"]
    given = {
        "pages_shown": pages["pages_shown"].value(),
        "declaration_accepted": "on",
        "method": "typed",
        "typed_name": "Tom Reed",
        "place": "14 Dock Street",
    }

    for _ in range(2):
        officer_at_work.post(f"{address}sign/", given)

    signed = CaseEvent.objects.filter(kind="statement.signed", subject_id=version.pk)
    assert signed.count() == 1
    assert StatementVersion.objects.get(pk=version.pk).is_signed
