"""The server as production runs it, killed outright and started anew; its memory is watched."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from tests.casefile.capture.killed_server import free_port

ROOT = Path(__file__).parents[3]
KIB = 1024


class Granian:
    """One serving process after another on one port.

    `peak_bytes` is the most resident memory that any of them held, `own_peak_bytes` the same
    without the pages of files that are mapped, such as shared libraries.
    """

    def __init__(self, environment, folder):
        self.log = folder / "server.log"
        # An installation has its modules compiled; compiling them takes time and memory.
        self.environment = environment | {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.port, self.kills, self.peak_bytes, self.own_peak_bytes = free_port(), 0, 0, 0
        self.start()
        self.stop()
        self.peak_bytes = self.own_peak_bytes = 0

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        words = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port),
                 "--workers", "1", "--blocking-threads", "4", "--log-level", "warning"]  # fmt: skip
        granian = Path(sys.executable).with_name("granian")
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [granian, *words, "casefile.config.wsgi:application"], cwd=ROOT,
                env=self.environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self._wait()

    def _wait(self):
        for _ in range(600):
            try:
                with urlopen(f"{self.address}/healthz", timeout=2):
                    return
            except HTTPError:
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def look(self):
        """Read the peak resident memory of whatever serves now, as the kernel keeps it."""
        for status in self._statuses():
            peak, files = (int(status[name].split()[0]) * KIB for name in ("VmHWM", "RssFile"))
            self.peak_bytes = max(self.peak_bytes, peak)
            self.own_peak_bytes = max(self.own_peak_bytes, peak - files)

    def _statuses(self):
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                if int(stat.read_text().rpartition(")")[2].split()[2]) == self.process.pid:
                    lines = stat.with_name("status").read_text().splitlines()
                    found = dict(line.split(":", 1) for line in lines)
                    if "VmHWM" in found:  # one that has just ended has no memory any more
                        yield found

    def kill(self):
        self.look()
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.kills += 1

    def stop(self):
        self.look()
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(timeout=60)
