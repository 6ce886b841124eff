"""D4 and D5: people, exhibits and statements; arrests, search and interviews."""

from datetime import timedelta
from typing import Any

from casefile.demonstration.browser import Browser
from casefile.demonstration.cast import Cast
from casefile.demonstration.people import PASSWORD
from casefile.demonstration.story import day, moment, parts
from casefile.demonstration.tracker import invite, tell
from casefile.rules.identifiers import make_asn


def first_day(cast: Cast) -> None:
    """D4: first accounts before any picture is shown, body-worn video, the council's recording."""
    officer = cast.browser("hall")
    _meet_the_victim(cast, officer)
    supervisor = cast.browser("mensah").at(moment(cast.story["recording"]["at"]))
    supervisor.open(f"{cast.case}allocate/")
    who = supervisor.option("user", "Lowe")
    supervisor.submit({"user": who, "role": "investigator"})
    for key, person in cast.story["people"].items():
        if not (person.get("suspect") or person.get("reports")):
            add_person(cast, officer, key)
    for key in cast.story.at_step("statements", "D4"):
        take_statement(cast, key)
    invite(cast)
    for key in cast.story.at_step("exhibits", "D4"):
        add_exhibit(cast, key)


def arrests(cast: Cast) -> None:
    """D5: recognition, arrests, search, interviews; the prints and the expected pleas."""
    officer = cast.browser("hall")
    for key, arrest in cast.story["arrests"].items():
        officer.at(moment(arrest["at"]))
        add_person(cast, officer, key)
        _arrest(cast, cast.browser("lowe"), key, arrest)
    for key in cast.story.at_step("exhibits", "D5"):
        add_exhibit(cast, key)
    for key, interview in cast.story["interviews"].items():
        _interview(cast, officer, key, interview)
    for key, arrest in cast.story["arrests"].items():
        officer.at(moment(arrest["release_at"]))
        path = officer.open(cast.known[f"person:{key}"]).link(starts="/desk/arrests/")
        officer.fill(path, {"release": arrest["release"]})
    tell(cast, cast.story["told"][0])
    for key, plea in cast.story["pleas"].items():
        officer.fill(f"/desk/suspects/{cast.known[f'suspect:{key}']}/plea/", plea)
    for key, found in cast.story["prints"].items():
        _record_print(cast, officer, key, found)


def _meet_the_victim(cast: Cast, officer: Browser) -> None:
    key = cast.story.victim
    started = cast.story.first_account_at
    officer.at(started - timedelta(minutes=10)).open(f"{cast.case}people/")
    cast.known[f"person:{key}"] = officer.link(starts="/desk/people/", has="-")
    person = officer.open(cast.known[f"person:{key}"])
    note_parts(cast, key, person)
    victim = person.link(starts="/desk/victims/")
    officer.fill(victim, {"answer": "offered"})


def add_person(cast: Cast, officer: Browser, key: str) -> None:
    """Record somebody in the case, with the parts they play and a way to reach them."""
    facts = cast.story["people"][key]
    fields: dict[str, Any] = {
        "given_names": facts["given_names"],
        "family_name": facts["family_name"],
        "occupation": facts.get("occupation", ""),
        "parts": "suspect" if facts.get("suspect") else "witness",
        "witness_kind": facts.get("kind", ""),
        **day("born_on", facts.get("born_on", "")),
    }
    path = cast.made(
        officer,
        f"{cast.case}people/",
        "/desk/people/",
        lambda: officer.fill(f"{cast.case}people/add/", fields),
    )
    cast.known[f"person:{key}"] = path
    note_parts(cast, key, officer.open(path))
    if "phone" in facts:
        contact = {"kind": "phone", "value": facts["phone"], "is_safe": "on"}
        officer.fill(f"{path}contact/", contact)


def note_parts(cast: Cast, key: str, page: Browser) -> None:
    """Remember the ids of a person's parts, read from the links of the person's page."""
    cast.known[f"id:{key}"] = page.path.rstrip("/").rpartition("/")[2]
    for part in ("witnesses", "suspects", "victims"):
        for href in page.page.links:
            if href.startswith(f"/desk/{part}/"):
                name = {"witnesses": "witness", "suspects": "suspect", "victims": "victim"}[part]
                cast.known[f"{name}:{key}"] = href.split("/")[3]


def take_statement(cast: Cast, key: str) -> None:
    """Take a statement: empty, written, fixed, shown page by page, accepted and signed."""
    facts = cast.story["statements"][key]
    officer, witness = cast.officer_for(facts["witness"])
    officer.at(moment(facts["at"]))
    fields = {"witness": witness, "kind": "MG11", "place": facts["place"]}
    listed = f"{cast.case}statements/"
    version = cast.made(
        officer, listed, "/desk/statements/", lambda: officer.fill(f"{listed}start/", fields)
    )
    narrative = facts["narrative"].format_map(cast.references)
    officer.fill(f"{version}write/", {"narrative": narrative})
    officer.fill(f"{version}finalise/", {})
    sign(officer, version, facts["place"], cast.names[facts["witness"]])
    cast.known[f"made:{key}"] = version.split("/")[3]


def sign(officer: Browser, version: str, place: str, name: str) -> None:
    """Show the pages, accept the declaration and sign by typing the name."""
    page = officer.open(f"{version}sign/").page
    is_own = "password" in page.boxes
    officer.submit(
        {
            "pages_shown": page.hidden.get("pages_shown", []),
            "declaration_accepted": "on",
            "method": "typed",
            "typed_name": name,
            **(officer.chosen("place") or {"place": place}),
            **({"password": PASSWORD} if is_own else {}),
        }
    )


def add_exhibit(cast: Cast, key: str) -> None:
    """Record an exhibit: bytes or a sealed thing, a clip of a recording, a recorder's clock."""
    facts = cast.story["exhibits"][key]
    browser, producer = cast.officer_for(facts["producer"])
    browser.at(moment(facts["at"]))
    if "parent" in facts:
        _clip(cast, browser, key, facts, producer)
        return
    fields = {
        "kind": facts["kind"],
        "producer": producer,
        "description": facts["description"],
        "seal_number": facts.get("seal_number", ""),
        "held_at": facts.get("held_at", ""),
        **parts("captured_at", facts["at"]),
    }
    files = {"file": cast.story.file(facts["file"])}
    cast.exhibit(
        browser, key, lambda: browser.fill(f"{cast.case}exhibits/add/", fields, files=files)
    )
    if "clock_error_seconds" in facts:
        _record_clock(cast, browser, key, facts)


def _clip(cast: Cast, browser: Browser, key: str, facts: dict[str, Any], producer: str) -> None:
    fields = {
        "from_seconds": str(facts["from"]),
        "to_seconds": str(facts["to"]),
        "reason": facts["reason"],
        "description": facts["description"],
        "producer": producer,
    }
    parent = cast.known[f"exhibit:{facts['parent']}"]
    path = f"{parent}clip/"
    cast.exhibit(browser, key, lambda: browser.fill(path, fields))


def _record_clock(cast: Cast, browser: Browser, key: str, facts: dict[str, Any]) -> None:
    minutes, seconds = divmod(abs(facts["clock_error_seconds"]), 60)
    direction = "fast" if facts["clock_error_seconds"] > 0 else "slow"
    fields = {
        "direction": direction,
        "error": f"{minutes}:{seconds:02d}",
        "how": facts["clock_how"],
    }
    browser.fill(f"{cast.known[f'exhibit:{key}']}clock/", fields)


def _arrest(cast: Cast, officer: Browser, key: str, arrest: dict[str, Any]) -> None:
    at = moment(arrest["at"])
    asn = make_asn(year=at.year, force="29", **arrest["asn"])
    fields = {
        "asn": asn,
        "custody_number": arrest["custody_number"],
        "place": arrest["place"],
        "grounds": arrest["grounds"],
        "arrested_by": "me",
        **parts("arrested_at", arrest["at"]),
    }
    officer.at(at + timedelta(minutes=30))
    officer.fill(f"/desk/suspects/{cast.known[f'suspect:{key}']}/arrest/", fields)


def _interview(cast: Cast, officer: Browser, key: str, facts: dict[str, Any]) -> None:
    officer.at(moment(facts["ended_at"]) + timedelta(minutes=15))
    officer.open(f"/desk/suspects/{cast.known[f'suspect:{key}']}/interview/")
    fields = {
        "kind": "SDN",
        "place": facts["place"],
        "interviewers": officer.option("interviewers", "Hall"),
        "others_present": facts["others_present"],
        "caution_given": "on",
        "recording_reference": facts["recording_reference"],
        "prepared_statement": facts["prepared_statement"],
        "summary": facts["summary"],
        **parts("started_at", facts["started_at"]),
        **parts("ended_at", facts["ended_at"]),
    }
    officer.submit(fields)


def _record_print(cast: Cast, officer: Browser, key: str, found: dict[str, Any]) -> None:
    officer.at(moment(f"{found['on']}T20:00:00+00:00") + timedelta(hours=3))
    lines = [
        f"{row['on']}; {row['court']}; {row['offence']}; {row['sentence']}"
        for row in found["convictions"]
    ]
    fields = {**day("printed_on", found["on"]), "convictions": "\n".join(lines)}
    if not lines:
        fields["is_no_trace"] = "on"
    officer.fill(f"{cast.known[f'person:{key}']}print/", fields)
