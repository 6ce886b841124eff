"""The victim's side: the code is handed over, the invitation used, and the tracker read."""

import re
from typing import Any

from casefile.demonstration.browser import Browser, StepFailed
from casefile.demonstration.cast import Cast
from casefile.demonstration.patience import wait_for
from casefile.demonstration.story import moment

VICTIM = "victim"
CODE = re.compile(r"<strong>\s*([A-Z0-9]{3}-[A-Z0-9]{3})\s*</strong>")


def invite(cast: Cast) -> None:
    """Hand the code over in person, and follow the link of the message that went out by itself."""
    at = cast.story.first_account_at
    officer = cast.browser("hall").at(at)
    staff_page = f"/track/staff/{cast.case.split('/')[3]}/"
    account = wait_for(lambda: _account(officer, staff_page), "the victim has no tracker")
    officer.submit({}, to=f"{staff_page}{account}/code/")
    found = CODE.search(officer.text)
    if not found:
        raise StepFailed(f"no code on {officer.path}: {officer.said()}")
    cast.summary["victim_sign_in"] = {"code": found[1]}
    victim = cast.anybody(VICTIM).at(at)
    victim.fill(_link(cast, "/track/enter/"), {"code": found[1]})
    if not victim.path.startswith("/track/updates/"):
        raise StepFailed(f"the victim could not sign in: {victim.said()}")


def tell(cast: Cast, told: dict[str, Any]) -> None:
    """Record how the victim was told, for each of the duties that wait for a person to tell her.

    Raises:
        StepFailed: the worker did not start as many duties as the story expects.
    """
    officer = cast.browser("hall").at(moment(told["at"]))
    staff_page = f"/track/staff/{cast.case.split('/')[3]}/"

    def waiting() -> list[str] | None:
        found = dict.fromkeys(h for h in officer.open(staff_page).page.links if "/duties/" in h)
        return list(found) if len(found) >= told["duties"] else None

    for href in wait_for(waiting, f"fewer than {told['duties']} duties wait for a person"):
        officer.fill(href, {"how": told["how"]})


def _account(officer: Browser, staff_page: str) -> str | None:
    """Return the key of the victim's account, once the worker has opened one."""
    for href in officer.open(staff_page).page.links_to(staff_page):
        if href.endswith("/self-service/"):
            return href.split("/")[4]
    return None


def _link(cast: Cast, prefix: str) -> str:
    """Return the newest link of a kind that a message to the victim carries, once one does."""
    admin = cast.browser("admin")

    def newest() -> str | None:
        admin.open("/manage/outbox/")
        for href in [h for h in admin.page.links if re.match(r"/manage/outbox/[0-9a-f-]{36}/", h)]:
            found = re.search(rf"{prefix}[A-Za-z0-9_-]+/", admin.open(href).text)
            if found:
                return found[0]
        return None

    return wait_for(newest, f"no message in the outbox carries a link to {prefix}")


def words_of_tracker(cast: Cast, at: str) -> str:
    """Return everything the victim can read at a moment: the list of news and each piece of it."""
    victim = cast.anybody(VICTIM).at(moment(at)).open("/track/updates/")
    found = list(victim.page.words)
    for href in [h for h in victim.page.links if re.match(r"/track/updates/[0-9a-f-]{36}/", h)]:
        found += _page(victim, href)
    for path in ("/track/checklist/", "/track/dates/"):
        found += _page(victim, path)
    return " ".join(found)


def _page(victim: Browser, path: str) -> list[str]:
    return victim.open(path).page.words


def expect_no_charge_yet(cast: Cast) -> None:
    """Fail if the tracker names a suspect, or the charge, before the custody officer charged.

    Raises:
        StepFailed: it does.
    """
    words = words_of_tracker(cast, cast.story["told"][-1]["at"])
    for person in cast.story["arrests"]:
        name = cast.names[person].rpartition(" ")[2]
        if name in words:
            raise StepFailed(f"the tracker names {name} before any charge")
    if re.search(r"\bcharged with\b", words, re.I):
        raise StepFailed("the tracker shows a charge that nobody has put")


def expect_the_charge(cast: Cast) -> None:
    """Fail unless the tracker now names the charge and the hearing.

    Raises:
        StepFailed: it does not.
    """
    wanted = ("charged", "obbery", cast.story["charge"]["court_name"])
    at = cast.story["charge"]["approved"]["at"]
    wait_for(
        lambda: all(word in words_of_tracker(cast, at) for word in wanted),
        f"the tracker does not show each of {wanted} after the charge",
    )
    link = _link(cast, "/track/in/")
    cast.summary["tracker_url"] = link
    cast.summary["victim_sign_in"]["link"] = link
