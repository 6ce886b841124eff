"""D1 to D3: the call is logged, the victim reports online, the crime desk records one crime."""

import re

from casefile.demonstration.browser import StepFailed
from casefile.demonstration.cast import Cast
from casefile.demonstration.story import moment, parts


def log_the_call(cast: Cast) -> None:
    """D1: the incident log and the 999 recording are imported."""
    log = cast.story["incident_log"]
    desk = cast.browser("crimedesk").at(moment(log["imported_at"]))
    fields = {"number": log["number"], "text": log["text"], **parts("opened_at", log["opened_at"])}
    files = {"audio": cast.story.file(log["audio"])}
    desk.fill("/desk/reports/incidents/import/", fields, files=files)


def report_online(cast: Cast) -> None:
    """D2: one question a page, two photographs, check answers, receipt."""
    report = cast.story["report"]
    person = cast.anybody("reporter").at(moment(report["at"]))
    person.fill("/report/", {"form": "robbery", "force": "29"})
    for page, answers in report["answers"].items():
        fields = {key: value for key, value in answers.items() if key != "files"}
        photos = [("photos", cast.story.file(name)) for name in answers.get("files", [])]
        person.fill(f"/report/page/{page}/", fields, files=photos or None)
    person.fill("/report/check/", {})
    found = re.search(r"govuk-panel__body.*?<strong[^>]*>([^<]+)</strong>", person.text, re.S)
    if not found:
        raise StepFailed(f"no reference on {person.path}: {person.said()}")
    cast.summary["receipt_reference"] = found[1].strip()


def record_the_crime(cast: Cast) -> None:
    """D3: report and log are linked, one crime is recorded, officers are allocated."""
    recording = cast.story["recording"]
    desk = cast.browser("crimedesk").at(moment(recording["at"])).open("/desk/reports/")
    report = desk.link(starts="/desk/reports/", has="-")
    desk.open(report).submit({"number": cast.story["incident_log"]["number"]}, to=f"{report}link/")
    desk.open(f"{report}record/")
    fields = {
        **desk.chosen("home_office_class", "included_offences", "title", "level"),
        "officer": desk.option("officer", "Hall"),
        "supervisor": desk.option("supervisor", "Mensah"),
        **{f"visit_at_{part}": value for part, value in recording["visit_at"].items()},
    }
    desk.submit(fields)
    officer = cast.browser("hall").at(moment(recording["at"])).open("/desk/")
    cast.case = officer.link(starts="/desk/cases/")
