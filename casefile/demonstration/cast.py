"""Who takes part in a demonstration: one browser each, opened when first needed."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casefile.demonstration.browser import Browser, StepFailed
from casefile.demonstration.live import Live
from casefile.demonstration.patience import wait_for
from casefile.demonstration.people import PEOPLE
from casefile.demonstration.story import Story

REFERENCE = re.compile(r"\b[A-Z]{2,5}/\d+(?:/\d+)*\b")


@dataclass
class Cast:
    """The live product, the story, the browsers, and the summary that grows along the road."""

    live: Live
    story: Story
    out: Path
    summary: dict[str, Any] = field(default_factory=dict)
    case: str = ""
    references: dict[str, str] = field(default_factory=dict)
    _browsers: dict[str, Browser] = field(default_factory=dict)

    def browser(self, username: str) -> Browser:
        """Return a signed-in person's browser."""
        if username not in self._browsers:
            self._browsers[username] = Browser(self.live.base_url).sign_in(username)
        return self._browsers[username]

    def made(self, browser: Browser, where: str, prefix: str, act: Callable[[], object]) -> str:
        """Do something and return the address of what it made: a link of the list not there before.

        Raises:
            StepFailed: the list shows nothing new.
        """
        before = _addresses(browser.open(where), prefix)
        act()

        def new() -> str | None:
            found = _addresses(browser.open(where), prefix)
            return next((path for path in found if path not in before), None)

        return wait_for(new, f"{where} shows nothing new")

    def exhibit(self, browser: Browser, key: str, act: Callable[[], object]) -> None:
        """Do what records an exhibit, and remember its address and its reference."""
        path = self.made(browser, f"{self.case}exhibits/", "/desk/exhibits/", act)
        self.known[f"exhibit:{key}"] = path
        browser.open(path)
        found = REFERENCE.search(browser.text)
        if not found:
            raise StepFailed(f"{path} shows no exhibit reference")
        self.references[key] = found[0]

    @property
    def known(self) -> dict[str, str]:
        """Addresses and ids that pages showed, by what they are of."""
        return self.story.known

    @property
    def submission_id(self) -> str:
        """The id of the version of the file in hand."""
        return self.known["submission"].split("/")[3]

    @property
    def names(self) -> dict[str, str]:
        """Names of the people of the case, by their key in the story."""
        report = self.story["report"]["answers"]["name"]
        names = {someone.username: someone.name for someone in PEOPLE}
        names[self.story.victim] = f"{report['given_names']} {report['family_name']}"
        for key, facts in self.story["people"].items():
            if "given_names" in facts:
                names[key] = f"{facts['given_names']} {facts['family_name']}"
        return names

    def officer_for(self, key: str) -> tuple[Browser, str]:
        """Return whose browser records what a person made or said, and how the form names them.

        Officers record their own; for everybody else the officer in the case does.
        """
        if key in self.story["people"]:
            return self.browser("hall"), self.known[f"id:{key}"]
        return self.browser(key), "me"

    def anybody(self, name: str) -> Browser:
        """Return the browser of somebody who has no account."""
        return self._browsers.setdefault(name, Browser(self.live.base_url))

    @property
    def fields_sent(self) -> int:
        """How many form fields people filled, over all browsers."""
        return sum(browser.fields_sent for browser in self._browsers.values())

    def facts(self) -> dict[str, set[str]]:
        """Return every fact that people typed, with the names of the boxes that asked for it.

        The same box for another thing (the place of another interview) asks for another fact; two
        boxes of different names that take the same words ask for one fact twice.
        """
        boxes: dict[str, set[str]] = defaultdict(set)
        for browser in self._browsers.values():
            for name, text in browser.typed:
                boxes[text].add(name)
        return boxes


def _addresses(browser: Browser, prefix: str) -> list[str]:
    """Return the addresses of things under a prefix that the open page links to, without steps."""
    found = (href.split("?")[0].split("/") for href in browser.page.links)
    whole = ("/".join(parts[:4]) + "/" for parts in found if len(parts) > 4)
    return list(dict.fromkeys(path for path in whole if path.startswith(prefix) and "-" in path))
