"""The components: ids and descriptions that tie words to inputs, and errors that link to them."""

import re
from datetime import UTC, datetime

import pytest
from django import forms
from django.template.loader import render_to_string

from casefile.formfields import GovukDateField
from casefile.rules.source import Source
from casefile.templatetags.components import rule_name


class Report(forms.Form):
    name = forms.CharField(label="What is your name?", help_text="As on a <b>letter</b>")
    story = forms.CharField(label="What happened?", widget=forms.Textarea, max_length=10)
    place = forms.ChoiceField(
        label="Where?", widget=forms.RadioSelect, choices=[("street", "Street"), ("train", "Train")]
    )
    taken = forms.MultipleChoiceField(
        label="What was taken?",
        widget=forms.CheckboxSelectMultiple,
        choices=[("phone", "Phone"), ("bag", "Bag")],
    )
    true = forms.BooleanField(label="This is true")
    area = forms.ChoiceField(label="Area", choices=[("n", "Northgate")])
    on = GovukDateField(label="When?")
    photo = forms.FileField(label="Photo")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def drawn(form, name, **options):
    return render_to_string("components/field.html", {"field": form[name], **options})


def ids_in(html):
    return re.findall(r'\bid="([^"]+)"', html)


@pytest.mark.parametrize("name", ["name", "story", "place", "taken", "true", "area", "on", "photo"])
def test_every_description_a_field_names_is_there(name):
    html = drawn(Report({"story": "x" * 11}), name)

    described = re.search(r'aria-describedby="([^"]+)"', html)[1].split()

    assert f"id_{name}-error" in described
    assert set(described) <= set(ids_in(html))


@pytest.mark.parametrize("name", ["name", "story", "place", "taken", "true", "area", "on", "photo"])
def test_every_label_points_at_an_input(name):
    html = drawn(Report(), name)

    targets = re.findall(r'for="([^"]+)"', html)

    assert targets
    assert set(targets) <= set(ids_in(html))


def test_an_error_summary_links_to_the_first_input_of_each_field():
    form = Report({"story": "x" * 11})

    html = render_to_string("components/error_summary.html", {"form": form})
    links = re.findall(r'href="#([^"]+)"', html)
    inputs = [found for name in form.fields for found in ids_in(drawn(form, name))]

    assert "There is a problem" in html
    assert links == [
        *("id_name", "id_story", "id_place_0", "id_taken_0"),
        *("id_true", "id_area", "id_on_0", "id_photo"),
    ]
    assert set(links) <= set(inputs)


def test_an_error_of_the_whole_form_is_in_the_summary():
    form = Report({})
    form.add_error(None, "The two times contradict each other.")

    html = render_to_string("components/error_summary.html", {"form": form})

    assert "<li>The two times contradict each other.</li>" in html


def test_a_form_without_errors_has_no_summary():
    html = render_to_string("components/error_summary.html", {"form": Report()})

    assert html.strip() == ""


def test_what_a_person_typed_comes_back_escaped():
    form = Report({"name": '"><script>alert(1)</script>', "on_day": '"><b>'})

    html = drawn(form, "name") + drawn(form, "on")

    assert "<script>" not in html
    assert "<b>" not in html
    assert 'value="&quot;&gt;&lt;script&gt;' in html


def test_a_long_text_says_its_limit_and_does_not_cut_what_is_pasted():
    html = drawn(Report(), "story")

    assert 'data-maxlength="10"' in html
    assert "govuk-js-character-count" in html
    assert "You can enter up to 10 characters" in html
    assert " maxlength" not in html


def test_the_label_of_a_question_page_is_its_heading():
    html = drawn(Report(), "place", heading=True, size="l")

    assert '<h1 class="govuk-fieldset__heading">Where?</h1>' in html


def test_the_chosen_option_is_checked_and_a_hint_belongs_to_its_option():
    html = drawn(Report({"place": "train"}), "place", option_hints={"street": "Or a park"})

    assert re.search(r'value="train" checked', html)
    assert not re.search(r'value="street" checked', html)
    assert 'id="id_place_0-hint" class="govuk-hint govuk-radios__hint">Or a park' in html


def test_a_hidden_field_is_drawn_without_a_label():
    html = drawn(Report({"token": "abc"}), "token")

    assert 'type="hidden"' in html
    assert "<label" not in html


@pytest.mark.parametrize(
    ("checked", "words"),
    [
        ("verified", "Checked against the source"),
        ("secondary", "Checked only against a text that quotes the source"),
        ("recalled", "Not checked yet: from general knowledge"),
    ],
)
def test_a_check_shows_its_source_and_how_far_that_was_checked(checked, words):
    source = Source("National File Standard", "2026", "table 2", checked)

    html = render_to_string(
        "components/check_result.html", {"level": "ok", "message": "Signed", "source": source}
    )

    assert "Met" in html
    assert "National File Standard, 2026, table 2" in html
    assert words in html


def test_a_stage_is_shown_in_words():
    html = render_to_string("components/tag.html", {"stage": "awaiting_approval"})

    assert 'class="govuk-tag govuk-tag--yellow"' in html
    assert "Awaiting approval" in html


def test_an_answer_left_out_is_said_to_be_missing_and_nought_is_an_answer():
    rows = [{"key": "Phone", "value": None}, {"key": "Injuries", "value": 0}]

    html = render_to_string("components/summary_list.html", {"rows": rows})

    assert html.count("Not provided") == 1
    assert ">0</dd>" in html


def test_a_timeline_shows_london_time():
    items = [{"title": "Report received", "at": datetime(2026, 7, 1, 8, 10, tzinfo=UTC)}]

    html = render_to_string("components/timeline.html", {"items": items})

    assert "1 July 2026 at 09:10" in html
    assert 'datetime="2026-07-01T09:10:00+01:00"' in html


@pytest.mark.parametrize(
    "page", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html", "refused.html"]
)
def test_an_error_page_has_one_heading_and_a_way_onward_and_no_inline_code(page):
    html = render_to_string(page, {"refusal": ValueError("The exhibit is void.")})

    assert html.count("<h1") == 1
    assert 'href="/"' in html.split("<main")[1]
    assert not re.search(r"<script>|<style|\sstyle=|\son\w+=", html)


def test_the_title_of_a_page_says_that_its_form_has_errors():
    html = render_to_string("base_public.html", {"form": Report({})})

    assert re.search(r"<title>Error: ", html)


def test_the_pages_of_victims_give_nothing_away():
    html = render_to_string("base_track.html").lower()

    assert "<title>updates</title>" in html
    assert not re.search(r"police|crime|victim|court|case", html.replace("casefile/favicon", ""))


def test_leaving_is_the_second_link_and_a_plain_link():
    html = render_to_string("base_public.html")

    links = re.findall(r'<a [^>]*href="([^"]+)"', html)

    assert links[:2] == ["#main-content", "/report/exit/"]
    assert 'class="govuk-button govuk-button--warning govuk-exit-this-page__button' in html


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("report.close_as_incident", "Report: close as incident"),
        ("read-high", "Read high"),
        ("TR04.2", "TR04.2"),
        ("2024-01-01", "2024-01-01"),
        ("a", "a"),
    ],
)
def test_the_code_of_a_rule_is_shown_as_words_where_it_is_made_of_words(code, words):
    assert rule_name(code) == words
