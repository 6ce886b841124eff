"""What forms usually get wrong: names, phones, registrations and money as people write them.

Source: the domain's notes on validation; nothing here is ever refused for its spelling.
"""

import pytest

from casefile.models import PropertyItem
from intake import triage
from intake.models import CrimeReport, Draft, ReportAnswer
from intake.questions import FORMS
from tests.intake import fill
from tests.intake.carrying.test_table import answered_report, carried
from tests.intake.walk import address, answer, answer_until, send

pytestmark = pytest.mark.django_db
NAMES = ["O'Brien", "Nic Ghiolla-Phádraig", "李", "محمد", "Åsa-Märta", "X Æ A-12", "d’Arc", "J"]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_taken_and_comes_back_as_it_was_typed(reporter, name):
    answer_until(reporter)

    assert answer(reporter, "name", given_names=name, family_name="").status_code == 302
    send(reporter)

    assert ReportAnswer.objects.get(question="given_names").value == name


def test_no_name_is_needed(reporter):
    answer_until(reporter, "name")

    assert answer(reporter, "name", given_names="", family_name="").status_code == 302


@pytest.mark.parametrize(
    "number", ["07700 900461", "07700900461", "+44 7700 900461", "(07700) 900-461",
               "+33 1 99 00 12 34", "00353 20 911 1234", "07700.900.461"]
)  # fmt: skip
def test_a_phone_number_is_taken_with_its_spaces_signs_and_country(reporter, number):
    answer_until(reporter)
    answer(reporter, "ways", ways=["phone"])

    kept = reporter.post(address("phone"), {"phone": number})

    assert kept.status_code == 302
    assert Draft.objects.get().answers["phone"] == number


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("zz99 zzz", "ZZ99ZZZ"), ("ZZ-99-ZZZ", "ZZ99ZZZ"), ("ŠKO 42", "ŠKO42"), ("", None)],
)
def test_a_registration_is_taken_from_any_country_and_is_not_needed(reporter, typed, kept):
    form = FORMS["vehicle"]
    reporter.post(f"/report/begin/{triage.form_number('vehicle')}/")
    fill.answer_up_to(Draft.objects.get(), "vehicle")

    assert reporter.post(address("vehicle", form), {"vrm": typed}).status_code == 302
    assert Draft.objects.get().answers["vrm"] == kept


@pytest.mark.parametrize("worth", ["£1,200", "1200", "about 1200", "no idea", "£12.50 each"])
def test_money_is_kept_as_it_was_written(reporter, worth):
    form = FORMS["theft"]
    reporter.post(f"/report/begin/{triage.form_number('theft')}/")
    fill.answer_up_to(Draft.objects.get(), "items")

    reporter.post(address("items", form), {"items_what": "A bike", "items_value": worth})

    assert Draft.objects.get().answers["items"] == [{"what": "A bike", "value": worth}]


@pytest.mark.parametrize(
    ("worth", "pence"), [("£1,200", 120_000), ("1200", 120_000), ("about 1200", 120_000)]
)
def test_the_case_holds_money_as_text_and_as_a_number(worth, pence):
    case = carried(answered_report("theft", items=[{"what": "A bike", "value": worth}]))

    item = PropertyItem.objects.get(case=case, description="A bike")
    assert (item.value_text, item.value_pence) == (worth, pence)


def test_words_of_any_length_up_to_the_limit_are_taken_and_counted(reporter):
    answer_until(reporter, "story")
    shown = reporter.get(address("story")).content.decode()

    assert "You can enter up to 4000 characters" in shown
    assert " maxlength" not in shown
    assert answer(reporter, "story", story="x").status_code == 302
    assert answer(reporter, "story", story="x" * 4000).status_code == 302
    assert not CrimeReport.objects.exists()
