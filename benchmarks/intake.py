"""How fast the front door and the crime desk are, on a PostgreSQL and a server of their own.

Floor of a page: a minimal page of the same server (a session, one query, one line). Peer of a
submission: the same number of rows in one transaction, without any of our rules. Everything is
measured in one run over loopback, the people who report sharing the two cores with the server.
Run: make bench-intake (the corpus is made here; PostgreSQL keeps fsync on).
"""

import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from http.client import HTTPConnection
from typing import Any
from uuid import uuid4

from benchmarks.tools import scratch
from benchmarks.tools.figures import Figure, write

ROUNDS, ASKS = 5, 60
PEOPLE = int(os.environ.get("BENCH_PEOPLE", "50"))
FORMS_EACH = int(os.environ.get("BENCH_FORMS", "2"))
SMALL, LARGE = 10_000, int(os.environ.get("BENCH_REPORTS", "1000000"))
CLIENTS, SENDS = 8, 40


def main() -> int:
    """Measure, print, write the figures; return 1 when a goal is missed."""
    with scratch.folder() as place, scratch.postgres(place) as database:
        scratch.set_up(place, database)
        desk_cookie = _make_people()
        with scratch.site(place) as site:
            figures = [
                *_pages(site.port),
                _first_page(site.port),
                *_crowd(site.port),
                _submissions(),
                *_desk(site.port, desk_cookie),
            ]
    write("intake", figures)
    return 0 if all(figure.met for figure in figures) else 1


def _make_people() -> str:
    """Make a force with a crime desk; return the cookie of its assessor's session."""
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from casefile.models import Force, User, UserRole

    force = Force.objects.create(code="77", name="Northgate Police")
    user = User.objects.create_user(username="desk", password=uuid4().hex, name="A", force=force)
    UserRole.objects.create(user=user, role="crime_assessor", granted_at=timezone.now())
    client = Client()
    client.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def percentile(values: Iterable[float], share: float) -> float:
    """Return the value below which a share (0 to 1) of them lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _timed(connection: HTTPConnection, path: str, cookie: str = "") -> float:
    started = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    response = connection.getresponse()
    response.read()
    if response.status != 200:
        raise SystemExit(f"{response.status} at {path}")
    return (time.perf_counter() - started) * 1000


def _pages(port: int) -> list[Figure]:
    """One reader alone: triage, and the first question of a form, beside the floor."""
    from benchmarks.tools.reporters import Reporter

    reader = HTTPConnection("127.0.0.1", port, timeout=30)
    person = Reporter(port, "127.0.0.1")
    person.page("POST", "/report/begin/1/", {"force": "77"} | _token(person))
    cookie = "; ".join(f"{name}={value}" for name, value in person.cookies.items())
    pages = {"floor": ("/minimal/", ""), "triage": ("/report/", ""), "question": ("/report/q/1/",
             cookie)}  # fmt: skip
    found: dict[str, list[float]] = {name: [] for name in pages}
    for turn in range(ROUNDS):
        for name, (path, sent) in pages.items():
            times = [_timed(reader, path, sent) for _ in range(ASKS)]
            if turn:
                found[name] += times
    middle = {name: statistics.median(times) for name, times in found.items()}
    goal = "server time median under 10 ms (measured with the way over loopback)"
    return [
        Figure(f"{name}_page_ms", middle[name], middle["floor"], None, "ms", goal,
               middle[name] < 10)
        for name in ("triage", "question")
    ]  # fmt: skip


def _token(person: Any) -> dict[str, object]:
    from benchmarks.tools.reporters import hidden

    return dict(hidden(person.page("GET", "/report/begin/1/")[1]))


def _first_page(port: int) -> Figure:
    """All that Chromium transfers for the first page, cache empty, headers too."""
    from tests.browser import chromium

    with chromium() as browser:
        page = browser.new_page()
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        sizes: list[float] = []
        wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        page.goto(f"http://127.0.0.1:{port}/report/", wait_until="networkidle")
    size = sum(sizes) / 1000
    goal = "under 100 kB with everything"
    return Figure("first_page_kb", size, None, None, "kB", goal, 0 < size < 100)


def _crowd(port: int) -> list[Figure]:
    """People who all report at once, without pausing to think, in a process of their own."""
    words = [sys.executable, "-m", "benchmarks.tools.reporters", str(port)]
    done = subprocess.run([*words, str(PEOPLE), str(FORMS_EACH)], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    found = json.loads(done.stdout)
    for error in found["errors"][:5]:
        print(f"  a reporter met: {error}")
    times = [row[1] for row in found["times"]]
    sent = [row[1] for row in found["times"] if row[0] == "submit"]
    what = f"{PEOPLE} people, {FORMS_EACH} x the form {found['form']}, no pause between pages"
    print(f"crowd: {what}: {len(times)} pages in {found['seconds']:.0f} s, "
          f"{len(times) / found['seconds']:.0f} pages/s")  # fmt: skip
    return [
        Figure("crowd_errors", len(found["errors"]), None, None, "reports", f"0 ({what})",
               not found["errors"]),
        Figure("crowd_page_p95_ms", percentile(times, 0.95), statistics.median(times), None, "ms",
               "p95 under 300 ms a page (floor: the median)", percentile(times, 0.95) < 300),
        Figure("crowd_submit_p95_ms", percentile(sent, 0.95) if sent else 0.0, None, None, "ms",
               "for information: sending in the crowd", True),
    ]  # fmt: skip


def _submissions() -> Figure:
    """Eight at once send finished reports through the service, beside bare rows in one go."""
    from django.utils import timezone

    from casefile.models import Force
    from intake import drafts, services
    from intake.questions import FORMS
    from intake.words import Say
    from tests.intake.fill import longest

    force, form, at = Force.objects.get(pk="77"), longest(), timezone.now()
    answers = _answers(FORMS[form.code])
    waiting = []
    for _ in range(CLIENTS * SENDS):
        draft, _ = drafts.start(form=form.code, force=force, at=at)
        waiting.append(drafts.keep(draft, answers))

    def ours() -> None:
        services.submit(draft=waiting.pop(), say=Say(), at=timezone.now())

    mine = _together(ours)
    peer = _together(_bare_rows(len(answers) + 6))
    ratio = percentile(mine, 0.95) / percentile(peer, 0.95)
    goal = f"p95 under 10 ms with {CLIENTS} clients; {ratio:.1f} x bare rows in one transaction"
    p95 = percentile(mine, 0.95)
    return Figure("submit_p95_ms", p95, percentile(peer, 0.95), None, "ms", goal, p95 < 10)


def _answers(form: Any) -> dict[str, Any]:
    """Return answers as kept for every question that they themselves ask for."""
    from django.http import QueryDict
    from django.utils import timezone

    from intake import engine
    from intake.forms import PageForm
    from intake.words import Say
    from tests.intake.fill import page_fields

    answers: dict[str, Any] = {}
    while (page := engine.first_open(form, answers)) is not None:
        posted = QueryDict(mutable=True)
        for name, value in page_fields(form, page, answers).items():
            posted.setlist(name, value if isinstance(value, list) else [value])
        rows = engine.shown_questions(form, page, answers)
        filled = PageForm(rows, answers, say=Say(), at=timezone.now(), data=posted)
        if not filled.is_valid():
            raise SystemExit(f"{page.key}: {filled.errors.as_text()}")
        answers |= {row.key: True for row in rows} | filled.answers_as_json()
    return answers


def _bare_rows(count: int) -> Callable[[], None]:
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_rows (id uuid PRIMARY KEY, content text NOT NULL)")

    @transaction.atomic
    def insert() -> None:
        with connection.cursor() as cursor:
            rows = [(uuid4(), "x" * 200) for _ in range(count)]
            cursor.executemany("INSERT INTO bench_rows VALUES (%s, %s)", rows)

    return insert


def _together(act: Callable[[], None]) -> list[float]:
    """Have eight threads do something many times each; return every time in ms."""
    from django.db import connections

    times: list[float] = []

    def run() -> None:
        for _ in range(SENDS):
            started = time.perf_counter()
            act()
            times.append((time.perf_counter() - started) * 1000)
        connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(times) != CLIENTS * SENDS:
        raise SystemExit("a submission failed")
    return times


def _desk(port: int, cookie: str) -> list[Figure]:
    """The queue over few reports and over very many, beside the minimal page each time."""
    from benchmarks.tools import reports

    found = {}
    for total in (SMALL, LARGE):
        reports.grow_to(total)
        reader = HTTPConnection("127.0.0.1", port, timeout=120)
        rounds: dict[str, list[float]] = {"/desk/reports/": [], "/minimal/": []}
        for _ in range(ROUNDS):
            for path, times in rounds.items():
                times += [_timed(reader, path, cookie) for _ in range(ASKS // 2)][2:]
        found[total] = {path: percentile(times, 0.95) for path, times in rounds.items()}
    ours = {total: rows["/desk/reports/"] for total, rows in found.items()}
    floor = found[LARGE]["/minimal/"] / found[SMALL]["/minimal/"]
    ratio = ours[LARGE] / ours[SMALL]
    goal = f"p95 at most 2 x from {SMALL:,} to {LARGE:,} reports (floor: the minimal page)"
    return [
        Figure("desk_growth_ratio", ratio, floor, None, "ratio", goal, ratio <= 2),
        Figure("desk_queue_p95_ms", ours[LARGE], found[LARGE]["/minimal/"], None, "ms",
               f"for information: {LARGE:,} reports", True),
    ]  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
