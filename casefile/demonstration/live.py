"""The product running on a free port, with a database of its own; stopped by process id."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from django.conf import settings

BASE = Path(settings.BASE_DIR)


class Live:
    """The product, running: use as a context manager."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.port = _free_port()
        self.base_url = f"http://localhost:{self.port}"
        self.environment = os.environ | {
            "DEMO": "1",
            "HTTPS": "0",
            "SERVE_STATIC_FROM_SOURCE": "1",
            "LOG_LEVEL": "WARNING",
            "VAR_DIR": str(var),
            "EVIDENCE_STORE": "local",
            "EVIDENCE_DIR": str(var / "evidence"),
            "KEYS_DIR": str(var / "keys"),
            "DATABASE_URL": f"sqlite:///{var / 'casefile.sqlite3'}",
            "PUBLIC_ADDRESS": self.base_url,
        }
        self._processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> "Live":
        """Make a new database and start both processes; stop them again if that fails."""
        try:
            self._begin()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _begin(self) -> None:
        _forget(self.var)
        (self.var / "broker/queue").mkdir(parents=True, exist_ok=True)
        if tables := os.environ.get("DEMO_TABLES"):  # a database that is migrated already
            shutil.copyfile(tables, self.var / "casefile.sqlite3")
        self.manage("migrate", "--verbosity", "0")
        self.manage("import_reference_data")
        self.manage("make_demonstration_people")
        self._start(
            "worker.log",
            "celery -A casefile.config worker --beat --pool solo --loglevel warning --schedule",
            str(self.var / "beat-schedule"),
        )
        self._start(
            "server.log",
            "granian --interface wsgi --host 127.0.0.1 --workers 1 --blocking-threads 4"
            " --log-level warning casefile.config.wsgi:application --port",
            str(self.port),
        )
        self._wait_until_it_answers()

    def __exit__(self, *_: object) -> None:
        """Stop what was started, by process id."""
        for process in reversed(self._processes):
            process.terminate()
        for process in self._processes:
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def manage(self, *arguments: str) -> str:
        """Run a management command on this database and return what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=BASE,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{arguments[0]} failed: {done.stderr.strip()[-2000:]}")
        return done.stdout

    def _start(self, log_name: str, command: str, last: str) -> None:
        name, *arguments = command.split()
        program = str(Path(sys.executable).with_name(name))
        log = (self.var / log_name).open("ab")
        self._processes.append(
            subprocess.Popen(
                [program, *arguments, last],
                cwd=BASE,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        )
        log.close()

    def _wait_until_it_answers(self) -> None:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{self.base_url}/healthz", timeout=2)  # noqa: S310
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise RuntimeError(f"the server did not answer; see {self.var / 'server.log'}")


def _forget(var: Path) -> None:
    var.mkdir(parents=True, exist_ok=True)
    for name in ("evidence", "broker", "seals"):
        shutil.rmtree(var / name, ignore_errors=True)
    for path in var.glob("casefile.sqlite3*"):
        path.unlink()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
