"""Job handlers of this app: each does its work once, however often it is called."""

from typing import Any

from casefile import clock
from casefile.models import Case, CaseEvent
from casefile.services import actors
from casefile.services.jobs import Claim
from victims import duties, publish, services


def tell_victims(*, claim: Claim, event_id: str, **kwargs: Any) -> None:
    """Turn one event of a case into news for each of its victims."""
    event = CaseEvent.objects.get(pk=event_id)
    with claim.committing():
        publish.tell(event=event, at=clock.now())


def welcome_victims(*, claim: Claim, case_id: str, **kwargs: Any) -> None:
    """Open the tracker of victims who are new, or safe to reach now, and bring it up to date."""
    case = Case.objects.get(pk=case_id)
    with claim.committing():
        at = clock.now()
        for account in services.open_accounts(case=case, by=actors.system(), at=at):
            if publish.is_behind(account):
                publish.catch_up(account=account, at=at)


def shorten_clocks(*, claim: Claim, case_id: str, **kwargs: Any) -> None:
    """Bring open clocks forward when a needs assessment gave a victim enhanced rights."""
    case = Case.objects.get(pk=case_id)
    with claim.committing():
        duties.shorten(case=case, at=clock.now())
