"""The type of a file by its content, whatever it is called.

files: `file`. value: {"media_type": "image/jpeg", "also": ["a ZIP archive"]}. A name of a type is a
guess from the first bytes: who needs to be sure has the file parsed by the kind that reads such
files. `also` is what else the bytes could be read as by a program that looks elsewhere in them.
"""

import os

import magic

from casefile.sandbox.job import Job

_FIRST_BYTES = 1 << 20
_LAST_BYTES = 1 << 16
# Archives under another name: office documents, programs for phones, electronic books.
_ZIPPED = ("zip", "officedocument", "opendocument", "java-archive", "epub", "android")
_MARKUP = ("text/", "xml", "svg", "message/")
# What it is, the types that are it anyhow, where its readers look, and what they look for.
_ALSO = (
    ("a PDF document", ("pdf",), "head", (b"%pdf-",)),
    ("a ZIP archive", _ZIPPED, "tail", (b"pk\x05\x06",)),
    ("a web page or script", _MARKUP, "both", (b"<script", b"<html", b"<?php")),
)


def warm_up() -> None:
    """Load the table of types."""
    magic.from_buffer(b"warm", mime=True)


def run(job: Job) -> dict[str, object]:
    """Name the type, and what else it could pass for."""
    with job.open("file") as source:
        head = source.read(_FIRST_BYTES)
        source.seek(max(0, os.fstat(source.fileno()).st_size - _LAST_BYTES))
        tail = source.read()
    media_type = magic.from_buffer(head, mime=True)
    return {"media_type": media_type, "also": _also(media_type, head, tail)}


def _also(media_type: str, head: bytes, tail: bytes) -> list[str]:
    parts = {"head": head[:1024].lower(), "tail": tail.lower(), "both": (head + tail).lower()}
    return [
        words
        for words, own, where, signs in _ALSO
        if not any(word in media_type for word in own)
        and any(sign in parts[where] for sign in signs)
    ]
