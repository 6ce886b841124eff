"""What every maker of rows shares: the moment, the forces, and how a row is filled in."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

AT = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)
SUMMER_NIGHT = datetime(2026, 7, 14, 23, 30, tzinfo=UTC)  # 00:30 on 15 July in London
FORCE, OTHER_FORCE = "77", "78"
AREA, OTHER_AREA = "North", "South"
PASSWORD = "a long passphrase"
WHY_RECORDED = {
    "balance_reason": "The victim says so, and it fits what is known.",
    "contrary_reason": "Nothing known speaks against it.",
}
numbers = count(1)


def filled(values: dict[str, Any], **makers: Any) -> dict[str, Any]:
    """Return the values, and for each maker whose name is not among them what it makes."""
    made = {name: make() for name, make in makers.items() if name not in values}
    return values | made


def numbered(values: dict[str, Any], model: Any, parent: str) -> dict[str, Any]:
    """Return the values with the next number among the rows of their parent."""
    number = model.objects.filter(**{parent: values[parent]}).count() + 1
    return {"number": number} | values
