from datetime import date
from html import unescape

from casefile.mg.prefill import filled_form
from casefile.mg.render import as_json, form_document, form_html
from casefile.rules.mg_forms import MG_FORMS
from casefile.services import mg_forms

TODAY = date(2026, 11, 24)
PER_CASE = [code for code, row in MG_FORMS.items() if row.per in {"case", "schedule"}]


def printed(robbery, code, about=None):
    return form_html(filled_form(robbery.case, code, about=about, on=TODAY))


def test_every_form_prints_its_sections_in_order_under_its_name(robbery):
    pages = {code: unescape(printed(robbery, code)) for code in PER_CASE}

    for code, html in pages.items():
        headings = [s.heading for s in MG_FORMS[code].sections if s.heading]
        places = [html.index(f"{heading}</h2>") for heading in headings]
        assert places == sorted(places)
        assert f"<h1>{MG_FORMS[code].name}</h1>" in html


def test_only_forms_barred_from_the_defence_are_banded(robbery):
    bodies = {code: printed(robbery, code).partition("<body>")[2] for code in PER_CASE}

    banded = {code for code, body in bodies.items() if "band-top" in body}

    assert banded == {code for code in PER_CASE if not MG_FORMS[code].disclosable}


def test_typed_markup_is_printed_as_words(robbery):
    answers = {"summary": "<img src=x> & more"}
    mg_forms.answer(case=robbery.case, code="MG3", answers=answers, by=robbery.by, at=robbery.at)

    html = printed(robbery, "MG3")

    assert "&lt;img src=x&gt; &amp; more" in html
    assert "<img" not in html


def test_the_same_record_prints_the_same_text(robbery):
    assert printed(robbery, "MG3") == printed(robbery, "MG3")


def test_the_front_of_a_statement_holds_no_contact_details(robbery):
    version = robbery.witness.statements.get().versions.get()

    front = printed(robbery, "MG11", version)

    assert "Dock Street" not in front
    assert "Over 18" in front


def test_a_document_carries_marking_form_and_number(robbery):
    document = form_document(filled_form(robbery.case, "MG12", on=TODAY), name="MG12")

    assert document.marking == "OFFICIAL"
    assert (document.form_name, document.reference) == ("MG12", robbery.case.urn)


def test_the_plain_data_of_a_form_has_every_box_and_its_origin(robbery):
    form = filled_form(robbery.case, "MG12", on=TODAY)

    data = as_json(form)

    assert [box["key"] for box in data["boxes"]] == [field.key for field in form.fields]
    assert data["boxes"][0]["value"][0]["Exhibit reference no."] == "JH/1"
    assert data["boxes"][0]["origin"] == "record:exhibits.table"
