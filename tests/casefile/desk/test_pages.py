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
    "desk:transfer": lambda r: r.phone,
    "desk:void": lambda r: r.phone,
    "desk:clock-error": lambda r: r.phone,
    "desk:clip": lambda r: r.phone,
    "desk:statement": lambda r: r.witness.statements.get().versions.get(),
    "desk:write-statement": lambda r: r.witness.statements.get().versions.get(),
    "desk:finalise-statement": lambda r: r.witness.statements.get().versions.get(),
    "desk:new-statement-version": lambda r: r.witness.statements.get().versions.get(),
    "desk:resolve-enquiry": lambda r: r.case.lines_of_enquiry.get(),
    "desk:examine": lambda r: r.case.unused_material.get(),
}


def address_of(robbery, name):
    subject = CHILD_PAGES[name](robbery) if name in CHILD_PAGES else robbery.case
    return reverse(name, args=[subject.pk])


EVERY_PAGE = [*CASE_PAGES, *WORK_PAGES, *CHILD_PAGES]


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_an_officer_of_the_case_opens_the_page_and_the_read_is_logged(client, robbery, name):
    client.force_login(robbery.officer)

    response = client.get(address_of(robbery, name))

    assert response.status_code == 200
    assert b"govuk-heading-l" in response.content
    reads = CaseEvent.objects.filter(stream=robbery.case.access_stream, kind="case.viewed")
    assert reads.count() == 1


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_nobody_else_opens_the_page(client, robbery, name):
    address = address_of(robbery, name)
    statuses = [client.get(address).status_code]
    for user in (robbery.stranger, robbery.other_force_officer, robbery.custody_officer):
        client.force_login(user)
        statuses.append(client.get(address).status_code)

    assert statuses == [302, 404, 404, 403]
    refusals = CaseEvent.objects.filter(stream=robbery.case.access_stream, kind="case.refused")
    assert refusals.count() == 3


@pytest.mark.parametrize("name", [*WORK_PAGES, *CHILD_PAGES])
def test_nonsense_is_answered_in_words_and_changes_nothing(client, robbery, name):
    client.force_login(robbery.officer)
    before = CaseEvent.objects.filter(stream=robbery.case.stream).count()
    nonsense = {
        "reason": "\x00",
        "description": "\x00",
        "narrative": "",
        "answer": "x",
        "kind": "?",
    }

    response = client.post(address_of(robbery, name), nonsense)

    assert response.status_code in {400, 405, 409, 302, 200}
    if response.status_code == 400:
        assert b"There is a problem" in response.content
        assert CaseEvent.objects.filter(stream=robbery.case.stream).count() == before
