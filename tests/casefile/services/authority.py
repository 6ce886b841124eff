"""A time-stamp authority on loopback, made of `openssl ts`."""

import subprocess
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

CONFIG = """
[tsa]
default_tsa = main
[main]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
digests = sha256
default_policy = 1.2.3.4.1
accuracy = secs:1
ess_cert_id_alg = sha256
[req]
distinguished_name = dn
prompt = no
[dn]
CN = Invented Time Authority
[stamping]
extendedKeyUsage = critical,timeStamping
"""


def make(folder):
    """Make a root, and a certificate of it that may sign time stamps."""
    (folder / "tsa.cnf").write_text(CONFIG.format(folder=folder))
    (folder / "serial").write_text("01\n")

    def openssl(*words):
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)

    new = ("req", "-newkey", "rsa:2048", "-nodes", "-config", "tsa.cnf")
    root = ("-x509", "-days", "9000", "-subj", "/CN=Invented Root", "-keyout", "root.key")
    openssl(*new, *root, "-out", "root.pem")
    openssl(*new, "-keyout", "tsa.key", "-out", "tsa.csr")
    by_root = ("-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", "9000")
    uses = ("-extfile", "tsa.cnf", "-extensions", "stamping")
    openssl("x509", "-req", "-in", "tsa.csr", *by_root, *uses, "-out", "tsa.pem")


@contextmanager
def serving(folder, answer=None):
    """Serve stamps, or `answer` whatever is asked; yield the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            query = self.rfile.read(int(self.headers["Content-Length"]))
            (folder / "query.tsq").write_bytes(query)
            words = ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-section", "main"]
            words += ["-queryfile", "query.tsq", "-out", "reply.tsr"]
            subprocess.run(words, cwd=folder, check=True, capture_output=True)
            self.send_response(200)
            self.end_headers()
            self.wfile.write((folder / "reply.tsr").read_bytes() if answer is None else answer)

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
