"""What each key of `PREFILL_KEYS` answers from the record: one table per part of the record."""

from collections.abc import Callable
from typing import Any

from casefile.mg.case_file import CaseFile

Resolver = Callable[[CaseFile, Any], Any]
"""Given the file and the subject of the form, the answer; None where the record does not know."""
