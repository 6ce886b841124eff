"""`ASSESSMENT_REASONS`: why a file fails the Director's Guidance Assessment, as rows."""

from dataclasses import dataclass

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

SEED = Source(
    "CPS prototype: Director's Guidance Assessment", "July 2026", "failure reasons", "secondary"
)


@dataclass(frozen=True)
class AssessmentReason:
    """One reason; the live list of the prosecutors is not confirmed, hence its mark."""

    code: str
    group: str
    title: str
    source: Source = SEED


def _group(group: str, *titles: str) -> list[tuple[str, str]]:
    return [(group, title) for title in titles]


_TITLES = [
    *_group("Breach", "Charged by the police in breach of the guidance"),
    *_group(
        "Disclosure",
        "Disclosable unused material not provided",
        "Information on reasonable lines of enquiry not provided",
        "Information on reasonable lines of enquiry insufficient",
        "Material presumed to meet the test not provided",
        "Schedules not provided",
        "Schedules not completed correctly",
    ),
    *_group(
        "Evidence",
        "Exhibit not provided",
        "Forensic evidence not provided",
        "Medical evidence not provided",
        "Statement not provided",
        "Body-worn video not provided",
        "Body-worn video not clipped",
        "Body-worn video not playable",
        "CCTV not provided",
        "CCTV not clipped",
        "CCTV not playable",
        "Other media not clipped",
        "Other media not playable",
        "Details of relevant orders or applications missing",
    ),
    *_group(
        "Victims and witnesses",
        "Special measures not considered, or inadequate",
        "Other needs not considered",
        "No information on a victim personal statement",
    ),
]
ASSESSMENT_REASONS: dict[str, AssessmentReason] = {
    f"DGA{number:02}": AssessmentReason(f"DGA{number:02}", group, title)
    for number, (group, title) in enumerate(_TITLES, start=1)
}

register(
    "assessment_reasons",
    "Why a file fails the Director's Guidance Assessment",
    "The reasons that prosecutors tick. The numbers are ours.",
    (Rule(r.code, f"{r.group}: {r.title}.", r.source) for r in ASSESSMENT_REASONS.values()),
)
