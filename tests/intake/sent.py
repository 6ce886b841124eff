"""Sends any form in as a browser does, with one page answered and every other question left."""

import re

from intake import drafts, triage
from intake.models import CrimeReport, Draft
from intake.questions import FORMS


def report_by_http(client, form, **fields):
    """Begin a form, answer the page of each field over HTTP, send it, and return the report.

    Every other question was put and left blank, as `intake.engine` has it.
    """
    table = FORMS[form]
    client.post(f"/report/begin/{triage.form_number(form)}/")
    draft = Draft.objects.order_by("-started_at").first()
    drafts.keep(draft, {row.key: None for row in table.questions} | _leading_to(table, fields))
    for page in _pages_of(table, fields):
        address = f"/report/q/{table.number_of(page)}/"
        on_page = {row.key: "" for row in table.on_page(page.key)}
        answer = client.post(address, on_page | fields)
        assert answer.status_code == 302, f"{address} was answered {answer.status_code}"
    token = client.get("/report/check/").context["token"]
    assert client.post("/report/check/", {"form_token": token}).status_code == 302
    return CrimeReport.objects.get(pk=draft.pk)


def _keys(fields):
    """Return the keys of questions: fields of dates and cards have a part behind the key."""
    return {*fields, *(re.sub(r"_(day|month|year|time|what)$", "", name) for name in fields)}


def _pages_of(table, fields):
    pages = {row.page for row in table.questions if row.key in _keys(fields)}
    return [page for page in table.pages if page.key in pages]


def _leading_to(table, fields):
    """Return answers to other questions under which those of the fields are asked."""
    found = {}
    for row in table.questions:
        if row.key in _keys(fields):
            found |= {when.question: when.values[0] for when in row.when}
    return {key: value for key, value in found.items() if key not in fields}
