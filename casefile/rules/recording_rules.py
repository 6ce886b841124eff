"""The rules of recording in plain words, R1 to R21: what the desk goes by, and how far checked."""

from dataclasses import dataclass
from datetime import datetime

from casefile.rules.registry import Rule, register
from casefile.rules.source import Checked, Source
from casefile.rules.working_days import due_after_hours

_HMICFRS = Source("HMICFRS: crime recording process", "2026", "", "verified")
_NCRS = Source("HMICFRS glossary", "2026", "national crime recording standard", "verified")
_GENERAL = "Home Office Crime Recording Rules"
_CARDS = Source("Training cards on crime reporting", "", "", "secondary")
_PRESS = Source("Press on the change of the rules", "April 2023", "", "verified")
_HEADLINE = Source("Press on the change of the rules", "April 2023", "messages", "secondary")


RECORD_WITHIN_HOURS = 24


def _rules(letter: str, checked: Checked = "recalled") -> Source:
    return Source(_GENERAL, "2025", f"general rules {letter}", checked)


@dataclass(frozen=True)
class RecordingRule:
    """One rule as the desk keeps it."""

    code: str
    words: str
    source: Source


RECORDING_RULES = (
    RecordingRule("R1", "Every report becomes an incident with a number of its own.", _HMICFRS),
    RecordingRule("R2", "A crime is recorded when on the balance of probability it is one, and "
                  "there is no credible evidence to the contrary. Proof is not asked for.",
                  _HMICFRS),
    RecordingRule("R3", f"It is recorded within {RECORD_WITHIN_HOURS} hours of the report, "
                  "every hour counted.", _NCRS),
    RecordingRule("R4", "The victim is believed; that somebody does not want a prosecution is no "
                  "reason not to record.", _HMICFRS),
    RecordingRule("R5", "Recording is not investigating: a crime may be recorded and filed at "
                  "once, and each has its own moment.",
                  Source("Minister's answer 181272", "24 April 2023", "", "verified")),
    RecordingRule("R6", "One crime for each victim.", _rules("D")),
    RecordingRule("R7", "Acts told together are one finished incident; what follows the report is "
                  "a new crime.", _rules("E")),
    RecordingRule("R8", "Of several crimes against one victim the principal is counted; the "
                  "others stay listed inside it and are investigated.",
                  Source("Minister's answer 181272", "24 April 2023", "", "verified")),
    RecordingRule("R9", "A crime keeps the edition of the rules by which it was counted.", _PRESS),
    RecordingRule("R10", "Which crime is the principal is suggested by a table.", _rules("F")),
    RecordingRule("R11", "A minor disturbance that was over on arrival need not be recorded, when "
                  "a supervisor signs that off.", _PRESS),
    RecordingRule("R12", "A message that only offends need not be recorded, when a supervisor "
                  "signs that off.", _HEADLINE),
    RecordingRule("R13", "A record is cancelled on additional verifiable information alone.",
                  Source("HMIC: Crime recording: a matter of fact", "2014", "", "verified")),
    RecordingRule("R14", "Cancelling has one of five reasons, and the registrar.", _rules("C")),
    RecordingRule("R15", "A report of rape that is not recorded at once is kept under N100.",
                  Source("HMICFRS glossary", "2026", "classification N100", "verified")),
    RecordingRule("R16", "A crime that is reclassified stays the same record, with date, reason "
                  "and name.", _rules("B")),
    RecordingRule("R17", "Counted by the Home Office and held on the Police National Computer are "
                  "two things.",
                  Source(_GENERAL, "2022", "points to note", "verified")),
    RecordingRule("R18", "A rule for a class goes before a general rule.",
                  Source(_GENERAL, "2022", "points to note", "verified")),
    RecordingRule("R19", "Flags stand beside the class, as many as apply.",
                  Source(_GENERAL, "2022", "Home Office crime flags", "verified")),
    RecordingRule("R20", "Fraud and computer misuse are recorded by Report Fraud: a force refers "
                  "them.",
                  Source("Home Office recorded crime tables", "2025", "", "secondary")),
    RecordingRule("R21", "The victim is told of a crime cancelled, passed on or not recorded, and "
                  "why.", _CARDS),
)  # fmt: skip


def record_by(first_report_at: datetime) -> datetime:
    """Return the moment by which a crime must be recorded: clock hours that never stop."""
    return due_after_hours(first_report_at, RECORD_WITHIN_HOURS)


register(
    "recording_rules",
    "The rules of recording",
    "What the crime desk goes by, rule by rule.",
    (Rule(row.code, row.words, row.source) for row in RECORDING_RULES),
)
