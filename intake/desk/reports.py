"""Which reports the pages of the desk load, and with what beside them."""

from intake.models import CrimeReport

REPORTS = CrimeReport.objects.select_related(
    "force", "incident__audio", "case", "decision", "assigned_to", "transferred_from__force"
)
