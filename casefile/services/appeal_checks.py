"""What must not stand in words that the public reads about a case."""

import re

from casefile.models import Appeal, ContactPoint
from casefile.services import Reason

_CONTACT = re.compile(r"[^\s@]+@[^\s@]+|(?:\+?\d[\s-]?){9,}")


def naming(appeal: Appeal) -> list[Reason]:
    """Return why the words of an appeal must not be read by all: one reason for each name.

    Looks for the names of people of the case, their addresses, and any phone or email at all.
    """
    words = f"{appeal.title}\n{appeal.text}".casefold()
    reasons = [] if appeal.title and appeal.text else [_reason("missing", "Write the appeal.")]
    for person in appeal.case.people.all():
        for name in (person.family_name, person.name):
            if name and re.search(rf"\b{re.escape(name.casefold())}\b", words):
                reasons.append(_reason("names", f"Leave out the name {name}."))
                break
    points = ContactPoint.objects.filter(person__case=appeal.case_id, kind="address")
    for place in points.values_list("value", flat=True):
        if place.split(",")[0].casefold() in words:
            reasons.append(_reason("address", "Leave out the address of somebody in the case."))
    if _CONTACT.search(words):
        reasons.append(_reason("contact", "Leave out phone numbers and email addresses."))
    return reasons


def _reason(code: str, message: str) -> Reason:
    return Reason(code, message, field="text")
