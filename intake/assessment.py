"""What helps the crime desk: risks, classes, and the only grounds for not recording a crime."""

from intake.crime_classes import (
    CRIME_CLASSES,
    INCLUDED_OFFENCES,
    CrimeClass,
    crime_class,
)
from intake.grounds import GROUNDS_NOT_TO_RECORD
from intake.prompts import PROMPTS, prompts
from intake.risk import HARD_ALARMS, RISKS, suggestions, urgencies
from intake.suggested import classes_for, included_in

__all__ = [
    "CRIME_CLASSES",
    "GROUNDS_NOT_TO_RECORD",
    "HARD_ALARMS",
    "INCLUDED_OFFENCES",
    "PROMPTS",
    "RISKS",
    "CrimeClass",
    "classes_for",
    "crime_class",
    "included_in",
    "prompts",
    "suggestions",
    "urgencies",
]
