from datetime import date, timedelta

from casefile import models
from casefile.mg import prefill, words
from casefile.mg.case_file import CaseFile
from casefile.mg.prefill import fill, filled_form
from casefile.rules.mg_forms import MG_FORMS, PREFILL_KEYS
from casefile.services import mg_forms, people, submissions, unused
from tests import factories

TODAY = date(2026, 11, 24)


def filled(robbery, code, about=None, submission=None):
    return filled_form(robbery.case, code, about=about, submission=submission, on=TODAY)


def rows(form, key):
    field = next(field for field in form.fields if field.key == key)
    return [{cell.label: cell.text for cell in row} for row in field.table]


def test_every_prefill_key_has_one_answer():
    answered = {key for key in PREFILL_KEYS if not key.startswith("facts.")}

    assert set(prefill.ANSWERS) == answered


def test_every_table_offers_every_column_its_form_prints(robbery):
    file = CaseFile(robbery.case, TODAY)
    forms = [fill(file, code) for code, row in MG_FORMS.items() if row.per == "case"]
    tables = [field for form in forms for field in form.fields if field.field.columns]

    for field in tables:
        for row in field.value or []:
            assert {key for key, _ in field.field.columns} <= set(row)
    assert sum(bool(field.value) for field in tables) > 10


def test_what_is_typed_once_stands_on_every_later_form(robbery):
    answers = {"summary": "Marsh punched her and took the phone.", "code_test": "full"}
    mg_forms.answer(case=robbery.case, code="MG3", answers=answers, by=robbery.by, at=robbery.at)

    first, later = filled(robbery, "MG3"), filled(robbery, "MG5")

    origins = {field.key: field.origin for field in first.fields}
    assert (origins["summary"], first.fields_typed) == ("typed", 2)
    assert later.value_of("summary") == "Marsh punched her and took the phone."
    assert later.fields_typed == 0


def test_a_choice_is_printed_in_words(robbery):
    answers = {"code_test": "threshold"}
    mg_forms.answer(case=robbery.case, code="MG3", answers=answers, by=robbery.by, at=robbery.at)

    field = next(f for f in filled(robbery, "MG3").fields if f.key == "code_test")

    assert field.display == "Threshold Test"


def test_boxes_come_from_the_record_and_say_from_where(robbery):
    form = filled(robbery, "MG3")

    assert rows(form, "charges")[1]["Time limit expires"] == "13 May 2027"
    assert rows(form, "suspects")[0]["Arrest/summons number"] == "26/01NG/01/12F"
    assert form.value_of("telephone") == "01632 960001"
    assert {f.origin for f in form.fields if f.key == "telephone"} == {"record:oic.telephone"}


def test_days_of_arrest_and_bail_are_those_in_london(robbery):
    late = factories.make_suspect(case=robbery.case, stage="released")
    factories.make_arrest(suspect=late, arrested_at=factories.SUMMER_NIGHT)
    factories.make_bail(suspect=late, surrender_at=factories.SUMMER_NIGHT + timedelta(days=28))
    file = CaseFile(robbery.case, TODAY)

    printed = rows(fill(file, "MG3"), "suspects")[-1]

    assert prefill.ANSWERS["suspect.arrested_on"](file, late) == date(2026, 7, 15)
    assert printed["Return bail date"] == "12 August 2026"


def test_a_barred_number_is_on_no_form(robbery):
    witness = robbery.victim.witness
    forms = [filled(robbery, "MG9"), filled(robbery, "MG11B", statement_of(robbery))]

    printed = " ".join(str(field.table) + field.display for form in forms for field in form.fields)

    assert "900123" not in printed
    assert "aisha@example.com" in printed
    assert witness.person.name in printed


def statement_of(robbery):
    return robbery.witness.statements.get().versions.get()


def test_the_back_sheet_gives_the_postcode_of_the_address(robbery):
    form = fill(CaseFile(robbery.case, TODAY), "MG2", about=robbery.victim.witness)
    answer = prefill.ANSWERS["witness.postcode"](
        CaseFile(robbery.case, TODAY), robbery.victim.witness
    )

    assert (form.about, answer) == ("Aisha Karim", "ZZ99 4QQ")


def test_required_boxes_without_an_answer_are_named(robbery):
    missing = {field.key for field in filled(robbery, "MG3").missing}

    assert {"summary", "code_test", "third_party"} <= missing
    assert not {"decided_at", "charges"} & missing


def test_no_dates_to_avoid_is_an_answer_and_silence_is_not(robbery):
    witness = robbery.witness.witness
    people.set_availability(
        witness=witness, is_willing=True, dates_to_avoid="none", by=robbery.by, at=robbery.at
    )

    stated = {
        row["Name"]: row["No dates to avoid"]
        for row in rows(filled(robbery, "MG10"), "availability")
    }

    assert stated == {"Aisha Karim": "No", "Tom Reed": "Yes", "Joan Hall": "No"}


def test_a_nil_sensitive_schedule_says_so(robbery):
    form = filled(robbery, "MG6D")

    assert form.value_of("is_nil") is True
    assert form.value_of("items") is None


def test_a_sensitive_item_is_on_its_own_schedule_and_nowhere_described(robbery):
    item = unused.list_item(
        case=robbery.case,
        description="Source report 7",
        location="Intelligence unit",
        origin="intelligence",
        schedule="D",
        sensitivity_reason="Would identify a source",
        by=robbery.by,
        at=robbery.at,
    )
    unused.examine(item=item, meets_test=True, reason="Names another", by=robbery.by, at=robbery.at)

    others = [filled(robbery, code) for code in ("MG3", "MG5", "MG6", "MG6C")]

    assert rows(filled(robbery, "MG6D"), "items")[0]["Description"] == "Source report 7"
    words = " ".join(str(f.table) + f.display for form in others for f in form.fields)
    assert "Source report" not in words
    assert "Names another" not in words


def test_nothing_undermining_is_said_only_after_every_item_was_examined(robbery):
    before = filled(robbery, "MG6").value_of("undermines")
    item = robbery.case.unused_material.get()
    unused.examine(
        item=item, meets_test=False, reason="Fits the account", by=robbery.by, at=robbery.at
    )

    after = filled(robbery, "MG6").value_of("undermines")

    assert before is None
    assert after.startswith("Every item listed was examined")


def test_the_disclosure_officer_signs_by_asking_for_approval(robbery):
    submission = submissions.start(
        case=robbery.case,
        build="charge_request_ngap_fct",
        cps_area="Northshire",
        priority="green",
        code_test="full",
        by=robbery.by,
        at=robbery.at,
    )
    unsigned = filled(robbery, "MG6C", submission=submission).value_of("signature")

    submissions.request_approval(submission=submission, by=robbery.by, at=robbery.at)

    signature = filled(robbery, "MG6C", submission=submission).value_of("signature")
    assert unsigned is None
    assert signature == {"name": "DC 2301 Joan Hall", "at": robbery.at, "image": None}


def test_an_approval_shows_only_once_it_was_given(robbery):
    submission = submissions.start(
        case=robbery.case,
        build="charge_request_ngap_fct",
        cps_area="Northshire",
        priority="green",
        code_test="full",
        by=robbery.by,
        at=robbery.at,
    )
    form = filled(robbery, "MG3", submission=submission)

    assert form.value_of("priority") == "Green"
    assert form.value_of("approved") is None


def test_one_file_reads_each_part_of_the_record_once(robbery, django_assert_max_num_queries):
    file = CaseFile(robbery.case, TODAY)
    fill(file, "MG3")

    with django_assert_max_num_queries(6):
        fill(file, "MG3")


def test_forms_are_headed_by_those_charged_and_list_nobody_else_as_defendant(robbery):
    charged, freed = robbery.case.suspects.order_by("number")
    type(charged).objects.filter(pk=charged.pk).update(stage="charged")
    type(freed).objects.filter(pk=freed.pk).update(stage="no_further_action")

    form = filled(robbery, "MG5")

    assert form.defendants == charged.person.family_name.upper()
    assert [row["Defendant"] for row in rows(form, "pleas")] == [charged.person.name]


def test_an_injury_is_no_property(robbery):
    person = robbery.victim.victim
    type(person).objects.filter(pk=person.pk).update(injury="Cut lip", loss="A phone")

    form = filled(robbery, "MG5")

    assert [row["Property"] for row in rows(form, "property")] == ["A phone"]
    assert "Cut lip" in rows(form, "compensation")[0]["Injury, loss or damage"]


def test_the_grounds_of_a_police_charge_stay_empty_where_the_police_charged_nobody(robbery):
    answers = {"code_test": "full", "public_interest": "A serious offence."}
    mg_forms.answer(case=robbery.case, code="MG3", answers=answers, by=robbery.by, at=robbery.at)

    form = filled(robbery, "MG6")

    assert form.value_of("police_test") is None
    assert form.value_of("police_interest") is None


def test_the_day_of_a_conviction_is_printed_in_words(robbery):
    lines = [{"on": "2023-06-14", "court": "Northgate", "offence": "Theft", "sentence": "Fine"}]
    row = factories.make_conviction_print(person=robbery.victim, convictions=lines)

    assert rows(filled(robbery, "PRECONS", row), "convictions")[0]["Date"] == "14 June 2023"


def test_property_and_vehicles_fill_the_boxes_about_loss(robbery):
    case, owner = robbery.case, robbery.victim
    factories.make_property_item(
        case=case, owner=owner, number=1, brand="Acorn 12", value_pence=45_000, status="stolen"
    )
    factories.make_property_item(
        case=case, owner=owner, number=2, description="Bag", status="recovered",
        status_on=date(2026, 11, 15),
    )  # fmt: skip
    factories.make_vehicle(case=case, keeper=owner, number=1, status="damaged")

    form = filled(robbery, "MG5")

    listed = rows(form, "property")
    assert [row["Property"] for row in listed] == [
        "Phone: Acorn 12 (stolen)",
        "Bag (recovered 15 November 2026)",
        "ZZ99ABC (damaged)",
    ]
    assert listed[0]["Value"] == "£450.00"
    claims = rows(form, "compensation")
    assert [row["Injury, loss or damage"] for row in claims] == [
        "Cut lip",
        "Phone: Acorn 12",
        "ZZ99ABC",
    ]
    assert form.fields_typed == 0


def test_a_speaker_of_english_needs_no_word_about_it_however_it_is_written():
    assert words.interpreter_of(models.Person(language="english")) is None
    assert words.interpreter_of(models.Person(language="Polish")) == "Polish"
