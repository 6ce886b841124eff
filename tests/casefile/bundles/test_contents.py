"""What may lie in a bundle and where."""

import pytest

from casefile.bundles import contents
from casefile.bundles.contents import PROSECUTOR, BarredItem, Section
from casefile.rules.mg_forms import MG_FORMS
from tests import factories


def test_every_form_that_may_lie_in_the_main_bag_has_its_place_in_it():
    placed = [code for section in PROSECUTOR for code in section.forms]

    assert sorted(placed) == sorted(code for code, row in MG_FORMS.items() if row.in_main_bag)


def test_the_recipe_itself_names_nothing_barred():
    contents.check_recipe(PROSECUTOR)


@pytest.mark.parametrize("code", ["MG6D", "MG99"])
def test_naming_what_is_barred_refuses_the_build(code):
    with pytest.raises(BarredItem, match=code):
        contents.check_recipe([Section("x", "X", (code,))])


def test_what_a_prosecutor_may_have_another_may_not():
    with pytest.raises(BarredItem):
        contents.check_recipe(PROSECUTOR, recipient="defence")


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("lip (1) 100%.jpg", "original-lip_1_100.jpg"),
        ("../../etc/passwd", "original-etc_passwd"),
        ("CON.mp4", "original-CON.mp4"),
        ("déjà vu.PNG", "original-deja_vu.PNG"),
        ("\u202egpj.exe", "original-gpj.exe"),
        ("", "original-file"),
        ("a" * 300 + ".jpeg", "original-" + "a" * 60 + ".jpeg"),
    ],
)
def test_file_names_are_made_plain(name, plain):
    assert contents.plain_name(name) == plain


@pytest.mark.parametrize(
    ("fields", "attached"),
    [
        ({"presumption_class": "b"}, True),
        ({"presumption_class": "g"}, False),
        ({"presumption_class": ""}, False),
        ({"presumption_class": "", "meets_test": True}, True),
        ({"presumption_class": "b", "schedule": "D"}, False),
        ({"meets_test": True, "schedule": "D"}, False),
    ],
)
def test_unused_material_goes_along_when_presumed_or_found_to_meet_the_test(db, fields, attached):
    assert contents.is_attached(factories.make_unused_material(**fields)) is attached
