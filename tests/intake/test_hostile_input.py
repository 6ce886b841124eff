"""Bad input through the pages: kept as written or refused with a sentence, never lost or doubled.

`make test` puts a share of the strings into every field, so that each string and each field has its
turn; `make test-long` puts every string into every field that is typed into.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from html import escape

import pytest
from django.conf import settings
from django.test import Client

from casefile import clock
from casefile.models import OutboundMessage
from intake import drafts, engine
from intake.models import CrimeReport, Draft
from intake.questions import FORMS
from intake.questions.rows import Page, Question, ReportForm
from intake.views.public import COOKIE
from tests import factories
from tests.intake import fill
from tests.intake.hostile_strings import BROKEN_BYTES, BY_CLASS, STRINGS
from tests.intake.walk import address, answer_until, begin, make_report

pytestmark = pytest.mark.django_db
TEXT = {"text", "longtext"}
Posted = dict[str, object]
SHARE = 2  # strings for each field in `make test`


def test_there_are_more_hostile_strings_than_the_issue_asks_for():
    assert len(STRINGS) >= 515
    assert len(set(STRINGS)) == len(STRINGS)
    assert all(len(rows) >= 5 for rows in BY_CLASS.values())


# Every field of every form -----------------------------------------------------------------------


class Sweep:
    """One finished form in a browser, into whose fields strings are put one at a time."""

    def __init__(self, code: str) -> None:
        self.form: ReportForm = FORMS[code]
        self.draft, token = drafts.start(form=code, force=factories.make_force(), at=clock.real())
        fill.answer_up_to(self.draft)
        Draft.objects.filter(pk=self.draft.pk).update(is_checking=True)
        self.client = Client()
        self.client.cookies[COOKIE] = token
        self.problems: list[str] = []

    def fields(self) -> Iterator[tuple[Page, Question, str, Posted]]:
        """Yield each field that a browser posts: its page, question, name, and the whole page."""
        answers = Draft.objects.get(pk=self.draft.pk).answers
        for page in engine.shown_pages(self.form, answers):
            posted = fill.page_fields(self.form, page, answers)
            for row in engine.shown_questions(self.form, page, answers):
                for name in names_of(self.form, row):
                    yield page, row, name, posted

    def put(self, page: Page, row: Question, name: str, posted: Posted, text: str) -> None:
        where = f"/report/q/{self.form.number_of(page)}/"
        try:
            got = self.client.post(where, {**posted, name: text})
        except Exception as problem:  # every kind of failure is one to report
            self.problems.append(f"{self.form.code} {name} {text[:60]!r}: {problem!r:.200}")
            return
        if problem := self._problem(row, name, text, got):
            self.problems.append(f"{self.form.code} {name} {text[:60]!r}: {problem}")

    def _problem(self, row: Question, name: str, text: str, got) -> str:
        if got.status_code == 400:
            page = got.content.decode()
            if "govuk-error-summary" not in page:
                return "refused without a word"
            return "not escaped" if is_live(text) and text in page else ""
        if got.status_code != 302:
            return f"answered {got.status_code}"
        kept = Draft.objects.get(pk=self.draft.pk).answers.get(row.key)
        wanted = as_kept(text)
        if row.kind == "items":
            part = name.removeprefix(f"{row.key}_")
            is_there = part == "imei" or not wanted or wanted in [c.get(part) for c in kept or []]
            return "" if is_there else "not kept"
        if row.kind in TEXT and not {"imei", "vin"} & set(row.checks) and (kept or "") != wanted:
            return f"kept as {kept!r:.80}"
        return ""


def names_of(form: ReportForm, row: Question) -> list[str]:
    """Return the names of a question's fields as the page has them."""
    if row.kind in {"date", "datetime"}:
        parts = ("day", "month", "year") + (("time",) if row.kind == "datetime" else ())
        return [f"{row.key}_{part}" for part in parts]
    if row.kind == "items":
        return [f"{row.key}_{part}" for part in ("what", "serial", "imei", "value")]
    return [] if row.kind in {"photos", "files"} else [row.key]


def as_kept(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def is_live(text: str) -> bool:
    """Return whether a browser could take it for more than text."""
    return re.search(r"<[a-z/].{3}", text, re.IGNORECASE | re.DOTALL) is not None


# The quick run tries the shortest form, a sensitive one and the one with things to list.
QUICK_FORMS = ("tell_us", "da", "theft")


@pytest.mark.parametrize(
    "code", [pytest.param(c, marks=() if c in QUICK_FORMS else pytest.mark.long) for c in FORMS]
)
def test_each_string_is_kept_or_refused_in_words_a_share_for_each_field(code):
    sweep, turn = Sweep(code), list(FORMS).index(code) * 71

    for page, row, name, posted in sweep.fields():
        for _ in range(SHARE):
            sweep.put(page, row, name, posted, STRINGS[turn % len(STRINGS)])
            turn += 1

    assert sweep.problems == []
    assert Draft.objects.count() == 1


def strings_for(code: str, row: Question) -> tuple[str, ...]:
    """Return every string for a field that is typed into; for a choice, or a row that an earlier
    form has too, one in twenty: those are the same lines of code again."""
    first = next(form.code for form in FORMS.values() if row in form.questions)
    is_typed = row.kind not in {"radios", "checkboxes"}
    return STRINGS if is_typed and first == code else STRINGS[::20]


@pytest.mark.long
@pytest.mark.parametrize("code", FORMS)
def test_each_string_is_kept_or_refused_in_words_in_every_field(code):
    sweep = Sweep(code)

    for page, row, name, posted in sweep.fields():
        for text in strings_for(code, row):
            sweep.put(page, row, name, posted, text)

    assert sweep.problems == []
    assert Draft.objects.count() == 1


# Shown again -------------------------------------------------------------------------------------


def hostile_answers(code: str, first: int) -> dict[str, object]:
    """Return the answers of a whole form with another string in each of its text fields."""
    draft, _ = drafts.start(form=code, force=factories.make_force(), at=clock.real())
    fill.answer_up_to(draft)
    answers = Draft.objects.get(pk=draft.pk).answers
    texts = [row for row in FORMS[code].questions if row.kind in TEXT and row.key in answers]
    for place, row in enumerate(texts):
        wanted = as_kept(STRINGS[(first + place) % len(STRINGS)]).replace("\x00", "")
        answers[row.key] = wanted[: row.limit] or "x"
    draft.delete()
    return answers


def assert_shown_as_text(desk: Client, code: str, first: int) -> None:
    client, answers = Client(), hostile_answers(code, first)
    draft, token = drafts.start(form=code, force=factories.make_force(), at=clock.real())
    drafts.keep(draft, answers)
    client.cookies[COOKIE] = token
    page = client.get("/report/check/")
    sent = client.post("/report/check/", {"form_token": page.context["token"]})
    assert sent.status_code == 302
    report = CrimeReport.objects.get(pk=draft.pk)
    shown = desk.get(f"/desk/reports/{report.pk}/")
    receipt = client.get("/report/receipt/")

    assert (shown.status_code, receipt.status_code) == (200, 200)
    for text in (str(value) for value in answers.values() if is_live(str(value))):
        assert text not in page.content.decode()
        assert text not in shown.content.decode()
        assert escape(text.split("\n")[0]) in shown.content.decode()
    kept = {row.question: row.value for row in report.answers.all()}
    assert {key: answers[key] for key in kept} == kept


@pytest.mark.parametrize("code", FORMS)
def test_a_report_of_hostile_strings_is_shown_as_text_to_everybody(desk, code):
    assert_shown_as_text(desk, code, list(FORMS).index(code) * 47)


@pytest.mark.long
@pytest.mark.parametrize("first", range(0, len(STRINGS), 5))
def test_every_string_in_a_report_is_shown_as_text_to_everybody(desk, first):
    assert_shown_as_text(desk, "theft", first)


# What no browser sends ---------------------------------------------------------------------------


@pytest.mark.parametrize("content", BROKEN_BYTES)
def test_broken_bytes_are_kept_as_far_as_they_can_be_or_refused_in_words(reporter, content):
    answer_until(reporter, "story")
    body = b"story=" + b"".join(b"%%%02X" % byte for byte in content) + b"words"

    got = reporter.generic(
        "POST", address("story"), body, content_type="application/x-www-form-urlencoded"
    )

    assert got.status_code in {302, 400}
    assert got.status_code == 302 or "govuk-error-summary" in got.content.decode()
    assert Draft.objects.count() == 1


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b'{"story": 1e9999, "x": NaN}'),
        ("application/json", b"[" * 100_000),
        ("text/plain", b"story=hello"),
        ("application/xml", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=" + "x" * 400, b"--x"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data"),
        ("application/x-www-form-urlencoded; charset=utf-16", b"\xff\xfes\x00t\x00"),
        ("application/x-www-form-urlencoded; charset=nonsense", b"story=a"),
        ("\u00e9", b"story=a"),
        ("", b"story=a"),
    ],
)
def test_a_body_of_another_kind_is_answered_with_a_page_and_keeps_the_answers(
    reporter, content_type, body
):
    answer_until(reporter, "story")
    kept = Draft.objects.get().answers

    got = reporter.generic("POST", address("story"), body, content_type=content_type)

    assert got.status_code in {302, 400, 413, 415}
    assert "story" in Draft.objects.get().answers or Draft.objects.get().answers == kept
    assert reporter.get(address("story")).status_code == 200


def test_ten_megabytes_of_text_are_refused_in_words_and_nothing_is_lost(reporter):
    answer_until(reporter, "story")
    kept = Draft.objects.get().answers
    text = "word " * (2 << 20)

    got = reporter.post(address("story"), {"story": text})

    assert got.status_code == 400
    assert "Shorten this to" in got.content.decode()
    assert Draft.objects.get().answers == kept


def test_more_than_the_server_takes_is_refused_with_a_page(reporter):
    answer_until(reporter, "story")
    body = b"story=" + b"a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)

    got = reporter.generic(
        "POST", address("story"), body, content_type="application/x-www-form-urlencoded"
    )

    assert got.status_code in {400, 413}
    assert "<h1" in got.content.decode()
    assert reporter.get(address("story")).status_code == 200


def test_a_hundred_thousand_fields_are_refused_with_a_page(reporter):
    answer_until(reporter, "story")

    got = reporter.post(address("story"), {f"key{n}": "x" for n in range(100_000)})

    assert got.status_code in {400, 413}
    assert "<h1" in got.content.decode()


@pytest.mark.parametrize("value", ["x" * 60_000, "\u00e9", "a\x7fb", "%00", "'; DROP TABLE x; --"])
def test_a_strange_cookie_opens_nothing_and_breaks_nothing(crime_assessor, value):
    client = Client()
    client.cookies[COOKIE] = value

    got = [client.get("/report/check/"), client.get("/report/receipt/"), client.get("/report/")]

    assert [page.status_code for page in got[:2]] in ([410, 302], [302, 302], [410, 410])
    assert got[2].status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/report/q/0/",
        "/report/q/99999999999999999999999/",
        "/report/step/999999999999999999/",
        "/report/help/0/",
        "/report/begin/99999999999999/",
        "/report/q/1/note/%00/",
        "/report/q/1/?lang=" + "x" * 5000,
        "/report/?lang=%00",
    ],
)
def test_a_strange_address_is_answered_with_a_page(reporter, path):  # fmt: skip
    begin(reporter)

    got = reporter.get(path)

    assert got.status_code in {200, 302, 400, 404}


def test_fields_of_the_record_that_somebody_adds_are_ignored(reporter, other_force):
    """Mass assignment: reliability notes 4.1, row 8."""
    answer_until(reporter)
    token = reporter.get("/report/check/").context["token"]
    names = {field.name for model in (CrimeReport, Draft) for field in model._meta.get_fields()}
    wanted = dict.fromkeys(names, "high") | {
        "force": other_force.pk, "force_id": other_force.pk, "stage": "recorded",
        "priority": "high", "is_staff": "1", "channel": "counter", "reference": "AAAAA-AAAAA",
    }  # fmt: skip

    reporter.post(address("story"), {"story": "He ran.", **wanted, "answers": json.dumps(wanted)})
    reporter.post("/report/check/", {**wanted, "form_token": token})

    report = CrimeReport.objects.get()
    assert (report.force_id, report.stage, report.channel) == (factories.FORCE, "submitted",
                                                               "online")  # fmt: skip
    assert report.priority != "high"
    assert report.reference != "AAAAA-AAAAA"
    assert not set(report.answers.values_list("question", flat=True)) & {"priority", "stage"}


# References --------------------------------------------------------------------------------------


def test_no_page_of_the_public_is_opened_by_a_reference(crime_assessor):
    """Reliability notes 4.1, row 6: a reference is no key, so guessing one tells nothing."""
    real, made_up = make_report().reference, "AAAAA-AAAAA"
    stranger = Client()
    places = (
        "/report/receipt/?reference={}", "/report/{}/", "/report/receipt/{}/", "/track/{}/",
        "/report/return/?code={}", "/desk/reports/{}/", "/report/verify/?reference={}",
    )  # fmt: skip

    for place in places:
        pages = [stranger.get(place.format(name)) for name in (real, made_up)]
        assert pages[0].status_code == pages[1].status_code
        bodies = [re.sub(r"[A-Za-z0-9]{64}", "", page.content.decode()) for page in pages]
        assert bodies[0].replace(real, "") == bodies[1].replace(made_up, "")


def test_a_reference_is_no_return_code_and_is_refused_as_any_other(crime_assessor):
    real = make_report().reference
    pages = {}

    for code in (real, "AAAAA-AAAAA"):
        client = Client(REMOTE_ADDR="198.51.100.7")
        page = client.post("/report/return/", {"code": code, "secret": "a guess"})
        pages[code] = (page.status_code, page.content.decode().replace(code, ""))

    statuses = {status for status, _ in pages.values()}
    assert statuses == {400}
    assert len({len(words) for _, words in pages.values()}) == 1
    assert not OutboundMessage.objects.exclude(template="report_receipt").exists()
