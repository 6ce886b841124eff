"""Where each answer goes when a report becomes a case; every `feeds` of a question has a row.

A private row tells how a person can be reached: it never stands in an account that may be
disclosed.
"""

from dataclasses import dataclass

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

PLACES = {
    "case": "the case: its place and times; a second place stands with what was said",
    "people": "the people of the case and the parts they play",
    "harm": "the victim: injury and wishes",
    "contact": "the ways to reach a person",
    "barred": "the ways to reach a person, barred from every message",
    "plan": "the safe-contact plan",
    "property": "the list of property",
    "vehicle": "the list of vehicles",
    "described": "the people who were described; an officer says who they are",
    "enquiries": "the lines of enquiry, with a day by which to ask",
    "said": "what was said in the report, shown in the case",
    "files": "the files of the case",
    "intelligence": "the intelligence report alone: information never becomes a case",
}
_BLOCKS = Source("Design of this product", "2026", "what each answer feeds", "recalled")


@dataclass(frozen=True)
class Carried:
    """Where the answers of one `feeds` go. A private one stays out of the disclosed account."""

    feed: str
    place: str
    is_private: bool = False


def _to(place: str, *feeds: str, private: bool = False) -> list[Carried]:
    return [Carried(feed, place, private) for feed in feeds]


_ROWS = [
    *_to("case", "offence.place", "offence.from_at", "offence.to_at"),
    *_to(
        "people",
        "report.for_whom",
        "reporter.given_names",
        "reporter.family_name",
        "victim.given_names",
        "victim.family_name",
        "needs.language",
    ),
    *_to("people", "victim.born_on", "vehicle.company_contact", private=True),
    *_to("harm", "victim.injury", "victim.wants_support_referral", "victim.wants_visit"),
    *_to("contact", "contact.email", "contact.phone", "contact.address", private=True),
    *_to("barred", "property.phone_number", private=True),
    *_to(
        "plan",
        "plan.channels",
        "plan.watched",
        "plan.times",
        "plan.notes",
        "plan.code_word",
        "plan.safe_now",
        "plan.voicemail",
        "plan.text_words",
        "plan.caller_id",
        "plan.proxy",
        "plan.address_shared",
        "plan.frequency",
        private=True,
    ),
    *_to(
        "property",
        "property.phone",
        "property.phone_colour",
        "property.phone_imei",
        "property.taken",
        "property.other",
        "property.items",
    ),
    *_to(
        "vehicle",
        "vehicle.registration",
        "vehicle.described",
        "vehicle.vin",
        "vehicle.keys",
        "vehicle.tracker",
        "vehicle.keeper",
        "suspects.vehicle",
    ),
    *_to("described", "suspects.described", "witnesses.described"),
    *_to("enquiries", "cameras.described", "cameras.kept"),
    *_to(
        "said",
        "report.relation",
        "report.added",
        "offence.place_type",
        "offence.place_to",
        "offence.time_known",
        "property.insured",
        "suspects.recognise",
        "offence.story",
        "offence.force",
        "offence.weapon",
        "offence.kind",
        "offence.method",
        "offence.entry",
        "offence.building",
        "offence.scene",
        "offence.cost",
        "offence.earlier",
        "offence.orders",
        "offence.motive",
        "offence.words_used",
        "offence.online",
        "offence.frequency",
        "risk.answers",
        "suspects.known",
        "suspects.relation",
        "property.status",
        "property.proof",
        "needs.afraid",
        "needs.help",
        "victim.age_group",
        "victim.effect",
        "victim.view",
        "victim.wants_interviewer",
        "victim.wants_partner",
    ),
    # An exact point or a postcode may be where somebody lives.
    *_to("said", "victim.children", "offence.position", "offence.postcode", private=True),
    *_to("files", "evidence.files"),
    *_to("intelligence", "intelligence.source", "intelligence.identifiable"),
]
CARRIED = {row.feed: row for row in _ROWS}
PRIVATE = frozenset(row.feed for row in _ROWS if row.is_private)


def place_of(feed: str) -> str:
    """Return where an answer goes; what the table does not know is kept as it was said."""
    return CARRIED[feed].place if feed in CARRIED else "said"


register(
    "intake.carried",
    "Where each answer of a report goes",
    "What was answered once is not asked again: it stands here when a report becomes a case.",
    (
        Rule(
            row.feed,
            f"To {PLACES[row.place]}."
            f"{' Never in an account that may be disclosed.' if row.is_private else ''}",
            _BLOCKS,
        )
        for row in _ROWS
    ),
)
