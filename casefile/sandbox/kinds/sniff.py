"""The type of a file by its content, whatever it is called.

files: `file`. value: {"media_type": "image/jpeg"}. A name of a type is a guess from the first
bytes: who needs to be sure has the file parsed by the kind that reads such files.
"""

import magic

from casefile.sandbox.job import Job

_FIRST_BYTES = 1 << 20


def warm_up() -> None:
    """Load the table of types."""
    magic.from_buffer(b"warm", mime=True)


def run(job: Job) -> dict[str, str]:
    """Name the type."""
    with job.open("file") as source:
        return {"media_type": magic.from_buffer(source.read(_FIRST_BYTES), mime=True)}
