"""Named places where a test may kill a process, to show that nothing is lost or doubled there."""

import os
import signal

NAMES = (
    "events.appended",
    "jobs.claimed",
    "jobs.before_commit",
    "jobs.after_commit",
    "store.after_temp_write",
    "store.after_fsync",
    "store.after_rename",
    "store.part_sent",
    "store.completed",
    "store.read_back",
    "store.locked",
    "uploads.written",
    "uploads.synced",
    "uploads.sealed",
    "uploads.acknowledged",
    "capture.leased",
    "capture.lease_committed",
    "capture.applied",
    "capture.receipt_signed",
    "capture.acknowledged",
    "capture.file_kept",
    "signing.rendered",
    "signing.bound",
    "signing.link_ended",
    "signing.committed",
    "bundle.forms_rendered",
    "bundle.merged",
    "bundle.packed",
    "bundle.stored",
    "seals.sealed",
    "seals.published",
    "disposal.begun",
    "disposal.destroyed",
)
_passed: dict[str, int] = {}


def crashpoint(name: str) -> None:
    """Kill this process if the environment names this point: CASEFILE_CRASHPOINT=<name>:<nth pass>.

    Raises:
        KeyError: the name is not in NAMES, so no test would reach it.
    """
    if name not in NAMES:
        raise KeyError(name)
    wanted = os.environ.get("CASEFILE_CRASHPOINT", "")
    if not wanted.startswith(f"{name}:"):
        return
    _passed[name] = _passed.get(name, 0) + 1
    if _passed[name] == int(wanted.rpartition(":")[2]):
        os.kill(os.getpid(), signal.SIGKILL)
