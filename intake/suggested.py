"""What to record, as answers and words in free text together suggest it; a person decides.

A crime that is only told in words, inside a form about something else, still stands first when it
is the more serious one.
"""

from casefile.rules.crime_classes import CLASSES, seriousness
from intake import crime_classes
from intake.crime_classes import CrimeClass, IncludedOffence
from intake.prompts import Prompt, prompts
from intake.questions.rows import Answers, When

STRANGULATION = "Intentional strangulation"
# A violent crime holds the lesser violence and the threats with which it was done.
_HOLDS = {
    "34B": {"105A", "9A"},
    "8N": {"105A"},
    "8P": {"105A"},
    "8T": {"105A"},
    "105B": {"105A"},
    "105A": {"105A"},
    "3B": {"9A"},
    "9B": {"9A"},
}
_TOLD = When("told in words", ())


def classes_for(form: str, answers: Answers) -> list[CrimeClass]:
    """Return the classes to choose from, each once: what answers or words point to comes first.

    Words of an alarm go before the form's own first class where they tell of something worse.
    """
    rows = crime_classes.classes_for(form, answers)
    known = {row.code for row in rows}
    told = [row for row in _told(answers) if row.is_alarm and row.code not in known]
    classes = [_class(form, row) for row in told]
    first = seriousness(rows[0].code)
    worse = [row for row in classes if seriousness(row.code) < first]
    return [*worse, *rows, *(row for row in classes if row not in worse)]


def _class(form: str, row: Prompt) -> CrimeClass:
    known = CLASSES[row.code]
    return CrimeClass(form, row.code, known.title, known.short_title, source=row.source)


def included_in(code: str, answers: Answers, form: str = "") -> list[IncludedOffence]:
    """Return the offences inside a principal crime that answers or words point to, each once.

    What the form is about is one of them when words tell of something worse.
    """
    rows = crime_classes.included_in(code, answers)
    inside = {code, *(row.code for row in rows)}
    held = inside.union(*(_HOLDS.get(each, set()) for each in inside))
    rows += [_included(row) for row in _told(answers) if row.code not in held or _throat(row)]
    own = crime_classes.classes_for(form, answers)[0] if form else None
    if own and seriousness(code) < seriousness(own.code) and own.code not in {*held, "99"}:
        rows.append(IncludedOffence(own.code, own.title, _TOLD))
    return list({row.title: row for row in rows}.values())


def _told(answers: Answers) -> list[Prompt]:
    """Return the prompts that name a class, one a class, the most serious first."""
    rows = [row for row in prompts(answers) if row.code]
    once = {row.code: row for row in reversed(rows)}
    return sorted(once.values(), key=lambda row: seriousness(row.code))


def _included(row: Prompt) -> IncludedOffence:
    title = STRANGULATION if _throat(row) else CLASSES[row.code].title
    return IncludedOffence(row.code, title, _TOLD, row.source)


def _throat(row: Prompt) -> bool:
    # It is counted within assault with injury, and is never to be lost in it.
    return row.alarm == "strangulation"
