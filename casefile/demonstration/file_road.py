"""D8 and D9: the file is built, returned once, approved and sent; triage, action plan, reply."""

from typing import Any

from casefile.demonstration.browser import Browser, StepFailed
from casefile.demonstration.cast import Cast
from casefile.demonstration.investigation import add_exhibit, take_statement
from casefile.demonstration.patience import LONG_SECONDS, wait_for
from casefile.demonstration.story import day, moment


def build_and_return(cast: Cast) -> None:
    """D8: charges proposed, disclosure, MG3; the supervisor returns the file once."""
    officer, file = cast.browser("hall").at(moment(cast.story["file"]["at"])), cast.story["file"]
    for key in cast.story.at_step("statements", "D8a"):
        take_statement(cast, key)
    officer.at(moment(file["at"]))
    _propose_charges(cast, officer)
    _witnesses(cast, officer)
    _disclosure(cast, officer)
    officer.at(moment(file["at"]))
    start_file(cast, officer, file)
    fill_form(cast, officer, "MG3", file["MG3"])
    submission = cast.known["submission"]
    officer.fill(f"{submission}ask/", {})
    supervisor = cast.browser("mensah").at(moment(file["returned"]["at"]))
    supervisor.fill(f"{submission}return/", {"reason": file["returned"]["reason"]})


def approve_and_send(cast: Cast) -> None:
    """D8: the clip is marked, the officer's statement made anew, the file approved and sent."""
    for key in cast.story.at_step("exhibits", "D8b"):
        add_exhibit(cast, key)
    for key in cast.story.at_step("statements", "D8b"):
        take_statement(cast, key)
    officer = cast.browser("hall").at(moment(cast.story["file"]["returned"]["at"]))
    officer.fill(f"{cast.known['submission']}ask/", {})
    approve(cast, cast.story["file"]["approved"])


def triage_and_plan(cast: Cast) -> None:
    """D9: accepted at first look; two things are asked for, each with its reason."""
    plan = cast.story["plan"]
    prosecutor = cast.browser("shah").at(moment(plan["triage_at"]))
    triage(cast, prosecutor)
    fields: dict[str, Any] = {"item-TOTAL_FORMS": str(len(plan["items"]))}
    for number, item in enumerate(plan["items"]):
        values = {**item, "priority": "normal", **day("due_on", plan["due_on"])}
        fields |= {f"item-{number}-{name}": value for name, value in values.items()}
    prosecutor.at(moment(plan["at"]))
    prosecutor.fill(f"/prosecute/{cast.submission_id}/action-plan/", fields)


def reply_to_plan(cast: Cast) -> None:
    """D9: the statement on the clock, the gym's log, and a new version that says what changed."""
    reply, officer = cast.story["reply"], cast.browser("hall")
    for key in cast.story.at_step("statements", "D9b"):
        take_statement(cast, key)
    officer.at(moment(reply["at"]))
    item = _list_unused(cast, officer, reply["log"])
    examine = {"meets_test": "no", "reason": reply["log"]["reason"]}
    officer.fill(f"/desk/unused/{item}/examine/", examine)
    _resolve(cast, officer, reply["enquiry"])
    cast.known["made:log"] = item
    officer.open(cast.case)
    items = [href for href in officer.page.links if href.startswith("/desk/action-plan-items/")]
    for number, path in enumerate(dict.fromkeys(items)):
        answer = reply["answers"][number]
        enclosed = cast.known[f"made:{answer['encloses']}"]
        officer.fill(path, {"reply": answer["reply"], "answered_with": enclosed})
    start_file(cast, officer, {**cast.story["file"], "change_note": reply["change_note"]})
    officer.fill(f"{cast.known['submission']}ask/", {})
    approve(cast, reply["approved"])


def start_file(cast: Cast, officer: Browser, facts: dict[str, Any]) -> None:
    """Start a version of the file and remember its page."""
    names = ("build", "cps_area", "priority", "unit", "change_note")
    fields = {name: facts[name] for name in names if name in facts} | {"code_test": "full"}
    path = f"{cast.case}file/"
    cast.known["submission"] = cast.made(
        officer, path, "/desk/submissions/", lambda: officer.fill(f"{path}start/", fields)
    )


def fill_form(cast: Cast, officer: Browser, code: str, answers: dict[str, str]) -> None:
    """Type the boxes of a form that only a person knows; the record has filled the rest."""
    officer.fill(f"{cast.case}forms/{code}/", answers)


def approve(cast: Cast, facts: dict[str, str]) -> None:
    """Approve the file as supervisor, and wait until the worker has built and sent it."""
    supervisor = cast.browser("mensah").at(moment(facts["at"]))
    supervisor.fill(f"{cast.known['submission']}approve/", {"comment": facts["comment"]})
    prosecutor = cast.browser("shah").at(moment(facts["at"]))
    wait_for(
        lambda: prosecutor.open(f"/prosecute/{cast.submission_id}/", expect=None).status == 200,
        "the worker did not send the file",
        seconds=LONG_SECONDS,
    )


def triage(cast: Cast, prosecutor: Browser) -> None:
    """Accept the newest version at first look."""
    prosecutor.fill(f"/prosecute/{cast.submission_id}/triage/", {"outcome": "accept"})


def _propose_charges(cast: Cast, officer: Browser) -> None:
    for charge in cast.story["charges"]:
        suspect = cast.known[f"suspect:{charge['suspect']}"]
        officer.open(f"/desk/suspects/{suspect}/charge/?code={charge['cjs_code']}")
        fields = {
            "cjs_code": charge["cjs_code"],
            "particulars": charge["particulars"],
            "place": charge["place"],
            **day("from_on", charge["on"]),
        }
        officer.submit(fields | officer.chosen("place", "particulars"))


def _witnesses(cast: Cast, officer: Browser) -> None:
    officer.open(f"{cast.case}people/")
    for href in [h for h in officer.page.links if h.startswith("/desk/people/")]:
        officer.open(href)
        if cast.names["lowe"] in " ".join(officer.page.words)[:2000]:
            cast.known["person:lowe"] = officer.path
    for key, dates in cast.story["availability"].items():
        person = officer.open(cast.known[f"person:{key}"])
        path = person.link(starts="/desk/witnesses/", ends="/availability/")
        officer.fill(path, {"is_willing": "yes", "dates_to_avoid": dates})
    for key, needs in cast.story["needs"].items():
        officer.fill(f"/desk/witnesses/{cast.known[f'witness:{key}']}/needs/", needs)


def _disclosure(cast: Cast, officer: Browser) -> None:
    unused = cast.story["unused"]
    officer.at(moment(unused["at"]))
    for line in cast.story["enquiries"]:
        fields = {key: value for key, value in line.items() if key != "due_on"}
        officer.fill(f"{cast.case}enquiries/add/", fields | day("due_on", line.get("due_on", "")))
    for item in unused["items"]:
        _list_unused(cast, officer, item)
    officer.fill(f"{cast.case}third-party/", {"position": unused["third_party"]})
    officer.open(f"{cast.case}unused/")
    for href in [h for h in officer.page.links if h.endswith("/examine/")]:
        words = " ".join(officer.open(href).page.words)
        answer = next(row for row in unused["examined"] if row["has"] in words)
        officer.submit({"meets_test": answer["meets_test"], "reason": answer["reason"]})


def _list_unused(cast: Cast, officer: Browser, item: dict[str, str]) -> str:
    names = ("description", "location", "origin", "text")
    fields = {name: item[name] for name in names if name in item} | {"schedule": "C"}
    path = f"{cast.case}unused/"
    made = cast.made(officer, path, "/desk/unused/", lambda: officer.fill(f"{path}add/", fields))
    return made.split("/")[3]


def _resolve(cast: Cast, officer: Browser, facts: dict[str, str]) -> None:
    officer.open(f"{cast.case}enquiries/")
    for href in [h for h in officer.page.links if h.endswith("/resolve/")]:
        if facts["has"] in " ".join(officer.open(href).page.words):
            officer.submit({"status": "done", "result": facts["result"]})
            return
    raise StepFailed("the line of enquiry was not found")
