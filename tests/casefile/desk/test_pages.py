"""Every page of the desk: who may open it, and that it opens."""

import pytest
from django.urls import reverse

from casefile.models import CaseEvent

CASE_PAGES = [
    "desk:case",
    "desk:timeline",
    "desk:people",
    "desk:exhibits",
    "desk:statements",
    "desk:interviews",
    "desk:charges",
    "desk:enquiries",
    "desk:disclosure",
    "desk:file",
    "mg:forms",
]
WORK_PAGES = [
    "desk:add-person",
    "desk:add-exhibit",
    "desk:start-statement",
    "desk:add-enquiry",
    "desk:add-unused",
    "desk:third-party",
    "desk:start-file",
]
CHILD_PAGES = {
    "desk:person": lambda r: r.victim,
    "desk:add-contact": lambda r: r.victim,
    "desk:bar-contact": lambda r: r.victim,
    "desk:contact-plan": lambda r: r.victim,
    "desk:record-print": lambda r: r.victim,
    "desk:personal-statement": lambda r: r.victim.victim,
    "desk:availability": lambda r: r.victim.witness,
    "desk:needs": lambda r: r.victim.witness,
    "desk:arrest": lambda r: r.cole,
    "desk:add-interview": lambda r: r.cole,
    "desk:no-interview": lambda r: r.cole,
    "desk:plea": lambda r: r.cole,
    "desk:add-charge": lambda r: r.cole,
    "desk:release": lambda r: r.arrest,
    "desk:exhibit": lambda r: r.phone,
    "desk:continuity": lambda r: r.phone,
    "desk:void": lambda r: r.phone,
    "desk:correct-reference": lambda r: r.phone,
    "desk:exhibit-use": lambda r: r.phone,
    "desk:clock-error": lambda r: r.phone,
    "desk:clip": lambda r: r.phone,
    "desk:statement": lambda r: r.witness.statements.get().versions.get(),
    "desk:write-statement": lambda r: r.witness.statements.get().versions.get(),
    "desk:finalise-statement": lambda r: r.witness.statements.get().versions.get(),
    "desk:new-statement-version": lambda r: r.witness.statements.get().versions.get(),
    "desk:resolve-enquiry": lambda r: r.case.lines_of_enquiry.get(),
    "desk:examine": lambda r: r.case.unused_material.get(),
}
READ_ONLY = {"desk:person", "desk:exhibit", "desk:continuity", "desk:statement"}


def address_of(robbery, name):
    subject = CHILD_PAGES[name](robbery) if name in CHILD_PAGES else robbery.case
    return reverse(name, args=[subject.pk])


EVERY_PAGE = [*CASE_PAGES, *WORK_PAGES, *CHILD_PAGES]
NONSENSE = {
    "answer": "x",
    "channels": "carrier pigeon",
    "description": "\x00",
    "kind": "?",
    "reason": "\x00",
    "special_measures": "?",
}


def logged(robbery, kind):
    return CaseEvent.objects.filter(stream=robbery.case.access_stream, kind=kind).count()


def test_an_officer_of_the_case_opens_every_page(client, robbery):
    client.force_login(robbery.officer)

    opened = {name: client.get(address_of(robbery, name)) for name in EVERY_PAGE}

    headed = {name for name, page in opened.items() if b"govuk-heading-l" in page.content}
    assert {page.status_code for page in opened.values()} == {200}
    assert headed == set(EVERY_PAGE)


def test_every_page_that_is_read_is_logged_once(client, robbery):
    client.force_login(robbery.officer)

    for name in EVERY_PAGE:
        client.get(address_of(robbery, name))

    assert logged(robbery, "case.viewed") == len(EVERY_PAGE)


@pytest.mark.parametrize(
    ("who", "status"), [("stranger", 404), ("other_force_officer", 404), ("custody_officer", 403)]
)
def test_nobody_else_opens_a_page_and_each_attempt_is_logged(client, robbery, who, status):
    client.force_login(getattr(robbery, who))

    statuses = {client.get(address_of(robbery, name)).status_code for name in EVERY_PAGE}

    assert statuses == {status}
    assert logged(robbery, "case.refused") == len(EVERY_PAGE)


def test_a_visitor_is_sent_to_sign_in(client, robbery):
    pages = [client.get(address_of(robbery, name)) for name in EVERY_PAGE]

    assert {page.status_code for page in pages} == {302}
    assert all(page.url.startswith("/sign-in/?next=/desk/") for page in pages)


def test_nonsense_is_answered_in_words_and_changes_nothing(client, robbery):
    client.force_login(robbery.officer)
    before = CaseEvent.objects.filter(stream=robbery.case.stream).count()
    typed = [n for n in (*WORK_PAGES, *CHILD_PAGES) if n not in READ_ONLY]

    answers = {name: client.post(address_of(robbery, name), NONSENSE) for name in typed}

    wrong = {name for name, page in answers.items() if b"There is a problem" not in page.content}
    assert {page.status_code for page in answers.values()} == {400}
    assert wrong == set()
    assert CaseEvent.objects.filter(stream=robbery.case.stream).count() == before
