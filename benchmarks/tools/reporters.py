"""People who report: each walks a whole form over HTTP, without scripts, from its own address.

Run as a process: python -m benchmarks.tools.reporters PORT PEOPLE FORMS; it prints JSON.
"""

import json
import re
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode, urlsplit

import django

django.setup()

from intake import engine  # noqa: E402  what fills the forms in needs the apps
from intake.questions import FORMS  # noqa: E402
from tests.intake.fill import fields, longest  # noqa: E402

HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
ATTRIBUTE = re.compile(r'(name|value)="([^"]*)"')
QUESTION = re.compile(r"^/report/q/(\d+)/$")
NOTE = re.compile(r"^/report/q/\d+/note/")
ONWARD = re.compile(r'<a href="([^"]+)"[^>]*class="govuk-button"')


@dataclass
class Reporter:
    """One browser without scripts: its cookies, and what each of its pages took."""

    port: int
    source: str
    cookies: dict[str, str] = field(default_factory=dict)
    times: list[tuple[str, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.connection = HTTPConnection(
            "127.0.0.1", self.port, timeout=60, source_address=(self.source, 0)
        )

    def page(self, method: str, path: str, values: object = None) -> tuple[int, str, str]:
        """Ask once; return status, body and where it leads."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if values is not None:
            body = urlencode(values, doseq=True)  # type: ignore[arg-type]
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"http://127.0.0.1:{self.port}"
        started = time.perf_counter()
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        text = response.read().decode()
        self.times.append((_kind(method, path), (time.perf_counter() - started) * 1000))
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return response.status, text, response.headers.get("Location", "")

    def report(self, code: str) -> str:
        """Walk a form from the page before it to the receipt; return the reference's page."""
        number = list(FORMS).index(code) + 1
        path = f"/report/begin/{number}/"
        answers: dict[str, object] = {}
        for _ in range(400):
            status, text, _ = self.page("GET", path)
            _expect(status, {200}, path, text)
            if path.startswith("/report/receipt"):
                return text
            path = self._next(code, path, text, answers)
        raise RuntimeError(f"{code} did not end; last at {path}")

    def _next(self, code: str, path: str, text: str, answers: dict[str, object]) -> str:
        if NOTE.match(path):
            found = ONWARD.search(text)
            if not found:
                raise RuntimeError(f"no way on from {path}")
            return unescape(found[1])
        values = dict(hidden(text))
        if asked := QUESTION.match(path):
            values |= _answers(code, int(asked[1]), answers)
        status, body, onward = self.page("POST", path, values)
        _expect(status, {302}, path, body)
        return urlsplit(onward).path


def _answers(code: str, number: int, answers: dict[str, object]) -> dict[str, object]:
    form = FORMS[code]
    page = form.pages[number - 1]
    found: dict[str, object] = {}
    for row in engine.shown_questions(form, page, answers):
        given = fields(form, row)
        found |= given
        answers[row.key] = given.get(row.key, "x")
    return found


def hidden(text: str) -> Iterator[tuple[str, object]]:
    """Yield the hidden fields of a page, which a browser sends back."""
    for tag in HIDDEN.findall(text):
        parts = dict(ATTRIBUTE.findall(tag))
        if "name" in parts:
            yield parts["name"], unescape(parts.get("value", ""))


def _kind(method: str, path: str) -> str:
    if method == "POST" and path.startswith("/report/check/"):
        return "submit"
    return "question" if QUESTION.match(path) else "other"


def _expect(status: int, wanted: set[int], path: str, text: str) -> None:
    if status not in wanted:
        said = re.findall(r"govuk-error-message[^>]*>(.*?)</p>", text, re.DOTALL)
        raise RuntimeError(f"{status} at {path}: {said}")


def crowd(port: int, people: int, forms: int) -> dict[str, object]:
    """Have so many people report at once, each so many times; return errors and times in ms."""
    code = longest().code

    def one(place: int) -> tuple[list[tuple[str, float]], list[str]]:
        person = Reporter(port, f"127.0.1.{place + 1}")
        errors = []
        for _ in range(forms):
            person.cookies.clear()
            try:
                person.report(code)
            except (RuntimeError, OSError, HTTPException) as problem:
                errors.append(str(problem)[:300])
        return person.times, errors

    started = time.perf_counter()
    with ThreadPoolExecutor(people) as pool:
        found = list(pool.map(one, range(people)))
    return {
        "form": code,
        "seconds": time.perf_counter() - started,
        "errors": [error for _, errors in found for error in errors],
        "times": [row for times, _ in found for row in times],
    }


if __name__ == "__main__":
    json.dump(crowd(*(int(word) for word in sys.argv[1:4])), sys.stdout)
