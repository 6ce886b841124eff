"""Servers that speak S3, each a process of its own on a free port of this machine.

moto keeps versions and locks, and checks no signature; rclone checks signatures and knows neither
versions nor locks.
"""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import uuid4

from casefile.store.bucket import Bucket, make_client, reach

KEYS = {"access_key": "KEY", "secret_key": "SECRET"}
REGION = "eu-west-2"


@dataclass(frozen=True)
class Server:
    """A running server; `kind` is moto or rclone. Its client is made once: that takes a while."""

    kind: str
    address: str

    @cached_property
    def client(self) -> Any:
        return make_client(endpoint=self.address, region=REGION, **KEYS)

    def bucket(self, *, is_locked: bool = False) -> Bucket:
        """Make a bucket of its own and reach it as the product does."""
        name = f"evidence-{uuid4().hex[:12]}"
        where = {"CreateBucketConfiguration": {"LocationConstraint": REGION}}
        self.client.create_bucket(Bucket=name, ObjectLockEnabledForBucket=is_locked, **where)
        return reach(self.client, name)

    def settings(self, bucket: Bucket) -> dict[str, str]:
        """Return the settings, or the environment, of an installation on a bucket."""
        names = {"S3_ACCESS_KEY": KEYS["access_key"], "S3_SECRET_KEY": KEYS["secret_key"]}
        names |= {"S3_BUCKET": bucket.name, "S3_ENDPOINT": self.address, "S3_REGION": REGION}
        return names | {"EVIDENCE_STORE": "s3"}


@contextmanager
def moto() -> Iterator[Server]:
    """Run moto's server; what it holds is in its memory."""
    port = _free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with _running(command, port, "moto") as server:
        yield server


@contextmanager
def rclone(folder: Path) -> Iterator[Server]:
    """Run rclone's server on a folder."""
    port = _free_port()
    tool = shutil.which("rclone", path=Path(sys.executable).parent) or "rclone"
    command = [tool, "serve", "s3", "--addr", f"127.0.0.1:{port}", "--auth-key", "KEY,SECRET"]
    command += ["--config", "", "--vfs-cache-mode", "writes", "--cache-dir", f"{folder}/cache"]
    (folder / "data").mkdir(parents=True)
    with _running([*command, str(folder / "data")], port, "rclone") as server:
        yield server


@contextmanager
def _running(command: list[str], port: int, kind: str) -> Iterator[Server]:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, **quiet) as process:
        try:
            _wait_for(port, process)
            server = Server(kind, f"http://127.0.0.1:{port}")
            with closing(server.client):
                yield server
        finally:
            process.terminate()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert process.poll() is None, f"{process.args} ended"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"{process.args} does not answer")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
