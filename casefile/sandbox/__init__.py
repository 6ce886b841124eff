"""Untrusted bytes are parsed here: a warm parent without network or files forks one child per job.

`run` is the one way in; `kinds/` has one module per kind of work. The same package is the code of
the isolated process, so nothing in it may import the rest of the project.
"""

from casefile.sandbox.client import JobFailed, Result, Sandbox, run, status
from casefile.sandbox.limits import DEFAULT, Limits

__all__ = ["DEFAULT", "JobFailed", "Limits", "Result", "Sandbox", "run", "status"]
