"""What every page tells a person of the crime desk once: that a report was taken over from them."""

from typing import Any

from django.http import HttpRequest

from casefile import clock
from casefile.gates import actor_of
from casefile.rules.permissions import CRIME_DESK
from intake import leases


def notices(request: HttpRequest) -> dict[str, Any]:
    """Return the notices of whoever is signed in; they count as seen when a page shows them."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not actor_of(request).roles & set(CRIME_DESK):
        return {}
    # The layout of staff pages calls this; other pages leave the notices for later.
    return {"notices": lambda: leases.unseen_notices(user=user.pk, at=clock.now())}
