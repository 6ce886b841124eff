"""Starts PostgreSQL and the product's server in a scratch folder, and stops both."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

SETTINGS = "benchmarks.tools.settings"
KEY = "7T612PSXu-Zmy_ZJMnyYMNxUEdECb7LqADYN-fll090="


@dataclass(frozen=True)
class Site:
    """A served product: its port on 127.0.0.1."""

    port: int
    workers: int
    threads: int


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def folder() -> Iterator[Path]:
    """Make a folder that PostgreSQL's own user can reach; gone at the end."""
    with tempfile.TemporaryDirectory(prefix="casefile-bench-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def postgres(scratch: Path) -> Iterator[str]:
    """Run a PostgreSQL of its own, durable as in production (fsync on); yield its address."""
    home, port = scratch / "postgres", free_port()
    home.mkdir()
    owner = pwd.getpwnam("postgres") if os.getuid() == 0 else None
    if owner:
        os.chown(home, owner.pw_uid, owner.pw_gid)

    def run(tool: str, *words: str) -> None:
        subprocess.run(
            [_postgres_tool(tool), "-D", str(home / "data"), *words],
            cwd=home,
            check=True,
            stdout=subprocess.DEVNULL,
            user=owner.pw_uid if owner else None,
            group=owner.pw_gid if owner else None,
            env={"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8"},
        )

    run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={home}"
    run("pg_ctl", "-l", str(home / "log"), "-w", "-o", options, "start")
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-m", "immediate", "stop")


def _postgres_tool(name: str) -> str:
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    found = str(places[-1]) if places else shutil.which(name)
    if not found:
        raise SystemExit("PostgreSQL is not installed: apt-get install postgresql")
    return found


def set_up(scratch: Path, database: str) -> None:
    """Point Django at the scratch folder and database, migrate, and build the static files."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE=SETTINGS,
        DATABASE_URL=database,
        VAR_DIR=str(scratch / "var"),
        SECRET_KEY="for this run only",  # noqa: S106
        FIELD_KEYS=KEY,
        HTTPS="0",
        DEMO="0",
        SERVE_STATIC_FROM_SOURCE="0",
        LOG_LEVEL="ERROR",
        ALLOWED_HOSTS="127.0.0.1",
    )
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


@contextmanager
def site(scratch: Path, *, workers: int = 2, threads: int = 4) -> Iterator[Site]:
    """Serve the product as production does; stop it by its process group."""
    port = free_port()
    words = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers",
             str(workers), "--blocking-threads", str(threads), "--log-level", "error"]  # fmt: skip
    granian = str(Path(sys.executable).with_name("granian"))
    with (scratch / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [granian, *words, "casefile.config.wsgi:application"],
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/minimal/")
            yield Site(port, workers, threads)
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(timeout=20)


def _wait_for(address: str) -> None:
    for _ in range(150):
        try:
            with urlopen(address, timeout=2):  # noqa: S310  loopback
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The server did not answer.")
