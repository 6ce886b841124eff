"""Other upload servers, each in a folder of its own: installed once, started and stopped here."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from benchmarks.tools.scratch import free_port

PEERS = Path("var/bench-peers").absolute()
TUSPYSERVER = ("tuspyserver==4.2.3", "uvicorn==0.54.0")
TUS_NODE = ("@tus/server@2.4.5", "@tus/file-store@2.1.1")
_PY = """
import sys
from fastapi import FastAPI
from tuspyserver import create_tus_router
app = FastAPI()
app.include_router(create_tus_router(prefix="files", files_dir=sys.argv[2], max_size=8 << 30))
import uvicorn
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="error")
"""
_NODE = """
import { Server } from "@tus/server";
import { FileStore } from "@tus/file-store";
const [port, directory] = process.argv.slice(2);
const server = new Server({ path: "/files", datastore: new FileStore({ directory }) });
server.listen({ host: "127.0.0.1", port: Number(port) });
"""
_NGINX = """
daemon off; worker_processes 2; pid {folder}/pid; error_log {folder}/log error;
events {{ }}
http {{
  access_log off; client_max_body_size 0; client_body_temp_path {folder}/body;
  server {{
    listen 127.0.0.1:{port};
    location / {{ root {folder}/files; dav_methods PUT; create_full_put_path on; }}
  }}
}}
"""


def install() -> dict[str, bool]:
    """Install the peers that can be had; return which are there."""
    PEERS.mkdir(parents=True, exist_ok=True)
    return {
        "tuspyserver": _install_python(),
        "tus_node": _install_node(),
        "nginx": shutil.which("nginx") is not None,
    }


def _install_python() -> bool:
    home = PEERS / "python"
    if (home / "ready").exists():
        return True
    uv = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
    python = str(home / "bin/python")
    make = [uv, "venv", "-q", "--python", sys.executable, str(home)]
    return _ran([make, [uv, "pip", "install", "-q", "--python", python, *TUSPYSERVER]], home)


def _install_node() -> bool:
    home = PEERS / "node"
    if (home / "ready").exists():
        return True
    home.mkdir(exist_ok=True)
    (home / "package.json").write_text('{"type": "module"}')
    (home / "server.js").write_text(_NODE)
    words = ["npm", "install", "--silent", "--no-audit", "--prefix", str(home), *TUS_NODE]
    return _ran([words], home)


def _ran(steps: list[list[str]], home: Path) -> bool:
    try:
        for step in steps:
            subprocess.run(step, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    (home / "ready").touch()
    return True


@contextmanager
def served(name: str, scratch: Path) -> Iterator[int]:
    """Run a peer over a folder of its own; yield its port."""
    port, folder = free_port(), scratch / name
    (folder / "files").mkdir(parents=True)
    words = {"tuspyserver": _python_words, "tus_node": _node_words, "nginx": _nginx_words}[name]
    with (folder / "out").open("wb") as log:
        process = subprocess.Popen(
            words(port, folder), stdout=log, stderr=log, start_new_session=True
        )
        try:
            _wait_for(port)
            yield port
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=20)
            shutil.rmtree(folder, ignore_errors=True)


def _python_words(port: int, folder: Path) -> list[str]:
    return [str(PEERS / "python/bin/python"), "-c", _PY, str(port), str(folder / "files")]


def _node_words(port: int, folder: Path) -> list[str]:
    return ["node", str(PEERS / "node/server.js"), str(port), str(folder / "files")]


def _nginx_words(port: int, folder: Path) -> list[str]:
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder, port=port))
    return ["nginx", "-e", str(folder / "log"), "-c", str(folder / "nginx.conf")]


def _wait_for(port: int) -> None:
    for _ in range(150):
        try:
            with urlopen(f"http://127.0.0.1:{port}/", timeout=2):
                return
        except HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("A peer did not answer.")
