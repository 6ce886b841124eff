"""A person at a browser without scripts: opens pages, fills forms, reads what a page says."""

import base64
import time
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

import httpx
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from casefile.demonstration.people import PASSWORD, TOTP_SECRET

Files = dict[str, tuple[str, bytes, str]] | list[tuple[str, tuple[str, bytes, str]]]

FACT_LENGTH = 12  # shorter answers, such as a colour, say the same of different things


class StepFailed(Exception):
    """A page answered otherwise than the step expects; says which page and what it said."""


class _Page(HTMLParser):
    """Picks out of a page: hidden fields, filled fields, options, links, and the words."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden: dict[str, list[str]] = {}
        self.boxes: set[str] = set()
        self.filled: dict[str, list[str]] = {}
        self.options: dict[str, dict[str, str]] = {}
        self.links: list[str] = []
        self.words: list[str] = []
        self._skip = 0
        self._box = ""
        self._option = ""
        self._in_option = False
        self._label = ""
        self._by_id: dict[str, tuple[str, str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        if tag == "input" and found.get("name"):
            self._input(found, is_on="checked" in found)
        elif tag in {"select", "textarea"}:
            self._box = found.get("name", "")
        elif tag == "option":
            self._option = found.get("value", "")
            self._in_option = True
            if "selected" in found:
                self.filled.setdefault(self._box, []).append(self._option)
        elif tag == "label":
            self._label = found.get("for", "")
        elif tag == "a" and found.get("href"):
            self.links.append(found["href"])
        self._skip += tag in {"script", "style"}

    def _input(self, found: dict[str, str], *, is_on: bool) -> None:
        kind, name, value = found.get("type", "text"), found["name"], found.get("value", "")
        self.boxes.add(name)
        if kind == "hidden":
            self.hidden.setdefault(name, []).append(value)
        elif kind in {"radio", "checkbox"}:
            self._by_id[found.get("id", "")] = (name, value)
            if is_on:
                self.filled.setdefault(name, []).append(value)
        elif value:
            self.filled[name] = [value]

    def handle_endtag(self, tag: str) -> None:
        self._skip -= tag in {"script", "style"}
        if tag in {"select", "textarea"}:
            self._box = ""
        if tag == "option":
            self._in_option = False
        if tag == "label":
            self._label = ""

    def handle_data(self, data: str) -> None:
        text = data.strip()
        if self._skip or not text:
            return
        self.words.append(text)
        if self._label in self._by_id:
            name, value = self._by_id[self._label]
            self.options.setdefault(name, {})[text] = value
        if self._in_option:
            self.options.setdefault(self._box, {})[text] = self._option
        elif self._box:
            self.filled.setdefault(self._box, []).append(text)

    def links_to(self, start: str) -> list[str]:
        """Return the links to addresses that begin so, in order."""
        return [href for href in self.links if href.startswith(start)]


class Browser:
    """One person's session. Every request carries the moment of the step."""

    def __init__(self, base_url: str) -> None:
        self.http = httpx.Client(base_url=base_url, follow_redirects=True, timeout=120)
        self.page = _Page()
        self.path = ""
        self.text = ""
        self.status = 0
        self.fields_sent = 0
        self.typed: list[tuple[str, str]] = []

    def at(self, moment: datetime) -> "Browser":
        """Set the moment of the requests that follow."""
        self.http.headers["X-Demo-Moment"] = moment.isoformat()
        return self

    def sign_in(self, username: str) -> "Browser":
        """Sign in with password and one-time code, waiting for the next code if one was used."""
        self.open("/sign-in/")
        self.submit({"username": username, "password": PASSWORD})
        for _ in range(2):
            self.submit({"code": one_time_code()}, expect=None)
            if not self.path.startswith("/sign-in/"):
                return self
            time.sleep(30 - time.time() % 30)
        raise StepFailed(f"{username} could not sign in: {self.said()}")

    def open(self, path: str, *, expect: int | None = 200) -> "Browser":
        """Open a page."""
        return self._took(self.http.get(path), expect)

    def submit(
        self,
        fields: dict[str, Any],
        *,
        to: str | None = None,
        files: Files | None = None,
        expect: int | None = 200,
    ) -> "Browser":
        """Send the form of the open page, with its hidden fields, to itself or to `to`."""
        target = to or self.path
        data = {**self.page.hidden, **fields}
        self._count(fields)
        headers = {"Referer": str(self.http.base_url.join(target))}
        return self._took(self.http.post(target, data=data, files=files, headers=headers), expect)

    def _count(self, fields: dict[str, Any]) -> None:
        """Note what was typed: sentences that the page had neither filled in nor offered."""
        self.fields_sent += sum(1 for value in fields.values() if value not in ("", None))
        for name, value in fields.items():
            is_words = isinstance(value, str) and len(value) >= FACT_LENGTH and " " in value
            if is_words and value not in self.page.filled.get(name, []):
                self.typed.append((name, value))

    def fill(self, path: str, fields: dict[str, Any], **more: Any) -> "Browser":
        """Open a page and send its form."""
        return self.open(path).submit(fields, **more)

    def said(self) -> str:
        """Return the words of the open page, shortened: what a person would read."""
        words = " ".join(self.page.words)
        start = words.find("There is a problem")
        return words[max(start, 0) :][:400]

    def link(self, *, starts: str = "", ends: str = "", has: str = "") -> str:
        """Return the first link of the open page that fits.

        Raises:
            StepFailed: none does.
        """
        for href in self.page.links:
            if href.startswith(starts) and href.endswith(ends) and has in href:
                return href
        raise StepFailed(f"{self.path} has no link like {starts}…{has}…{ends}")

    def chosen(self, *names: str) -> dict[str, list[str]]:
        """Return what the open page has filled in already, for boxes left as they are."""
        return {name: self.page.filled[name] for name in names if name in self.page.filled}

    def option(self, box: str, words: str) -> str:
        """Return the value of the choice (option, radio or tick) whose words contain these.

        Raises:
            StepFailed: there is none.
        """
        for text, value in self.page.options.get(box, {}).items():
            if words in text:
                return value
        raise StepFailed(f"{self.path} offers no {words!r} for {box}")

    def _took(self, response: httpx.Response, expect: int | None) -> "Browser":
        self.path, self.status = response.url.path, response.status_code
        self.page = _Page()
        self.text = ""
        if "html" in response.headers.get("content-type", ""):
            self.text = response.text
            self.page.feed(self.text)
        if expect is not None and response.status_code != expect:
            raise StepFailed(f"{self.path} answered {response.status_code}: {self.said()}")
        return self


def one_time_code() -> str:
    """Return the code that the demonstration's authenticator shows now."""
    secret = base64.b32decode(TOTP_SECRET)
    return TOTP(secret, 6, SHA1(), 30).generate(int(time.time())).decode()  # noqa: S303
