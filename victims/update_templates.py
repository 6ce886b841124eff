"""Every piece of news a victim can be sent, as rows: plain words, past tense, few variables.

No row has a variable for a suspect's name but `suspect_charged`. The Welsh is not checked yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import formats, translation

from casefile.rules import london, prevention
from casefile.rules.source import Text
from victims.crime_templates import CRIME_REASONS, CRIME_ROWS
from victims.update_template import UpdateTemplate

# How a variable is stored and shown; one that is not here is plain text.
DATES = ("on", "review_by")
MOMENTS = ("visit_at", "hearing_at")
REASONS = {
    "evidential": Text(
        "They looked at everything. There was not enough proof for a court.",
        "Fe wnaethon nhw edrych ar bopeth. Doedd dim digon o brawf i lys.",
    ),
    "public_interest": Text(
        "They looked at everything. They did not think a court was the right way.",
        "Fe wnaethon nhw edrych ar bopeth. Doedden nhw ddim yn meddwl mai llys oedd y ffordd iawn.",
    ),
}
WE_TELL_YOU = Text(
    "We tell you here when there is more to say.",
    "Byddwn yn dweud wrthych chi yma pan fydd mwy i'w ddweud.",
)
PERSON_RULES = Text(
    "Your officer can tell you about any rules the person must keep. In danger, call 999.",
    "Gall eich swyddog ddweud wrthych chi am unrhyw reolau. Mewn perygl, ffoniwch 999.",
)

_ROWS = (
    UpdateTemplate(
        "crime_recorded",
        Text("We wrote down what happened to you", "Rydym wedi cofnodi beth ddigwyddodd i chi"),
        Text(
            "We recorded it as: {crime}. Your number is {reference}. "
            "{officer} looks after your case. {reach}",
            "Fe wnaethon ni ei gofnodi fel: {crime}. Eich rhif yw {reference}. "
            "{officer} sy'n gofalu am eich achos. {reach}",
        ),
        Text(
            "Unless you said no, we ask a support service to get in touch with you.",
            "Oni bai eich bod wedi dweud na, byddwn yn gofyn i wasanaeth cymorth gysylltu â chi.",
        ),
        ("crime", "reference", "officer", "reach"),
        meets="E00",
    ),
    UpdateTemplate(
        "officer_named",
        Text("An officer looks after your case", "Mae swyddog yn gofalu am eich achos"),
        Text(
            "From {on}, {officer} looks after your case. {reach}",
            "O {on}, {officer} sy'n gofalu am eich achos. {reach}",
        ),
        WE_TELL_YOU,
        ("on", "officer", "reach"),
    ),
    UpdateTemplate(
        "prevention_advice",
        Text("What may help you now", "Beth all eich helpu nawr"),
        Text("{advice}", "{advice}"),
        Text(
            "You do not have to do any of this. Ask your officer if you are not sure.",
            "Nid oes rhaid i chi wneud dim o hyn. Gofynnwch i'ch swyddog os nad ydych yn siŵr.",
        ),
        ("advice",),
    ),
    UpdateTemplate(
        "visit_booked",
        Text("We agreed to visit you", "Rydym wedi cytuno i ymweld â chi"),
        Text(
            "An officer agreed to come and see you. The time is {visit_at}.",
            "Cytunodd swyddog i ddod i'ch gweld chi. Yr amser yw {visit_at}.",
        ),
        Text(
            "If the time is not good for you, tell your officer.",
            "Os nad yw'r amser yn dda i chi, dywedwch wrth eich swyddog.",
        ),
        ("visit_at",),
        date_in="visit_at",
    ),
    UpdateTemplate(
        "visit_cancelled",
        Text("A visit was called off", "Cafodd ymweliad ei ganslo"),
        Text(
            "The visit at this time will not take place: {visit_at}.",
            "Ni fydd yr ymweliad ar yr amser hwn yn digwydd: {visit_at}.",
        ),
        Text(
            "Your officer will agree another time with you if you want one.",
            "Bydd eich swyddog yn cytuno ar amser arall gyda chi os ydych eisiau un.",
        ),
        ("visit_at",),
    ),
    UpdateTemplate(
        "visit_asked",
        Text("We wrote down that you want a visit", "Rydym wedi nodi eich bod eisiau ymweliad"),
        Text(
            "You asked an officer to come and see you. We told your officer.",
            "Fe wnaethoch chi ofyn i swyddog ddod i'ch gweld. Rydym wedi dweud wrth eich swyddog.",
        ),
        Text(
            "Your officer agrees a time with you.", "Bydd eich swyddog yn cytuno ar amser gyda chi."
        ),
    ),
    UpdateTemplate(
        "suspect_arrested",
        Text("A person was arrested", "Cafodd person ei arestio"),
        Text(
            "On {on} we arrested a person. We think they may have been part of what happened. "
            "This does not mean that they did it. We cannot tell you who they are.",
            "Ar {on} fe wnaethon ni arestio person. Efallai fod ganddyn nhw ran ynddo. "
            "Nid yw hyn yn golygu mai nhw wnaeth. Ni allwn ddweud wrthych chi pwy ydyn nhw.",
        ),
        WE_TELL_YOU,
        ("on",),
        meets="E02",
    ),
    UpdateTemplate(
        "suspect_interviewed",
        Text("A person was asked questions", "Cafodd person ei holi"),
        Text(
            "On {on} we asked a person about what happened. They did not have to answer.",
            "Ar {on} fe wnaethon ni holi person. Doedd dim rhaid iddyn nhw ateb.",
        ),
        WE_TELL_YOU,
        ("on",),
        meets="E03",
    ),
    UpdateTemplate(
        "released_on_bail",
        Text("A person was let go and must come back", "Cafodd person fynd ond rhaid dod yn ôl"),
        Text(
            "On {on} we let a person go for now. They must come back to us.",
            "Ar {on} cafodd person fynd am y tro. Rhaid iddyn nhw ddod yn ôl atom ni.",
        ),
        PERSON_RULES,
        ("on",),
        meets="E05",
        is_enough=False,
    ),
    UpdateTemplate(
        "released_for_now",
        Text("A person was let go for now", "Cafodd person fynd am y tro"),
        Text(
            "On {on} we let a person go. We still look into what happened.",
            "Ar {on} cafodd person fynd. Rydym yn dal i ymchwilio i beth ddigwyddodd.",
        ),
        PERSON_RULES,
        ("on",),
        meets="E05",
    ),
    UpdateTemplate(
        "file_sent",
        Text("We sent the papers to the prosecutors", "Rydym wedi anfon y papurau at yr erlynwyr"),
        Text(
            "On {on} we sent what we found to the prosecutors. They are lawyers. "
            "They decide if a person goes to court.",
            "Ar {on} fe wnaethon ni anfon beth gawson ni at yr erlynwyr. Cyfreithwyr ydyn nhw. "
            "Nhw sy'n penderfynu a yw person yn mynd i'r llys.",
        ),
        Text("They read the papers and write back to us.", "Maen nhw'n darllen ac yn ateb."),
        ("on",),
    ),
    UpdateTemplate(
        "court_file_sent",
        Text("We sent the papers for the court", "Rydym wedi anfon y papurau ar gyfer y llys"),
        Text(
            "On {on} we sent the prosecutors the papers they need for the first day at court.",
            "Ar {on} fe wnaethon ni anfon y papurau ar gyfer y diwrnod cyntaf yn y llys.",
        ),
        WE_TELL_YOU,
        ("on",),
    ),
    UpdateTemplate(
        "file_accepted",
        Text("The prosecutors took the papers", "Mae'r erlynwyr wedi derbyn y papurau"),
        Text(
            "On {on} the prosecutors checked the papers and took them.",
            "Ar {on} fe wnaeth yr erlynwyr wirio'r papurau a'u derbyn.",
        ),
        Text("They read them with care.", "Maen nhw'n eu darllen yn ofalus."),
        ("on",),
    ),
    UpdateTemplate(
        "more_asked",
        Text("The prosecutors asked us for more", "Gofynnodd yr erlynwyr i ni am fwy"),
        Text(
            "On {on} the prosecutors asked us to find out more before they decide.",
            "Ar {on} gofynnodd yr erlynwyr i ni ddarganfod mwy cyn iddyn nhw benderfynu.",
        ),
        Text("We find it out and write back to them.", "Byddwn yn ei ddarganfod ac yn ateb."),
        ("on",),
    ),
    UpdateTemplate(
        "one_person_not_charged",
        Text("One person does not go to court", "Nid yw un person yn mynd i'r llys"),
        Text(
            "On {on} the prosecutors decided about one person. That person does not go to court. "
            "{why} It does not mean that you were not believed. The rest of the case goes on.",
            "Ar {on} penderfynodd yr erlynwyr am un person. Nid yw'r person hwnnw'n mynd i'r llys. "
            "{why} Nid yw'n golygu nad oedd neb yn eich credu. Mae'r gweddill yn mynd ymlaen.",
        ),
        Text(
            "You can ask the prosecutors to explain. If you are not happy with how they decided, "
            "you can complain to them.",
            "Gallwch ofyn i'r erlynwyr egluro. Os nad ydych chi'n hapus, gallwch gwyno wrthyn nhw.",
        ),
        ("on", "why"),
        meets="E09",
        waits_for_call=True,
    ),
    UpdateTemplate(
        "nobody_charged",
        Text("Nobody goes to court for this", "Nid oes neb yn mynd i'r llys am hyn"),
        Text(
            "On {on} the prosecutors decided. Nobody goes to court for what happened to you. "
            "{why} It does not mean that you were not believed.",
            "Ar {on} penderfynodd yr erlynwyr. Nid oes neb yn mynd i'r llys am beth ddigwyddodd. "
            "{why} Nid yw'n golygu nad oedd neb yn eich credu.",
        ),
        Text(
            "You can ask them to look at it again. The last day to ask is {review_by}. Your "
            "officer can tell you how. You can also ask them to explain, or complain.",
            "Gallwch ofyn iddyn nhw edrych eto. Y diwrnod olaf i ofyn yw {review_by}. Gall eich "
            "swyddog ddweud sut. Gallwch hefyd ofyn iddyn nhw egluro, neu gwyno.",
        ),
        ("on", "why", "review_by"),
        meets="E09",
        waits_for_call=True,
        date_in="review_by",
    ),
    UpdateTemplate(
        "suspect_charged",
        Text("A person was charged", "Cafodd person ei gyhuddo"),
        Text(
            "On {on} {defendant} was charged with: {charge}. "
            "That means they must go to court to answer for it.",
            "Ar {on} cafodd {defendant} ei gyhuddo o: {charge}. "
            "Mae hynny'n golygu bod rhaid mynd i'r llys i ateb.",
        ),
        Text(
            "The Witness Care Unit now tells you about court. They get in touch with you. "
            "Until then, ask your officer.",
            "Yr Uned Gofal Tystion sydd nawr yn dweud wrthych chi am y llys. "
            "Byddan nhw'n cysylltu. Tan hynny, gofynnwch i'ch swyddog.",
        ),
        ("on", "defendant", "charge"),
        meets="E08",
    ),
    UpdateTemplate(
        "hearing_listed",
        Text("A day at court was set", "Mae diwrnod yn y llys wedi'i drefnu"),
        Text(
            "The case is at court on {hearing_at}. The court is {court}.",
            "Mae'r achos yn y llys ar {hearing_at}. Y llys yw {court}.",
        ),
        Text(
            "You do not need to go unless somebody asks you to.",
            "Nid oes rhaid i chi fynd oni bai bod rhywun yn gofyn i chi.",
        ),
        ("hearing_at", "court"),
        meets="E10",
        date_in="hearing_at",
    ),
)
TEMPLATES = {row.id: row for row in (*_ROWS, *CRIME_ROWS)}


@dataclass(frozen=True)
class Words:
    """One piece of news, written out in one language."""

    title: str
    body: str
    happens_next: str


def write_out(row: UpdateTemplate, variables: Mapping[str, str], language: str = "en") -> Words:
    """Fill in a template; dates are in London and in the language's own form.

    Raises:
        KeyError: a variable is missing, or one is given that the row does not allow.
    """
    if set(variables) != set(row.variables):
        raise KeyError(f"{row.id}: {sorted(set(variables) ^ set(row.variables))}")
    with translation.override("cy" if language == "cy" else "en-gb"):
        shown = {name: _shown(name, value, language) for name, value in variables.items()}
    title, body, after = (in_language(t, language) for t in (row.title, row.body, row.happens_next))
    return Words(title.format_map(shown), body.format_map(shown), after.format_map(shown))


def in_language(text: Text, language: str) -> str:
    """Return the words in Welsh where asked for and there are any, else in English."""
    return text.cy if language == "cy" and text.cy else text.en


def _shown(name: str, value: str, language: str) -> str:
    if name in DATES:
        return formats.date_format(date.fromisoformat(value), "j F Y") if value else ""
    if name in MOMENTS:
        local = london.time_of(datetime.fromisoformat(value))
        return formats.date_format(local, "l j F Y, H:i")
    if name == "advice":
        rows = prevention.advice_of(value.split(","))
        return "\n\n".join(in_language(row.text, language) for row in rows)
    return in_language((REASONS | CRIME_REASONS)[value], language) if name == "why" else value
