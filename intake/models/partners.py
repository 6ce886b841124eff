"""Partners, such as retailers and other portals, whose systems send reports in."""

from django.db import models

from casefile.models import Force
from casefile.models.machines import AnsweredWrite, MachineClient


class PartnerClient(MachineClient):
    """A partner's system: the force it reports to, and the forms that it may send."""

    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    forms = models.JSONField(default=list, help_text="codes of intake/questions")

    def __str__(self) -> str:
        return f"{self.application} to {self.force_id}"

    @property
    def roles(self) -> frozenset[str]:
        """It is a partner and nothing else."""
        return frozenset({"partner_system"})

    @property
    def own_force(self) -> str | None:
        """The force it was registered for."""
        return self.force_id


class PartnerWrite(AnsweredWrite):
    """The answer given to one report of one partner."""

    client = models.ForeignKey(PartnerClient, on_delete=models.PROTECT, related_name="writes")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "key"], name="partner_write_key_once")
        ]
