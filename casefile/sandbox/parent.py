"""The warm parent: loads every kind once, then forks one child per job and cleans up after it.

It never reads a job: parameters and files go from the caller straight to the child, so nothing of
one case is in its memory when the next child is forked.
"""

import ctypes
import gc
import importlib
import importlib.util
import os
import select
import signal
import socket
import sys
from types import ModuleType
from typing import NoReturn

from casefile.sandbox import child, messages

_PR_SET_DUMPABLE = 4
_INIT = 1


def main(control_descriptor: int, kinds_wanted: list[str]) -> None:
    """Serve jobs until the caller goes away; a kind is a name, or `name=path` if not ours."""
    # Not dumpable: a child, although of the same user, cannot open its parent's memory.
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    control = socket.socket(fileno=control_descriptor)
    modules = dict(_load(*wanted.partition("=")) for wanted in kinds_wanted)
    for module in modules.values():
        if hasattr(module, "warm_up"):
            module.warm_up()
    kinds: dict[str, child.Kind] = {name: module.run for name, module in modules.items()}
    gc.collect()
    gc.freeze()
    messages.send(control, {"op": "ready"})
    while True:
        _serve(control, kinds)


def _load(name: str, _: str, path: str) -> tuple[str, ModuleType]:
    if not path:
        return name, importlib.import_module(f"casefile.sandbox.kinds.{name}")
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return name, module


def _serve(control: socket.socket, kinds: dict[str, child.Kind]) -> None:
    message, given = _next(control)
    if message.get("op") != "job":
        return  # a kill that came too late for its job
    pid = os.fork()
    if pid == 0:
        _become_child(control, given[0], kinds)
    os.close(given[0])
    status = _supervise(control, pid)
    messages.send(control, {"op": "ended", "status": status})


def _become_child(
    control: socket.socket, descriptor: int, kinds: dict[str, child.Kind]
) -> NoReturn:
    try:
        os.setsid()
        # The child must not speak to the caller in its parent's name.
        control.close()
        child.live(socket.socket(fileno=descriptor), kinds)
    finally:
        os._exit(0)


def _supervise(control: socket.socket, pid: int) -> int:
    watch = os.pidfd_open(pid)
    try:
        while watch not in select.select([watch, control.fileno()], [], [])[0]:
            _next(control)
            os.kill(pid, signal.SIGKILL)
    finally:
        os.close(watch)
        _kill_all(pid)
    return os.waitstatus_to_exitcode(_reap(pid))


def _next(control: socket.socket) -> tuple[dict[str, object], list[int]]:
    try:
        return messages.receive(control, descriptors=True)
    except (EOFError, OSError):
        sys.exit(0)


def _kill_all(pid: int) -> None:
    """Kill what the job left running: everything in a namespace of our own, else its session."""
    try:
        if os.getpid() == _INIT:
            os.kill(-1, signal.SIGKILL)
        else:
            os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def _reap(pid: int) -> int:
    status = os.waitpid(pid, 0)[1]
    while os.getpid() == _INIT:
        try:
            os.wait()
        except ChildProcessError:
            break
    return status


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
