"""The life of one forked child: take the job, give up what is not needed, work, answer, end."""

import errno
import json
import os
import resource
import socket
from collections.abc import Callable, Mapping
from typing import Any

from casefile.sandbox import messages
from casefile.sandbox.job import Job, JobRefused

Kind = Callable[[Job], Any]
_SPARE_DESCRIPTORS = 256


def live(sock: socket.socket, kinds: Mapping[str, Kind]) -> None:
    """Do the one job that arrives on `sock`; never raises."""
    _silence()
    request, files = _take(sock)
    job = Job(sock, request["params"], files)
    _limit(request["limits"], len(files))
    try:
        job.finish(kinds[request["kind"]](job))
    except JobRefused as refused:
        job.fail(refused.code, refused.reason)
    except MemoryError:
        job.fail("memory_limit", "the job ran out of memory")
    except OSError as error:
        full = error.errno == errno.EFBIG
        job.fail("output_limit" if full else "unreadable", f"{type(error).__name__}: {error}")
    # A library's errors are many and its refusal of a file is an answer, not a fault of ours.
    except Exception as error:
        job.fail("unreadable", f"{type(error).__name__}: {error}")


def _take(sock: socket.socket) -> tuple[dict[str, Any], dict[str, int]]:
    _, (descriptor,) = messages.receive(sock, descriptors=True)
    with os.fdopen(descriptor, "rb") as source:
        request: dict[str, Any] = json.load(source)
    given: list[int] = []
    while len(given) < len(request["names"]):
        given += messages.receive(sock, descriptors=True)[1]
    return request, dict(zip(request["names"], given, strict=True))


def _silence() -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)


def _limit(limits: Mapping[str, Any], files: int) -> None:
    for which, value in (
        (resource.RLIMIT_AS, limits["memory_bytes"]),
        (resource.RLIMIT_CPU, limits["cpu_seconds"]),
        (resource.RLIMIT_FSIZE, limits["file_bytes"]),
        (resource.RLIMIT_NOFILE, files + _SPARE_DESCRIPTORS),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(which)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        # A second more for the hard one: at the soft limit of time the signal says why.
        spare = value + 1 if which == resource.RLIMIT_CPU else value
        resource.setrlimit(which, (value, spare))
