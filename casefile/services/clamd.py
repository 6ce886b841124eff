"""Asks a ClamAV daemon about bytes, over its socket: the only place that knows its protocol."""

import socket
import struct
from collections.abc import Callable
from typing import BinaryIO

SECONDS = 120
_CHUNK_BYTES = 1 << 20
_REPLY_BYTES = 4096


class NoAnswer(Exception):
    """The daemon cannot be reached, broke off, or answered with an error; the words say which."""


class TooLarge(NoAnswer):
    """The daemon takes no streams of that size."""


def scan(address: str, stream: BinaryIO, *, each: Callable[[], None] = lambda: None) -> str:
    """Send bytes to the daemon and return the name of what it found; empty: nothing.

    `address` is the path of its socket, or host:port. `each` is called for every piece sent.

    Raises:
        NoAnswer: and so nothing is known of the bytes.
    """
    try:
        with _connect(address) as link:
            _send(link, stream, each)
            return _found(_reply(link))
    except OSError as trouble:
        raise NoAnswer(f"the scanner did not answer: {type(trouble).__name__}") from trouble


def ping(address: str) -> bool:
    """Return whether a daemon answers there.

    Raises:
        OSError: nobody listens.
    """
    with _connect(address) as link:
        link.sendall(b"zPING\0")
        return _reply(link) == "PONG"


def _connect(address: str) -> socket.socket:
    if address.startswith("/"):
        link = socket.socket(socket.AF_UNIX)
        link.settimeout(SECONDS)
        try:
            link.connect(address)
        except OSError:
            link.close()
            raise
        return link
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)


def _send(link: socket.socket, stream: BinaryIO, each: Callable[[], None]) -> None:
    try:
        link.sendall(b"zINSTREAM\0")
        while chunk := stream.read(_CHUNK_BYTES):
            link.sendall(struct.pack("!I", len(chunk)) + chunk)
            each()
        link.sendall(struct.pack("!I", 0))
    except (BrokenPipeError, ConnectionResetError):
        # Past its limit the daemon says so and hangs up while we still send; its words are there.
        return


def _reply(link: socket.socket) -> str:
    read = b""
    while not read.endswith(b"\0") and len(read) < _REPLY_BYTES:
        piece = link.recv(_REPLY_BYTES)
        if not piece:
            break
        read += piece
    return read.rstrip(b"\0\n").decode(errors="replace")


def _found(reply: str) -> str:
    words = reply.removeprefix("stream: ")
    if words == "OK":
        return ""
    if words.endswith(" FOUND"):
        return words.removesuffix(" FOUND")
    if "size limit exceeded" in reply:
        raise TooLarge("too large for the scanner")
    raise NoAnswer("the scanner answered with an error" if reply else "the scanner hung up")
