"""The caller's side: one warm parent per process, started at the first job, one job at a time."""

import atexit
import os
import threading
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from casefile.sandbox import files as given
from casefile.sandbox import launch
from casefile.sandbox.exchange import Exchange, JobFailed, Result
from casefile.sandbox.kinds import KINDS
from casefile.sandbox.limits import DEFAULT, Limits
from casefile.sandbox.warm import ParentLost, WarmParent

__all__ = ["JobFailed", "Result", "Sandbox", "run", "status"]


class Sandbox:
    """A lazily started warm parent with a lock; safe with threads and with fork.

    It loads `kinds`; `extra_kinds` maps further names to Python files, and the product has none.
    """

    def __init__(
        self,
        *,
        kinds: Sequence[str] = KINDS,
        extra_kinds: Mapping[str, Path] | None = None,
        isolated: bool | None = None,
    ) -> None:
        self._kinds: launch.Kinds = dict.fromkeys(kinds) | dict(extra_kinds or {})
        self._isolated = isolated
        self._lock = threading.Lock()
        self._parent: WarmParent | None = None
        _all.add(self)

    def run(
        self,
        kind: str,
        *,
        params: Mapping[str, Any],
        files: Mapping[str, given.Source] | None = None,
        limits: Limits = DEFAULT,
    ) -> Result:
        """Do one job in a child of its own; a parent found dead is replaced once.

        Streams are read whole and should stand at their start. Raises: JobFailed.
        """
        request = {"kind": kind, "params": dict(params), "names": list(files or {})}
        request["limits"] = asdict(limits)
        with given.descriptors(files or {}) as descriptors, self._lock:
            for _ in range(2):
                try:
                    return Exchange(request, descriptors, limits).run(self._warm())
                except ParentLost:
                    self._drop()
        raise JobFailed("sandbox_lost", "the sandbox ended twice during this job")

    def close(self) -> None:
        """End the warm parent; the next job starts another."""
        with self._lock:
            self._drop()

    def _warm(self) -> WarmParent:
        if self._parent is None:
            isolated = self._isolated
            if isolated is None:
                isolated = launch.status()["isolated"]
            self._parent = WarmParent(self._kinds, isolated=isolated)
        return self._parent

    def _drop(self) -> None:
        if self._parent is not None:
            self._parent.close()
            self._parent = None

    def _forget(self) -> None:
        """In a forked process: the parent belongs to the other one; start afresh when asked."""
        self._lock = threading.Lock()
        if self._parent is not None:
            self._parent.abandon()
            self._parent = None


_all: weakref.WeakSet[Sandbox] = weakref.WeakSet()
_default = Sandbox()


def run(
    kind: str,
    *,
    params: Mapping[str, Any],
    files: Mapping[str, given.Source] | None = None,
    limits: Limits = DEFAULT,
) -> Result:
    """Do one job in this process's sandbox; see `Sandbox.run`."""
    return _default.run(kind, params=params, files=files, limits=limits)


def status() -> launch.Status:
    """Say whether jobs are isolated on this machine: `isolated`, and `how` in words."""
    return launch.status()


@atexit.register
def _close_all() -> None:
    # Without the lock: a job that still runs in some thread must not hold up the end.
    for sandbox in list(_all):
        sandbox._drop()


def _forget_all() -> None:
    for sandbox in list(_all):
        sandbox._forget()


os.register_at_fork(after_in_child=_forget_all)
