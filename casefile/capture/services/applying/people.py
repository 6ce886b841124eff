"""People, what they need, what they said first, and the offer of a personal statement."""

from django.db.models import Model

from casefile.capture.services.applying.taking import Taking, kind
from casefile.models import Person, Victim, Witness
from casefile.rules import london
from casefile.rules.form_choices import PARTS
from casefile.rules.needs_prompts import BY_CODE
from casefile.rules.special_measures import SPECIAL_MEASURES
from casefile.services import Reason, Refused, clean, contacts, people, reported, unused
from casefile.services.reported import Said

_CONTACTS = ("phone", "email", "address")


@kind("person")
def person(taking: Taking) -> Model:
    """Record a person with the parts they play and how to reach them."""
    answers = taking.answers
    details = answers.texts("gender", "occupation", "language")
    made = people.record(
        case=taking.case,
        given_names=answers.text("given_names"),
        family_name=answers.text("family_name"),
        born_on=answers.day("born_on"),
        needs_interpreter=bool(answers.flag("needs_interpreter")),
        by=taking.by,
        at=taking.at,
        **{name: clean.text(value, field=name, limit=80) for name, value in details.items()},
    )
    _give_parts(taking, made)
    for name in _CONTACTS:
        if value := answers.text(name):
            is_safe = bool(answers.flag("is_safe"))
            contacts.record(
                person=made, kind=name, value=value, is_safe=is_safe, by=taking.by, at=taking.at
            )
    return made


def _give_parts(taking: Taking, made: Person) -> None:
    by, at, answers = taking.by, taking.at, taking.answers
    parts = answers.many("parts")
    if unknown := set(parts) - {code for code, _ in PARTS}:
        raise Refused(f"There is no part {sorted(unknown)[0]!r}.", code="parts")
    if "victim" in parts:
        injury = clean.text(answers.text("injury"), field="injury")
        loss = clean.text(answers.text("loss"), field="loss")
        people.make_victim(person=made, injury=injury, loss=loss, by=by, at=at)
    if "witness" in parts or "victim" in parts:
        kind_of = "victim" if "victim" in parts else answers.text("witness_kind") or "lay"
        people.make_witness(person=made, kind=kind_of, by=by, at=at)
    if "suspect" in parts:
        people.make_suspect(person=made, by=by, at=at)


def _witness(taking: Taking) -> Witness:
    found = Witness.objects.filter(person=taking.person()).first()
    if found is None:
        raise Refused("This person is no witness in the case yet.", code="no_witness")
    return found


@kind("needs")
def needs(taking: Taking) -> Model:
    """Record a needs assessment; the special measures that are sought already stay."""
    witness, answers = _witness(taking), taking.answers
    vulnerable, intimidated = answers.flag("is_vulnerable"), answers.flag("is_intimidated")
    if vulnerable is None or intimidated is None:
        message = "Say whether they are vulnerable and whether they are intimidated."
        raise Refused(message, reasons=[Reason("missing", message, field="is_vulnerable")])
    _keep_what_they_said(taking, witness.person)
    return people.assess_needs(
        witness=witness,
        is_vulnerable=vulnerable,
        is_intimidated=intimidated,
        special_measures=witness.special_measures,
        own_views=answers.text("own_views") or witness.own_views,
        by=taking.by,
        at=taking.at,
    )


def _keep_what_they_said(taking: Taking, who: Person) -> None:
    """Keep it with what a report said of them: there the next one who assesses needs reads it."""
    told = taking.answers.many("told")
    if unknown := set(told) - set(BY_CODE):
        raise Refused(f"There is no need {sorted(unknown)[0]!r}.", code="told")
    rows = [BY_CODE[code] for code in told]
    label = "Said at the needs assessment"
    reported.keep(
        case=taking.case,
        said=[Said(row.feed, "told", label, row.words, row.value, who) for row in rows],
        said_at=taking.made_at,
        kind="needs.told",
        by=taking.by,
        at=taking.at,
    )


@kind("special_measures")
def special_measures(taking: Taking) -> Model:
    """Add special measures that are sought: a set, so that two tablets' add up (EV-70)."""
    witness, answers = _witness(taking), taking.answers
    chosen = answers.many("special_measures")
    if unknown := set(chosen) - {rule.words for rule in SPECIAL_MEASURES.values()}:
        raise Refused(f"There is no special measure {sorted(unknown)[0]!r}.", code="measures")
    return people.assess_needs(
        witness=witness,
        is_vulnerable=witness.is_vulnerable,
        is_intimidated=witness.is_intimidated,
        special_measures=list(dict.fromkeys([*witness.special_measures, *chosen])),
        own_views=answers.text("own_views") or witness.own_views,
        by=taking.by,
        at=taking.at,
    )


@kind("vps_offer")
def personal_statement(taking: Taking) -> Model:
    """Record the offer of a victim personal statement and its answer."""
    victim = Victim.objects.filter(person=taking.person()).first()
    if victim is None:
        raise Refused("This person is no victim in the case.", code="no_victim")
    answer = taking.answers.text("answer")
    return people.offer_personal_statement(victim=victim, answer=answer, by=taking.by, at=taking.at)


@kind("first_account")
def first_account(taking: Taking) -> Model:
    """List what somebody said first as material: it is compared later, never copied from."""
    answers, who = taking.answers, taking.person()
    words = clean.text(answers.text("text"), field="text")
    if not words:
        message = "There are no words in this account."
        raise Refused(message, reasons=[Reason("missing", message, field="text")])
    said_at = answers.moment("given_at", taking.made_at)
    more = [answers.text("others_present"), answers.text("manner")]
    names = ("Also there", "Manner")
    told = [f"{name}: {value}" for name, value in zip(names, more, strict=True) if value]
    return unused.list_item(
        case=taking.case,
        description=f"First account of {who.name}, {london.time_of(said_at):%-d %B %Y, %H:%M}",
        location="Casefile",
        origin="first account",
        text="\n\n".join([words, *told]),
        about=who,
        by=taking.by,
        at=taking.at,
    )
