"""Words in the reader's language: two elements in a page, one text where no element can stand."""

import copy

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils import translation

from casefile.rules.source import Text
from casefile.words import Said, lines, one_line, said, translated, word

BACK = Text("Back & on", "Yn ôl")
BOTH = '<span lang="cy">Yn ôl</span> <span lang="en-GB" class="app-english">Back &amp; on</span>'


def written(template, **context):
    return Template("{% load words %}" + template).render(Context(context))


def test_unchecked_welsh_is_written_with_its_english_each_in_its_own_element():
    assert written("{{ text }}", text=said(BACK, is_welsh=True)) == BOTH


def test_english_readers_get_english_alone():
    assert written("{{ text }}", text=said(BACK, is_welsh=False)) == "Back &amp; on"


def test_checked_welsh_stands_alone():
    text = said(Text("Back", "Yn ôl", cy_checked=True), is_welsh=True)

    assert written("{{ text }}", text=text) == '<span lang="cy">Yn ôl</span>'


def test_what_has_no_welsh_is_marked_as_english():
    assert written("{{ text }}", text=said(Text("Back"), is_welsh=True)) == (
        '<span lang="en-GB">Back</span>'
    )


def test_as_text_the_two_stand_in_one_line():
    text = said(BACK, is_welsh=True)

    assert f"{text}." == "Yn ôl / Back & on."
    assert copy.deepcopy(text).en == "Back & on"


def test_several_lines_keep_the_languages_together_in_a_page_and_apart_in_text():
    text = lines([Text("One", "Un"), Text("Two", "Dau")], is_welsh=True)

    assert (text.cy, text.en) == ("Un\nDau", "One\nTwo")
    assert f"{text}" == "Un / One\nDau / Two"


def test_a_title_holds_no_elements():
    text = said(BACK, is_welsh=True)

    assert one_line(text.__html__()) == "Yn ôl / Back &amp; on"
    assert written("{% filter in_title %}{{ text }}{% endfilter %}", text=text) == (
        "Yn ôl / Back &amp; on"
    )


def test_a_mistake_in_a_form_keeps_both_languages():
    class Form(forms.Form):
        name = forms.CharField(max_length=3)

        def clean(self):
            raise ValidationError(said(BACK, is_welsh=True))

    form = Form({"name": "long"})
    form.fields["name"].error_messages["max_length"] = Said("%(limit_value)d nod", "Up to 3")

    assert written("{{ error }}", error=form.non_field_errors()[0]) == BOTH
    assert form.errors["name"][0].cy == "3 nod"


@pytest.mark.parametrize(
    ("sentence", "cy"),
    [
        ("The date must be a real date", "Rhaid i'r dyddiad fod yn ddyddiad go iawn"),
        ("a.txt is not a photo we can open", "Nid yw a.txt yn llun y gallwn ei agor"),
        ("Wait 7 seconds, then try again.", "Arhoswch 7 eiliad, yna rhowch gynnig arall arni."),
        ("Nobody has put this into Welsh", ""),
    ],
)
def test_what_a_service_says_in_english_is_said_in_welsh_too(sentence, cy):
    with translation.override("cy"):
        said_to_reader = translated(sentence)

    assert (said_to_reader.cy, said_to_reader.en) == (cy, sentence)
    assert translated(sentence) == sentence


def test_addresses_become_links_in_both_languages():
    text = Said("Ewch i www.example.com <b>", "Go to www.example.com <b>")

    html = written("{{ text|linked }}", text=text)

    assert html.count('<a href="http') == 2
    assert "<b>" not in html


@pytest.mark.parametrize("path", ["/", "/accessibility/", "/privacy/"])
def test_the_pages_around_the_services_can_be_read_in_welsh(client, path):
    assert client.get(f"{path}?lang=cy").url == path

    page = client.get(path).content.decode()

    assert '<html lang="cy"' in page
    with translation.override("cy"):
        assert word("unchecked").__html__() in page
    assert 'href="?lang=en"' in page
