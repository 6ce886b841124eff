"""How fast evidence comes in, is hashed, and is opened again, beside servers that do part of it.

Ours is a tablet's upload over granian: hashed, synced to the disk and compared with the declared
hash before it is acknowledged. None of the others syncs or hashes. Contenders take turns in one
run over loopback. `cp` on the same disk is the floor. Run: make bench-evidence
"""

import hashlib
import os
import platform
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from benchmarks.tools import peers, scratch
from benchmarks.tools.figures import Figure, write

SIZE = int(os.environ.get("BENCH_UPLOAD_MIB", "1024")) << 20
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
EXHIBITS = 5_000
BLOCK = 1 << 20
OFFSET_TYPE = "application/offset+octet-stream"
GOALS = {
    "tuspyserver": ("upload_vs_tuspyserver", 1.0),
    "tus_node": ("upload_vs_tus_node", 1.5),
    "nginx": ("upload_vs_nginx", 0.75),
}


def main() -> int:
    """Measure, print, write the figures; return 1 when a goal is missed or a peer is not there."""
    there = peers.install()
    with scratch.folder() as place, scratch.postgres(place) as database:
        scratch.set_up(place, database)
        officer, case, cookie = _people()
        film = _film(place)
        with scratch.site(place, workers=1, threads=4) as site:
            tablet = _tablet(site.port, officer, cookie)
            figures = [
                *_uploads(place, film, site.port, tablet, there),
                _hashing(place, film),
                _case_open(site.port, case, cookie),
                _tablet_offline(site.port, cookie),
            ]
    missing = sorted(name for name, is_there in there.items() if not is_there)
    write("evidence", figures, note=f"not to be had here: {', '.join(missing)}" if missing else "")
    return 0 if all(figure.met for figure in figures) and not missing else 1


def _people() -> tuple[Any, Any, str]:
    """Make an officer with a case of many exhibits; return both and the session's cookie."""
    from django.conf import settings
    from django.test import Client

    from casefile.models import ContinuityEntry, Exhibit
    from tests import factories

    officer = factories.make_user("officer", username="bench", name="Joan Hall")
    factories.make_user("force_administrator", username="benchadmin", name="Owen Clay")
    case = factories.make_assigned_case(officer)
    producer = factories.make_person(case=case)
    at = factories.AT
    shared = {"case": case, "kind": "physical", "producer": producer, "recorded_by": officer,
              "captured_at": at, "recorded_at": at, "seal_number": "S1"}  # fmt: skip
    rows = Exhibit.objects.bulk_create(
        Exhibit(reference=f"JH/{n}", description=f"Thing {n}", **shared)
        for n in range(1, EXHIBITS + 1)
    )
    ContinuityEntry.objects.bulk_create(
        ContinuityEntry(exhibit=row, number=1, verb="collected", to_holder="Store", at=at)
        for row in rows
    )
    client = Client()
    client.force_login(officer)
    name = settings.SESSION_COOKIE_NAME
    return officer, case, f"{name}={client.cookies[name].value}"


def _tablet(port: int, officer: Any, cookie: str) -> Any:
    from casefile import clock
    from casefile.capture.services import devices
    from casefile.models import User
    from casefile.services.actors import of_user
    from tests.casefile.capture.tablet import OverNetwork, Tablet

    name, _, session = cookie.partition("=")
    wire = OverNetwork(f"http://127.0.0.1:{port}", session, cookie=name)
    tablet = Tablet(wire, officer, now=clock.now())
    tablet.get("session/")
    by = of_user(User.objects.get(username="benchadmin"))
    answer = tablet.enrol(devices.make_code(force=officer.force, by=by, at=clock.now()))
    if answer.status != 201:
        raise SystemExit(f"the tablet was not taken: {answer.body}")
    return tablet


def _film(place: Path) -> Path:
    """Write a file that no compression helps, the same each time."""
    path, block = place / "film.bin", hashlib.shake_256(b"film").digest(BLOCK)
    with path.open("wb") as target:
        for number in range(SIZE // BLOCK):
            target.write(number.to_bytes(8, "big") + block[8:])
    return path


def _uploads(
    place: Path, film: Path, port: int, tablet: Any, there: dict[str, bool]
) -> list[Figure]:
    digest = _digest(film)
    ours: Callable[[], float] = lambda: _ours(port, tablet, film, digest)  # noqa: E731
    rates: dict[str, list[float]] = {}
    with ExitStack() as stack:
        contenders = {"ours": ours, "floor": lambda: _copied(place, film)}
        for name in (name for name, is_there in there.items() if is_there):
            at = stack.enter_context(peers.served(name, place))
            contenders[name] = lambda name=name, at=at: _peer(name, at, film)
        with _watched() as memory:
            for turn in range(ROUNDS + 1):
                for name, upload in contenders.items():
                    rate = (SIZE >> 20) / upload()
                    if turn:  # the first turn warms
                        rates.setdefault(name, []).append(rate)
    middle = {name: statistics.median(found) for name, found in rates.items()}
    spread = ", ".join(f"{name} {rate:.0f}" for name, rate in middle.items())
    figures = [
        Figure(GOALS[name][0], middle["ours"] / middle[name], middle["floor"] / middle[name], 1.0,
               "ratio", f"at least {GOALS[name][1]} x (MiB/s: {spread})",
               middle["ours"] / middle[name] >= GOALS[name][1])
        for name in GOALS if name in middle
    ]  # fmt: skip
    peak = max(memory, default=0.0)
    goal = "under 150 MB in the one process that serves, whatever the size"
    return [*figures, Figure("server_memory_mb", peak, None, None, "MB", goal, peak < 150)]


def _ours(port: int, tablet: Any, film: Path, digest: str) -> float:
    from base64 import b64encode
    from uuid import uuid4

    about = {"for": "device", "filename": "film.mp4", "item": str(uuid4()), "sha256": digest}
    pairs = ",".join(f"{k} {b64encode(v.encode()).decode()}" for k, v in about.items())
    cookie = "; ".join(f"{name}={value}" for name, value in tablet.wire.cookies.items())
    headers = {"Tus-Resumable": "1.0.0", "Capture-Device": str(tablet.id), "Cookie": cookie,
               "X-CSRFToken": tablet.wire.token}  # fmt: skip
    started = time.perf_counter()
    place = _created(port, "/api/v1/uploads/", headers | {"Upload-Metadata": pairs})
    _patched(port, place, headers, film)
    taken = time.perf_counter() - started
    _call(port, "DELETE", place, headers)
    return taken


def _peer(name: str, port: int, film: Path) -> float:
    headers = {"Tus-Resumable": "1.0.0"}
    started = time.perf_counter()
    if name == "nginx":
        _call(port, "PUT", "/film.bin", {"Content-Length": str(SIZE)}, film)
    else:
        prefix = "/files" if name == "tus_node" else "/files/"
        _patched(port, _created(port, prefix, headers), headers, film)
    return time.perf_counter() - started


def _created(port: int, path: str, headers: dict[str, str]) -> str:
    status, found = _call(port, "POST", path, headers | {"Upload-Length": str(SIZE)})
    if status != 201:
        raise SystemExit(f"{status} at {path}")
    location = found["location"]
    return "/" + location.split("/", 3)[3] if "://" in location else location


def _patched(port: int, place: str, headers: dict[str, str], film: Path) -> None:
    more = {"Upload-Offset": "0", "Content-Type": OFFSET_TYPE, "Content-Length": str(SIZE)}
    status, _ = _call(port, "PATCH", place, headers | more, film)
    if status != 204:
        raise SystemExit(f"{status} at {place}")


def _call(
    port: int, method: str, path: str, headers: dict[str, str], film: Path | None = None
) -> tuple[int, dict[str, str]]:
    line = HTTPConnection("127.0.0.1", port, timeout=600, blocksize=BLOCK)
    with film.open("rb") if film else ExitStack() as body:
        line.request(method, path, body if film else None, headers)  # type: ignore[arg-type]
        answer = line.getresponse()
        answer.read()
    line.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}


def _copied(place: Path, film: Path) -> float:
    started = time.perf_counter()
    shutil.copyfile(film, place / "copy.bin")
    taken = time.perf_counter() - started
    (place / "copy.bin").unlink()
    return taken


@contextmanager
def _watched() -> Iterator[list[float]]:
    """Gather the anonymous memory in MB of the largest serving process, ten times a second."""
    found: list[float] = []
    is_over = threading.Event()

    def look() -> None:
        while not is_over.wait(0.1):
            found.append(max(_serving(), default=0.0))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield found
    finally:
        is_over.set()
        watcher.join()


def _serving() -> Iterator[float]:
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if b"granian" in status.with_name("cmdline").read_bytes():
                lines = dict(line.split(":\t", 1) for line in status.read_text().splitlines())
                yield int(lines.get("RssAnon", "0 kB").split()[0]) / 1024
        except (OSError, ValueError):
            continue


def _digest(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _hashing(place: Path, film: Path) -> Figure:
    """Our hash of a stored file beside `openssl dgst` of the same one, taking turns."""
    from casefile.store import LocalEvidenceStore

    store = LocalEvidenceStore(place / "store")
    with film.open("rb") as source:
        key = store.put(source, force="77").key
    found: dict[str, list[float]] = {"ours": [], "openssl": []}
    for _ in range(ROUNDS):
        started = time.perf_counter()
        store.digest(key)
        between = time.perf_counter()
        subprocess.run(
            ["openssl", "dgst", "-sha256", place / "store" / key], check=True, capture_output=True
        )
        found["ours"].append(between - started)
        found["openssl"].append(time.perf_counter() - between)
    ratio = statistics.median(found["ours"]) / statistics.median(found["openssl"])
    goal = "time at most 1.1 x openssl dgst -sha256 on the same file"
    return Figure("hash_vs_openssl", ratio, None, 1.0, "ratio", goal, ratio <= 1.1)


def _case_open(port: int, case: Any, cookie: str) -> Figure:
    """The first page of the exhibits of a case that has very many, beside the minimal page."""
    paths = {"ours": f"/desk/cases/{case.pk}/exhibits/", "floor": "/minimal/"}
    times: dict[str, list[float]] = {name: [] for name in paths}
    for _ in range(12):
        for name, path in paths.items():
            started = time.perf_counter()
            status, _headers = _call(port, "GET", path, {"Cookie": cookie})
            if status != 200:
                raise SystemExit(f"{status} at {path}")
            times[name].append((time.perf_counter() - started) * 1000)
    middle = {name: statistics.median(found[2:]) for name, found in times.items()}
    goal = f"under 200 ms with {EXHIBITS:,} exhibits"
    return Figure("case_open_ms", middle["ours"], middle["floor"], None, "ms", goal,
                  middle["ours"] < 200)  # fmt: skip


def _tablet_offline(port: int, cookie: str) -> Figure:
    """From opening the app with no network to a page that can be used, processor slowed 4 times."""
    from benchmarks.tools.tablet_shell import interactive_ms

    took = interactive_ms(port, cookie, ROUNDS + 4)
    goal = "under 1 s offline on a processor slowed 4 times"
    return Figure("tablet_interactive_ms", took, None, None, "ms", goal, took < 1000)


if __name__ == "__main__":
    print(f"evidence: Python {platform.python_version()}, {os.cpu_count()} cores, "
          f"{SIZE >> 20} MiB, {ROUNDS} rounds")  # fmt: skip
    sys.exit(main())
