"""How the warm parent is started: inside bubblewrap, or plainly where that cannot be had."""

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict

from casefile.sandbox import seccomp

_PACKAGE = Path(__file__).parent
_INSIDE = Path("/app")
_ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    # A fixed order of sets and dictionaries: the same input gives the same bytes.
    "PYTHONHASHSEED": "0",
}
# --as-pid-1: no other process shares the namespace, and no job can signal the parent.
_ISOLATION = (
    *("--unshare-all", "--unshare-user", "--disable-userns", "--die-with-parent"),
    *("--new-session", "--as-pid-1", "--clearenv", "--uid", "65534", "--gid", "65534"),
    *("--cap-drop", "ALL", "--hostname", "sandbox"),
)
_SYSTEM = (
    *("--ro-bind", "/usr", "/usr", "--symlink", "usr/lib", "/lib", "--symlink", "usr/bin", "/bin"),
    *("--symlink", "usr/sbin", "/sbin", "--ro-bind-try", "/usr/lib64", "/lib64"),
    *("--ro-bind-try", "/etc/fonts", "/etc/fonts"),
    *("--ro-bind-try", "/var/cache/fontconfig", "/var/cache/fontconfig"),
    # Debian's ffmpeg finds its libraries through these two.
    *("--ro-bind-try", "/etc/alternatives", "/etc/alternatives"),
    *("--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache"),
)
# Nothing is writable: what a job needs to write, the caller gives it as a descriptor.
_READ_ONLY = ("--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev", "--remount-ro", "/")


# Names of kinds; with a file, the kind is not one of our own modules.
Kinds = Mapping[str, Path | None]


class Status(TypedDict):
    """Whether jobs are isolated, and how or why not, in words."""

    isolated: bool
    how: str


@functools.cache
def status() -> Status:
    """Say whether jobs are isolated here; tried once per process."""
    bwrap = shutil.which("bwrap")
    filter_program = seccomp.program()
    if bwrap is None:
        return Status(isolated=False, how="not isolated: bubblewrap is not installed")
    if filter_program is None:
        return Status(isolated=False, how="not isolated: no system call filter for this machine")
    trial = [bwrap, *_ISOLATION, *_SYSTEM, *_READ_ONLY, "/usr/bin/true"]
    tried = subprocess.run(trial, env={}, capture_output=True, timeout=20, check=False)
    if tried.returncode:
        words = tried.stderr.decode(errors="replace").strip()[:200]
        return Status(isolated=False, how=f"not isolated: bubblewrap was refused ({words})")
    return Status(isolated=True, how="bubblewrap: no network, no files of ours, no environment")


def start(control: int, kinds: Kinds, *, isolated: bool) -> subprocess.Popen[bytes]:
    """Start the warm parent on its end of the control socket.

    It keeps our standard error, to say why it cannot start; jobs have none.
    """
    if not isolated:
        environment = _ENVIRONMENT | {"PYTHONPATH": str(_PACKAGE.parents[1])}
        return _popen([*_python(control, kinds)], environment, [control])
    filter_descriptor = _memory_file(seccomp.program() or b"")
    try:
        extra = {path: Path("/extra", path.name) for path in kinds.values() if path}
        inside = {name: path and extra[path] for name, path in kinds.items()}
        arguments = [
            shutil.which("bwrap") or "bwrap",
            *_ISOLATION,
            *_SYSTEM,
            *_own_binds(),
            *(word for bind in extra.items() for word in _bind(*bind)),
            *_READ_ONLY,
            *(word for pair in _ENVIRONMENT.items() for word in ("--setenv", *pair)),
            *("--setenv", "PYTHONPATH", str(_INSIDE), "--chdir", "/"),
            *("--seccomp", str(filter_descriptor), "--"),
            *_python(control, inside),
        ]
        # An empty environment for bubblewrap itself: /proc/1/environ would show ours.
        return _popen(arguments, {}, [control, filter_descriptor])
    finally:
        os.close(filter_descriptor)


def _popen(
    arguments: list[str], environment: dict[str, str], descriptors: list[int]
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        arguments,
        env=environment,
        pass_fds=descriptors,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        cwd="/",
        start_new_session=True,
    )


def _python(control: int, kinds: Kinds) -> list[str]:
    words = [f"{name}={path}" if path else name for name, path in kinds.items()]
    return [sys.executable, "-B", "-s", "-P", "-m", "casefile.sandbox.parent", str(control), *words]


def _own_binds() -> list[str]:
    binds = _bind(_PACKAGE, _INSIDE / "casefile" / "sandbox")
    for prefix in sorted({Path(sys.base_prefix), Path(sys.prefix)}):
        if not prefix.is_relative_to("/usr"):
            binds += _bind(prefix, prefix)
    return binds


def _bind(source: Path, target: Path) -> list[str]:
    return ["--ro-bind", str(source), str(target)]


def _memory_file(data: bytes) -> int:
    descriptor = os.memfd_create("filter")
    os.write(descriptor, data)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor
