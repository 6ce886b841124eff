"""Asks a time-stamp authority (RFC 3161) over HTTP: the only place that knows its protocol."""

import httpx

SECONDS = 20
MOST_BYTES = 1 << 20


class NoStamp(Exception):
    """The authority cannot be reached, or answered with something else; the words say which."""


def ask(address: str, query: bytes) -> bytes:
    """Send a query and return the reply, whatever it holds.

    Raises:
        NoStamp: there is no reply to keep.
    """
    headers = {"Content-Type": "application/timestamp-query"}
    try:
        with httpx.stream(
            "POST", address, content=query, headers=headers, timeout=SECONDS, trust_env=False
        ) as answer:
            if answer.status_code != httpx.codes.OK:
                raise NoStamp(f"the authority answered {answer.status_code}")
            return _read(answer)
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as trouble:
        raise NoStamp(f"the authority did not answer: {type(trouble).__name__}") from trouble


def _read(answer: httpx.Response) -> bytes:
    found = b""
    for chunk in answer.iter_bytes():
        found += chunk
        if len(found) > MOST_BYTES:
            raise NoStamp("the authority answered with too much")
    return found
