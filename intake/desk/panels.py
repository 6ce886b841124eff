"""What stands on the pages of a report beside its answers, one panel a module."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from casefile import clock, gates
from intake.desk import alarms, assessments, matches, recorded, risk, vulnerability
from intake.models import CrimeReport, ReportAnswer


def of_report(
    request: HttpRequest, report: CrimeReport, rows: list[ReportAnswer]
) -> dict[str, Any]:
    """Return what the first page of a report shows: its alarms, and the rest in three lines."""
    raised = alarms.of_report(report)
    return {
        "recorded": recorded.panel(report),
        "risk": risk.panel(report, rows),
        "report_alarms": raised,
        "alarms_open": any(row["is_open"] for row in raised),
        "risk_summary": _summary(of_risk_page(request, report, rows), report),
    }


def of_risk_page(
    request: HttpRequest, report: CrimeReport, rows: list[ReportAnswer]
) -> dict[str, Any]:
    """Return the panels of the page on which people judge, by the name that it includes them."""
    actor = gates.actor_of(request)
    return {
        "assessments": assessments.panel(report, rows),
        "vulnerability": vulnerability.panel(report, rows, actor, clock.now()),
        "matches": matches.panel(report, actor),
    }


def _summary(shown: dict[str, Any], report: CrimeReport) -> list[dict[str, str]]:
    address = reverse("crime_desk:risk", args=[report.pk])
    lines = (
        ("Risk judged", _judged(shown["assessments"]), "assessments-heading"),
        ("Vulnerability", _flags(shown["vulnerability"]), "flags-heading"),
        ("Other reports", _others(shown["matches"]), "matches-heading"),
    )
    return [
        {"key": key, "value": value, "href": f"{address}#{anchor}", "action": "Open"}
        for key, value, anchor in lines
    ]


def _judged(shown: dict[str, Any]) -> str:
    if not shown["rows"]:
        return "Nobody has judged it yet"
    row = shown["rows"][0]
    changed = "\nFacts changed since: assess again" if row["changed"] else ""
    return f"{row['title']}: {row['grade']}, by {row['by']}, {row['at']}{changed}"


def _flags(shown: dict[str, Any]) -> str:
    is_set = ", ".join(row["words"] for row in shown["rows"]) or "No flag is set"
    count = len(shown["suggested"])
    return f"{is_set}\nThe answers suggest {count} more" if count else is_set


def _others(shown: dict[str, Any]) -> str:
    open_ones = [row for row in shown["rows"] if row["decided_by"] is None]
    said = [f"{row['says']}: {row['reference']}" for row in shown["rows"] if row["decided_by"]]
    if open_ones:
        belong = "1 may belong" if len(open_ones) == 1 else f"{len(open_ones)} may belong"
        said.insert(0, f"{belong} with this one")
    if shown["repeat"]:
        said.insert(0, f"Repeat victim: {shown['repeat']}")
    return "\n".join(said) or "None found"
