"""Bank holidays of England and Wales, 2024 to 2028, each with its source."""

from dataclasses import dataclass
from datetime import date

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

PUBLISHED = Source("GOV.UK bank holidays", "to 2028, as reported", "England and Wales", "secondary")


@dataclass(frozen=True)
class BankHoliday:
    """A day on which no working day runs."""

    on: date
    name: str
    source: Source = PUBLISHED


def _year(year: int, *days: tuple[int, int, str]) -> tuple[BankHoliday, ...]:
    return tuple(BankHoliday(date(year, month, day), name) for month, day, name in days)


_NEW_YEAR = "New Year's Day"
_GOOD_FRIDAY = "Good Friday"
_EASTER = "Easter Monday"
_MAY = "Early May bank holiday"
_SPRING = "Spring bank holiday"
_SUMMER = "Summer bank holiday"
_CHRISTMAS = "Christmas Day"
_BOXING = "Boxing Day"

BANK_HOLIDAYS: tuple[BankHoliday, ...] = (
    *_year(2024, (1, 1, _NEW_YEAR), (3, 29, _GOOD_FRIDAY), (4, 1, _EASTER),
           (5, 6, _MAY), (5, 27, _SPRING), (8, 26, _SUMMER), (12, 25, _CHRISTMAS),
           (12, 26, _BOXING)),
    *_year(2025, (1, 1, _NEW_YEAR), (4, 18, _GOOD_FRIDAY), (4, 21, _EASTER),
           (5, 5, _MAY), (5, 26, _SPRING), (8, 25, _SUMMER), (12, 25, _CHRISTMAS),
           (12, 26, _BOXING)),
    *_year(2026, (1, 1, _NEW_YEAR), (4, 3, _GOOD_FRIDAY), (4, 6, _EASTER),
           (5, 4, _MAY), (5, 25, _SPRING), (8, 31, _SUMMER), (12, 25, _CHRISTMAS),
           (12, 28, _BOXING + " (substitute day)")),
    *_year(2027, (1, 1, _NEW_YEAR), (3, 26, _GOOD_FRIDAY), (3, 29, _EASTER),
           (5, 3, _MAY), (5, 31, _SPRING), (8, 30, _SUMMER),
           (12, 27, _CHRISTMAS + " (substitute day)"), (12, 28, _BOXING + " (substitute day)")),
    *_year(2028, (1, 3, _NEW_YEAR + " (substitute day)"), (4, 14, _GOOD_FRIDAY),
           (4, 17, _EASTER), (5, 1, _MAY), (5, 29, _SPRING), (8, 28, _SUMMER),
           (12, 25, _CHRISTMAS), (12, 26, _BOXING)),
)  # fmt: skip

FIRST_YEAR = BANK_HOLIDAYS[0].on.year
LAST_YEAR = BANK_HOLIDAYS[-1].on.year
DATES = frozenset(holiday.on for holiday in BANK_HOLIDAYS)

register(
    "bank_holidays",
    "Bank holidays, England and Wales",
    "Days on which no working day runs.",
    (Rule(h.on.isoformat(), f"{h.name}.", h.source) for h in BANK_HOLIDAYS),
)
