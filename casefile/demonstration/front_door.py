"""D1 to D3: the call is logged, the victim reports online, the crime desk records one crime."""

import re

from casefile.demonstration.browser import StepFailed
from casefile.demonstration.cast import Cast
from casefile.demonstration.story import moment, parts

REPORT = re.compile(r"/desk/reports/[0-9a-f-]{36}/")
OUTBOX_MESSAGE = re.compile(r"/manage/outbox/[0-9a-f-]{36}/")


def log_the_call(cast: Cast) -> None:
    """D1: the incident log and the 999 recording are imported."""
    log = cast.story["incident_log"]
    desk = cast.browser("crimedesk").at(moment(log["imported_at"]))
    fields = {"number": log["number"], "text": log["text"], **parts("opened_at", log["opened_at"])}
    files = {"audio": cast.story.file(log["audio"])}
    desk.fill("/desk/reports/incidents/import/", fields, files=files)


def report_online(cast: Cast) -> None:
    """D2: triage, one question a page, two photographs, check answers, receipt."""
    report = cast.story["report"]
    person = cast.anybody("reporter").at(moment(report["at"]))
    person.open("/report/")
    for words in ("No", "taken by force", "No"):
        person.submit({"answer": person.option("answer", words)})
    person.submit({"force": "29"})
    for answers in report["answers"].values():
        if "/note/" in person.path:
            person.open(person.page.links_to("/report/q/")[-1])
        fields = {key: value for key, value in answers.items() if key != "files"}
        files = [("files", cast.story.file(name)) for name in answers.get("files", [])]
        person.submit(fields, files=files or None)
    person.fill("/report/check/", {})
    found = re.search(r"govuk-panel__body.*?<strong[^>]*>([^<]+)</strong>", person.text, re.S)
    if not found:
        raise StepFailed(f"no reference on {person.path}: {person.said()}")
    cast.summary["receipt_reference"] = found[1].strip()
    if 'action="/report/receipt/confirm/"' in person.text:
        person.submit({"code": _code_from_the_email(cast)}, to="/report/receipt/confirm/")


def _code_from_the_email(cast: Cast) -> str:
    """Return the code that the newest message carries: the reporter shows who reads it."""
    admin = cast.browser("admin").open("/manage/outbox/")
    messages = [href for href in admin.page.links if OUTBOX_MESSAGE.match(href)]
    found = re.search(r"\b\d{6}\b", admin.open(messages[0]).text) if messages else None
    if not found:
        raise StepFailed("no message in the outbox carries a code")
    return found[0]


def record_the_crime(cast: Cast) -> None:
    """D3: report and log are linked, one crime is recorded, officers are allocated."""
    recording = cast.story["recording"]
    desk = cast.browser("crimedesk").at(moment(recording["at"])).open("/desk/reports/")
    report = next(filter(REPORT.fullmatch, desk.page.links), "")
    if not report:
        raise StepFailed(f"no report waits on {desk.path}: {desk.said()}")
    desk.open(report).submit({"number": cast.story["incident_log"]["number"]}, to=f"{report}link/")
    desk.open(f"{report}record/")
    fields = {
        **desk.chosen("home_office_class", "included_offences", "flags", "title", "level"),
        **{name: recording[name] for name in ("balance_reason", "contrary_reason")},
        "officer": desk.option("officer", "Hall"),
        "supervisor": desk.option("supervisor", "Mensah"),
        **{f"visit_at_{part}": value for part, value in recording["visit_at"].items()},
    }
    desk.submit(fields)
    officer = cast.browser("hall").at(moment(recording["at"])).open("/desk/")
    cast.case = officer.link(starts="/desk/cases/")
