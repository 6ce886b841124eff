"""The wire between caller, warm parent and job: one small JSON message a packet, with descriptors.

Anything large travels as the content of a descriptor, so that no packet ever grows past the limit.
"""

import json
import os
import socket
from collections.abc import Sequence
from typing import Any

MAX_BYTES = 16_384
MAX_DESCRIPTORS = 200


def pair() -> tuple[socket.socket, socket.socket]:
    """Return both ends of a new packet socket."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def send(sock: socket.socket, message: dict[str, Any], descriptors: Sequence[int] = ()) -> None:
    """Send one message. Raises: OSError when nobody listens any more."""
    socket.send_fds(sock, [json.dumps(message).encode()], list(descriptors))


def receive(sock: socket.socket, *, descriptors: bool = False) -> tuple[dict[str, Any], list[int]]:
    """Return the next message and its descriptors; without `descriptors` the kernel drops them.

    Raises: EOFError (the other end is gone), ValueError (not a message), OSError.
    """
    if descriptors:
        data, given, _, _ = socket.recv_fds(sock, MAX_BYTES, MAX_DESCRIPTORS)
    else:
        data, given = sock.recv(MAX_BYTES), []
    for descriptor in given:
        os.set_inheritable(descriptor, False)
    if not data:
        raise EOFError
    message = json.loads(data)
    if not isinstance(message, dict):
        raise ValueError("a message is an object")
    return message, given
