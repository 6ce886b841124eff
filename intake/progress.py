"""Where a report is now, as its reporter reads it: also when another force deals with it."""

from dataclasses import dataclass
from datetime import datetime

from intake import passing_on
from intake.models import CrimeReport, DeskDecision, ReporterTold
from intake.referrals import REFERRALS
from intake.words import Say


@dataclass(frozen=True)
class Step:
    """One thing that was decided: in words, to whom, and when; the last step is where it is now."""

    words: str
    to: str
    at: datetime | None


@dataclass(frozen=True)
class Progress:
    """The steps so far, the report that is dealt with now, and what the reporter was told."""

    steps: list[Step]
    now: CrimeReport
    told: list[ReporterTold]


def of(report: CrimeReport, say: Say) -> Progress:
    """Return where a report is. Two queries for each force that it came to, and one."""
    chain = passing_on.chain(report)
    told = ReporterTold.objects.filter(report__in=chain, is_done=True).order_by("told_at", "pk")
    return Progress([_step(row, say) for row in chain], chain[-1], list(told))


def _step(report: CrimeReport, say: Say) -> Step:
    decision: DeskDecision | None = getattr(report, "decision", None)
    if decision is None:
        return Step(say[f"stage_{report.stage}"], "", None)
    referral = REFERRALS.get(decision.to_code) if report.stage == "referred" else None
    to = say(referral.name) if referral else decision.to_force
    return Step(say[f"stage_{report.stage}"], to, decision.decided_at)
