"""Where a report comes from: its channel, and who sends it when that is not the reporter."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from casefile.models import User
from casefile.services import actors
from casefile.services.actors import Actor
from intake.models import PartnerClient


@dataclass(frozen=True)
class Origin:
    """The way in, and what only that way knows; the reporter's own browser knows nothing more.

    `taken_for` and `read_back` are JSON as `intake.taking` writes it. `first_contact_at` is when
    the person first told us, if that was earlier than the sending. `language` is theirs, if it is
    not the one the form was filled in in. `signs` are those of `intake.automation`.
    """

    channel: str = "online"
    sent_by: Actor | None = None
    taken_by: User | None = None
    taken_for: str = ""
    read_back: str = ""
    first_contact_at: datetime | None = None
    partner: PartnerClient | None = None
    partner_reference: str = ""
    language: str = ""
    signs: tuple[str, ...] = ()

    def actor(self, report_id: UUID) -> Actor:
        """Return who sends the report: staff, a partner's system, or the reporter."""
        return self.sent_by or actors.public(identifier=report_id)

    def fields(self, at: datetime) -> dict[str, Any]:
        """Return the fields of a report that the origin decides; `at` is when it is sent."""
        return {
            "channel": self.channel,
            "taken_by": self.taken_by,
            "taken_for": self.taken_for,
            "read_back": self.read_back,
            "partner": self.partner,
            "partner_reference": self.partner_reference,
            "automation_signs": list(self.signs),
            "clock_started_at": min(self.first_contact_at or at, at),
        }


ONLINE = Origin()
