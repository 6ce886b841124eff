"""Every rule the service follows, in plain words, beside its source."""

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casefile import gates
from casefile.rules import registry


@gates.public
@gates.english
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the tables, with how many rules of each were checked how far."""
    tables = [(table, _counts(table)) for table in registry.tables()]
    return render(request, "manage/rules.html", {"tables": tables})


@gates.public
@gates.english
@require_safe
def table(request: HttpRequest, name: str) -> HttpResponse:
    """Show one table, rule by rule."""
    found = next((table for table in registry.tables() if table.name == name), None)
    if found is None:
        raise Http404
    return render(request, "manage/rule_table.html", {"table": found, "back_href": "/rules/"})


def _counts(table: registry.Table) -> list[tuple[str, int]]:
    found = Counter(rule.source.checked for rule in table.rules)
    return [(mark, found[mark]) for mark in ("verified", "secondary", "recalled") if found[mark]]
