"""How often one partner's system may call, as rows."""

from datetime import timedelta

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source
from casefile.services.rates import Limit

OURS = Source("Design of this product", "2026", "partners' door", "recalled")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

LIMITS: dict[str, tuple[Limit, ...]] = {
    "intake:report": (Limit(60, MINUTE), Limit(1_000, HOUR), Limit(10_000, DAY)),
    "intake:status": (Limit(300, MINUTE), Limit(5_000, HOUR)),
}
"""By the scope of the call, which is what a client was given."""

register(
    "intake.partner_limits",
    "How often a partner's system may call",
    "Counted for each client over everything that serves the site; over the limit it must wait.",
    [
        Rule(
            f"{scope}/{limit.within}",
            f"{scope}: {limit.times:,} times within {limit.within}.",
            OURS,
        )
        for scope, limits in LIMITS.items()
        for limit in limits
    ],
)
