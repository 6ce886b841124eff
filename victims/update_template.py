"""What one kind of news is; the rows are in update_templates.py and crime_templates.py."""

from dataclasses import dataclass

from casefile.rules.source import Text


@dataclass(frozen=True)
class UpdateTemplate:
    """One kind of news: its words, the variables they may use, and the duty it meets.

    `meets` is a code of rights.NOTIFICATIONS; where the news is not `is_enough`, that duty stays
    open, for an officer must say more than the page may. News that `waits_for_call` is shown only
    after somebody has phoned. `date_in` names the variable that is a date to keep.
    """

    id: str
    title: Text
    body: Text
    happens_next: Text
    variables: tuple[str, ...] = ()
    meets: str = ""
    is_enough: bool = True
    waits_for_call: bool = False
    date_in: str = ""
