"""Independent clients of tus 1.0.0, each in a process of its own, that go on after every cut."""

import json
import subprocess
import sys
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).parents[3]
TUSPY = """
import json, sys, time
from tusclient.client import TusClient
address, path, headers, metadata, piece, retry_ms = json.loads(sys.argv[1])
client = TusClient(address, headers=headers)
with open(path, "rb") as stream:
    uploader = client.uploader(file_stream=stream, chunk_size=piece, metadata=metadata,
                               retries=200, retry_delay=retry_ms / 1000, upload_checksum=True)
    while True:
        try:
            uploader.upload()
            break
        except Exception:  # the server is down before there is an upload to go on with
            time.sleep(0.1)
print(uploader.url)
"""
TUS_JS_CLIENT = """
import { createReadStream } from "node:fs";
import { Upload } from "tus-js-client";
const [address, path, headers, metadata, piece, retryMs] = JSON.parse(process.argv.at(-1));
const upload = new Upload(createReadStream(path), {
  endpoint: address, headers, metadata, chunkSize: piece,
  retryDelays: Array(200).fill(retryMs), onShouldRetry: () => true,
  onError: (error) => { console.error(String(error)); process.exit(1); },
  onSuccess: () => { console.log(upload.url); },
});
upload.start();
"""
CLIENTS = {
    "tuspy": [sys.executable, "-c", TUSPY],
    "tus-js-client": ["node", "--input-type=module", "-e", TUS_JS_CLIENT, "--"],
}


def headers_of(tablet):
    """Return the headers by which a server knows a tablet that Django's own client signed in."""
    name = settings.SESSION_COOKIE_NAME
    session = tablet.wire.client.cookies[name].value
    return {"Cookie": f"{name}={session}", "Capture-Device": str(tablet.id)}


def started(client, address, path, headers, about, *, piece, retry_ms=100):
    """Start a client on a file; it prints the upload's address once the last byte is there."""
    given = json.dumps([address, str(path), headers, about, piece, retry_ms])
    return subprocess.Popen([*CLIENTS[client], given], cwd=ROOT, stdout=subprocess.PIPE, text=True)
