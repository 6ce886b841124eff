"""One function per check: given the facts and the day, yield what each finding is about."""

from collections.abc import Iterator
from datetime import date, timedelta

from casefile.rules.exhibit_references import find_exhibit_references, normalise_exhibit_reference
from casefile.rules.file_facts import ExhibitFacts, FileFacts, StatementFacts

SCHEDULE_FORMS = ("MG6C", "MG6D", "MG6E")
SHORTEST_COMMENT = 40
PRINT_IS_OLD_AFTER = timedelta(days=28)


def material_not_received(facts: FileFacts, on: date) -> Iterator[str]:
    """Yield each item whose bytes are missing or do not fit their hash."""
    yield from facts.not_received


def schedule_missing(facts: FileFacts, on: date) -> Iterator[str]:
    """Yield each schedule form that is not in the package."""
    yield from (form for form in SCHEDULE_FORMS if form not in facts.forms)


def referral_missing(facts: FileFacts, on: date) -> Iterator[str]:
    """Yield the referral form when it is not in the package."""
    if "MG3" not in facts.forms:
        yield "MG3"


def comments_missing(facts: FileFacts, on: date) -> Iterator[str]:
    """Yield when no supervisor approved, or said next to nothing."""
    if facts.approval is None or len(facts.approval.comments.strip()) < SHORTEST_COMMENT:
        yield "supervisor"


def supervisor_is_officer(facts: FileFacts, on: date) -> Iterator[str]:
    """Yield when the officer in the case approved the own file."""
    if facts.approval is not None and facts.approval.by_id == facts.officer_in_case_id:
        yield "supervisor"


def abuse_checklist_missing(facts: FileFacts, on: date) -> Iterator[str]:
    """Yield when domestic abuse is flagged and no checklist is in the package."""
    if "domestic_abuse" in facts.flags and "domestic_abuse_checklist" not in facts.documents:
        yield "domestic abuse checklist"


def key_witness_without_statement(facts: FileFacts, on: date) -> Iterator[str]:
    """Yield each key victim or witness without a signed statement in the package."""
    signed = {s.witness_id for s in facts.served_statements if s.is_signed}
    for person in facts.in_role("victim", "witness"):
        if person.is_key and person.id not in signed:
            yield person.name


def unsigned_statement_served(facts: FileFacts, on: date) -> Iterator[str]:
    """Yield each statement in the package that carries no valid signature."""
    yield from (s.witness_name for s in facts.served_statements if not s.is_signed)


def _compared(exhibit: ExhibitFacts) -> str:
    return normalise_exhibit_reference(exhibit.reference)


def _names_of(exhibit: ExhibitFacts) -> set[str]:
    """Return what a statement may call an exhibit: its reference, and those before it."""
    return {normalise_exhibit_reference(name) for name in (exhibit.reference, *exhibit.former)}


def _known(facts: FileFacts) -> set[str]:
    return {name for exhibit in facts.exhibits for name in _names_of(exhibit)}


def _names(statement: StatementFacts, listed: set[str]) -> set[str]:
    """Return what the statement names, customs of other forces included if they are listed."""
    loose = {word.strip(".,;:()'\"").upper() for word in statement.text.split()}
    return set(find_exhibit_references(statement.text)) | (loose & listed)


def cited_exhibit_missing(facts: FileFacts, on: date) -> Iterator[str]:
    """Yield each exhibit that a served statement names and the list does not hold."""
    listed = _known(facts)
    cited = {r for s in facts.served_statements for r in find_exhibit_references(s.text)}
    yield from sorted(cited - listed)


def exhibit_neither_attached_nor_explained(facts: FileFacts, on: date) -> Iterator[str]:
    """Yield each listed exhibit that is not attached and nobody says why."""
    for exhibit in facts.exhibits:
        if not exhibit.is_attached and not exhibit.explanation.strip():
            yield exhibit.reference


def exhibit_without_statement(facts: FileFacts, on: date) -> Iterator[str]:
    """Yield each listed exhibit that no served statement produces."""
    listed = _known(facts)
    produced = {name for s in facts.served_statements for name in _names(s, listed)}
    yield from (e.reference for e in facts.exhibits if not _names_of(e) & produced)


def exhibit_not_produced_by_its_producer(facts: FileFacts, on: date) -> Iterator[str]:
    """Yield each exhibit that statements name, but none of the person who is to produce it."""
    listed = _known(facts)
    named = [(s.witness_id, _names(s, listed)) for s in facts.served_statements]
    for exhibit in facts.exhibits:
        by = {witness for witness, names in named if names & _names_of(exhibit)}
        if by and exhibit.producer_id and exhibit.producer_id not in by:
            yield f"{exhibit.reference}, which {exhibit.producer} is to produce"


def clip_without_parent(facts: FileFacts, on: date) -> Iterator[str]:
    """Yield each clip whose parent is not named or not listed."""
    listed = {_compared(exhibit) for exhibit in facts.exhibits}
    for exhibit in facts.exhibits:
        if exhibit.is_clip:
            parent = exhibit.parent and normalise_exhibit_reference(exhibit.parent)
            if parent not in listed:
                yield exhibit.reference


def recording_not_clipped(facts: FileFacts, on: date) -> Iterator[str]:
    """Yield each key video of which no clip was marked."""
    parents = {normalise_exhibit_reference(e.parent) for e in facts.exhibits if e.parent}
    for exhibit in facts.exhibits:
        whole_video = exhibit.kind == "video" and exhibit.is_key and not exhibit.is_clip
        if whole_video and _compared(exhibit) not in parents:
            yield exhibit.reference


def interview_not_told(facts: FileFacts, on: date) -> Iterator[str]:
    """Yield each suspect whose interview has no summary, or its absence no reason."""
    told = {
        i.suspect_id
        for i in facts.interviews
        if (i.has_summary if i.was_held else i.reason_not_held.strip())
    }
    untold = {
        i.suspect_id for i in facts.interviews if i.was_held and not i.has_summary
    }  # one interview without a summary is enough, whatever the others hold
    for suspect in facts.in_role("suspect"):
        if suspect.id not in told or suspect.id in untold:
            yield suspect.name


def suspect_print_missing(facts: FileFacts, on: date) -> Iterator[str]:
    """Yield each suspect without a print of previous convictions."""
    yield from (p.name for p in facts.in_role("suspect") if p.printed_on is None)


def suspect_print_old(facts: FileFacts, on: date) -> Iterator[str]:
    """Yield each suspect whose print is older than custom allows."""
    for person in facts.in_role("suspect"):
        if person.printed_on is not None and on - person.printed_on > PRINT_IS_OLD_AFTER:
            yield person.name


def witness_print_missing(facts: FileFacts, on: date) -> Iterator[str]:
    """Yield each key victim or lay witness whose convictions were not looked up."""
    for person in facts.in_role("victim", "witness"):
        if person.is_key and not person.is_professional and person.printed_on is None:
            yield person.name


def media_unreachable(facts: FileFacts, on: date) -> Iterator[str]:
    """Yield each recording that the recipient could not open."""
    yield from facts.unreachable_media


def third_party_position_missing(facts: FileFacts, on: date) -> Iterator[str]:
    """Yield when nobody recorded who else holds material, or that nobody does."""
    if not facts.third_party_position.strip():
        yield "third-party material"


def officer_contact_incomplete(facts: FileFacts, on: date) -> Iterator[str]:
    """Yield each missing way to reach the officer in the case."""
    contact = facts.contact
    if not contact.email:
        yield "email"
    if not contact.telephone:
        yield "telephone"
    if not contact.cover:
        yield "cover while off duty"


def position_disclosed(facts: FileFacts, on: date) -> Iterator[str]:
    """Yield each exhibit whose file says where it was made: perhaps somebody's home."""
    yield from facts.carrying_position


def presumption_undecided(facts: FileFacts, on: date) -> Iterator[str]:
    """Yield each item presumed to meet the disclosure test that nobody answered for."""
    yield from facts.presumed_items_undecided


def special_measures_not_considered(facts: FileFacts, on: date) -> Iterator[str]:
    """Yield each vulnerable or intimidated witness without an assessment."""
    for person in facts.in_role("victim", "witness"):
        if person.is_vulnerable_or_intimidated and not person.has_special_measures_assessment:
            yield person.name


def personal_statement_unknown(facts: FileFacts, on: date) -> Iterator[str]:
    """Yield each victim for whom nothing is recorded about a personal statement."""
    yield from (p.name for p in facts.in_role("victim") if not p.personal_statement)


def availability_unknown(facts: FileFacts, on: date) -> Iterator[str]:
    """Yield each witness with neither dates to avoid nor 'no dates to avoid'."""
    for person in facts.in_role("victim", "witness"):
        if not person.is_availability_known:
            yield person.name
