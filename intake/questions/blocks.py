"""Blocks of pages and questions that forms share: advice, people, injury, evidence."""

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source, Text
from intake.questions.rows import Advice, Choice, Page, Question, When, welsh

EMERGENCY = Source("Police force advice to the public", "2026", "emergency calls", "secondary")
RAILWAY = Source("British Transport Police", "2026", "reporting on the railway", "recalled")
BANK = Source("Card issuers' advice to the public", "2026", "the 159 number", "recalled")

YES, NO, UNSURE = (
    Choice("yes", welsh("Yes", "Ydw neu ydy")),
    Choice("no", welsh("No", "Na")),
    Choice("unsure", welsh("I do not know", "Nid wyf yn gwybod")),
)
YES_NO = (YES, NO)
YES_NO_UNSURE = (YES, NO, UNSURE)
CHOOSE = welsh("Choose an answer", "Dewiswch ateb")


def radios(
    key: str,
    page: str,
    text: Text,
    choices: tuple[Choice, ...],
    *,
    feeds: str = "",
    hint: Text | None = None,
    when: tuple[When, ...] = (),
) -> Question:
    """Return a required question with one answer to choose."""
    return Question(
        key, page, text, "radios", hint, True, CHOOSE, choices=choices, feeds=feeds, when=when
    )


CALL_999 = Advice(
    "danger",
    welsh("Call 999 now", "Ffoniwch 999 nawr"),
    (
        welsh(
            "Call 999 if anyone is in danger, is badly hurt, or the people who did it are nearby.",
            "Ffoniwch 999 os oes unrhyw un mewn perygl, wedi'i anafu'n ddrwg, neu os yw'r bobl "
            "a wnaeth hyn gerllaw.",
        ),
        welsh(
            "If you cannot speak, call 999 from a mobile, listen, then cough or tap. "
            "If you are asked, press 55. Pressing 55 does not tell the police where you are.",
            "Os na allwch siarad, ffoniwch 999 o ffôn symudol, gwrandewch, yna peswch neu "
            "dapiwch. Os gofynnir i chi, pwyswch 55. Nid yw pwyso 55 yn dweud ble'r ydych chi.",
        ),
        welsh(
            "If you are deaf or cannot use your voice, use textphone 18000.",
            "Os ydych yn fyddar neu'n methu defnyddio'ch llais, defnyddiwch ffôn testun 18000.",
        ),
        welsh(
            "If you are safe now, you can go on with this form.",
            "Os ydych yn ddiogel nawr, gallwch fynd ymlaen â'r ffurflen hon.",
        ),
    ),
    EMERGENCY,
)
RAILWAY_POLICE = Advice(
    "railway",
    welsh("Tell the British Transport Police", "Dywedwch wrth yr Heddlu Trafnidiaeth Prydeinig"),
    (
        welsh(
            "The British Transport Police deal with what happens on trains and inside stations.",
            "Yr Heddlu Trafnidiaeth Prydeinig sy'n delio â'r hyn sy'n digwydd ar drenau ac "
            "mewn gorsafoedd.",
        ),
        welsh(
            "Report it at www.btp.police.uk, or text 61016. In an emergency call 999.",
            "Rhowch wybod yn www.btp.police.uk, neu tecstiwch 61016. Mewn argyfwng ffoniwch 999.",
        ),
        welsh(
            "We have not kept anything about you. If it happened in the street outside a "
            "station, go back and change your answer.",
            "Nid ydym wedi cadw dim amdanoch. Os digwyddodd yn y stryd y tu allan i orsaf, "
            "ewch yn ôl a newidiwch eich ateb.",
        ),
    ),
    RAILWAY,
    stops=True,
)
PHONE_FIRST = Advice(
    "phone",
    welsh("You can phone instead", "Gallwch ffonio yn lle hynny"),
    (
        welsh(
            "If it has just happened, or anyone is badly hurt, call 999.",
            "Os yw newydd ddigwydd, neu os oes rhywun wedi'i anafu'n ddrwg, ffoniwch 999.",
        ),
        welsh(
            "If you would rather tell somebody, call 101 at any hour. "
            "If you are deaf or cannot use your voice, use textphone 18001 101.",
            "Os byddai'n well gennych ddweud wrth rywun, ffoniwch 101 ar unrhyw adeg. Os ydych "
            "yn fyddar neu'n methu defnyddio'ch llais, defnyddiwch ffôn testun 18001 101.",
        ),
        welsh(
            "You can also go on here. A person reads every form.",
            "Gallwch hefyd fynd ymlaen yma. Mae person yn darllen pob ffurflen.",
        ),
    ),
    EMERGENCY,
)
CALL_BANK = Advice(
    "bank",
    welsh("Tell your bank", "Dywedwch wrth eich banc"),
    (
        welsh(
            "Call your bank now so that nobody can use your cards. You can dial 159.",
            "Ffoniwch eich banc nawr fel na all neb ddefnyddio'ch cardiau. Gallwch ddeialu 159.",
        ),
        welsh("Then go on with this form.", "Yna ewch ymlaen â'r ffurflen hon."),
    ),
    BANK,
)
LIFELINE = Advice(
    "lifeline",
    welsh("You can talk to somebody now", "Gallwch siarad â rhywun nawr"),
    (
        welsh(
            "If anyone may act on it now, call 999.",
            "Os gallai unrhyw un weithredu ar hyn nawr, ffoniwch 999.",
        ),
        welsh(
            "Samaritans listen at any hour, free: call 116 123. You can also call NHS 111.",
            "Mae'r Samariaid yn gwrando ar unrhyw adeg, am ddim: ffoniwch 116 123. Gallwch hefyd "
            "ffonio GIG 111.",
        ),
        welsh(
            "A person reads what you write here. You can go on when you are ready.",
            "Mae person yn darllen yr hyn a ysgrifennwch yma. Gallwch fynd ymlaen pan fyddwch yn "
            "barod.",
        ),
    ),
    Source("Design of this product", "2026", "who listens at any hour", "recalled"),
)
register(
    "intake.advice",
    "Advice before and during a report",
    "What the public is told first, and which answers lead to it.",
    [
        Rule(advice.key, advice.words[0].en, advice.source)
        for advice in (CALL_999, RAILWAY_POLICE, PHONE_FIRST, CALL_BANK, LIFELINE)
    ],
)

PEOPLE_PAGES = (
    Page(
        "people",
        welsh("The people who did it", "Y bobl a wnaeth hyn"),
        welsh("What can you tell us about them?", "Beth allwch chi ei ddweud amdanynt?"),
    ),
    Page("recognise", welsh("Knowing them again", "Eu hadnabod eto")),
    Page("known", welsh("Do you know them", "Ydych chi'n eu hadnabod")),
    Page("known-details", welsh("Who they are", "Pwy ydyn nhw")),
)
PEOPLE = (
    Question(
        "suspects",
        "people",
        welsh("What did they look like?", "Sut olwg oedd arnynt?"),
        "longtext",
        welsh(
            "How many, men or women, age, height, build, hair, clothes, voice, tattoos. Leave out "
            "what you do not know.",
            "Faint, dynion neu fenywod, oed, taldra, corff, gwallt, dillad, llais, tatŵs. Gadewch "
            "allan yr hyn nad ydych yn ei wybod.",
        ),
        feeds="suspects.described",
        limit=2000,
    ),
    Question(
        "suspects_vehicle",
        "people",
        welsh("Did they have a vehicle?", "Oedd ganddynt gerbyd?"),
        "text",
        welsh(
            "Number plate, make, colour: whatever you saw.",
            "Plât rhif, gwneuthuriad, lliw: beth bynnag a welsoch.",
        ),
        feeds="suspects.vehicle",
    ),
    radios(
        "recognise",
        "recognise",
        welsh("Would you know any of them again?", "A fyddech chi'n adnabod unrhyw un eto?"),
        YES_NO_UNSURE,
        feeds="suspects.recognise",
    ),
    radios(
        "suspects_known",
        "known",
        welsh("Do you know any of them?", "Ydych chi'n adnabod unrhyw un ohonynt?"),
        YES_NO_UNSURE,
        feeds="suspects.known",
    ),
    Question(
        "suspects_known_details",
        "known-details",
        welsh(
            "Who are they, and how do you know them?",
            "Pwy ydyn nhw, a sut ydych chi'n eu hadnabod?",
        ),
        "longtext",
        welsh(
            "Names they use, also online, age, address, phone, work. Leave out what you do not "
            "know.",
            "Enwau a ddefnyddiant, hefyd ar-lein, oed, cyfeiriad, ffôn, gwaith. Gadewch allan yr "
            "hyn nad ydych yn ei wybod.",
        ),
        is_required=True,
        missing=welsh("Write what you know about them", "Ysgrifennwch beth wyddoch amdanynt"),
        when=(When("suspects_known", ("yes", "unsure")),),
        feeds="suspects.described",
        limit=2000,
    ),
)

INJURY_PAGES = (
    Page("hurt", welsh("Injury", "Anaf")),
    Page("hurt-details", welsh("The injury", "Yr anaf")),
)
INJURY = (
    radios(
        "injured",
        "hurt",
        welsh("Was anyone hurt?", "A gafodd unrhyw un ei frifo?"),
        YES_NO_UNSURE,
        hint=welsh(
            "Also a small injury, such as a bruise or a cut.",
            "Hefyd anaf bach, fel clais neu doriad.",
        ),
    ),
    Question(
        "injury",
        "hurt-details",
        welsh("What is the injury?", "Beth yw'r anaf?"),
        "text",
        is_required=True,
        missing=welsh("Write what the injury is", "Ysgrifennwch beth yw'r anaf"),
        when=(When("injured", ("yes",)),),
        feeds="victim.injury",
        limit=400,
    ),
    radios(
        "hospital",
        "hurt-details",
        welsh("Did it need a hospital?", "Oedd angen ysbyty?"),
        YES_NO_UNSURE,
        when=(When("injured", ("yes",)),),
    ),
)

EVIDENCE_PAGES = (
    Page("seen", welsh("Who saw it", "Pwy welodd hyn")),
    Page("seen-details", welsh("Who else saw it", "Pwy arall welodd hyn")),
    Page("cameras", welsh("Cameras", "Camerâu")),
    Page(
        "camera-details",
        welsh("Which cameras", "Pa gamerâu"),
        welsh("What do you know about the cameras?", "Beth wyddoch chi am y camerâu?"),
    ),
    Page("files", welsh("Photos and files", "Lluniau a ffeiliau")),
)
EVIDENCE = (
    radios(
        "witnesses",
        "seen",
        welsh("Did anyone else see it?", "A welodd unrhyw un arall hyn?"),
        YES_NO_UNSURE,
    ),
    Question(
        "witness_details",
        "seen-details",
        welsh("Who were they?", "Pwy oedden nhw?"),
        "longtext",
        welsh("A name, or where they stood.", "Enw, neu ble safent."),
        when=(When("witnesses", ("yes",)),),
        feeds="witnesses.described",
        limit=1000,
    ),
    radios(
        "cameras",
        "cameras",
        welsh("Could a camera have filmed it?", "A allai camera fod wedi ffilmio hyn?"),
        YES_NO_UNSURE,
        hint=welsh(
            "A shop, a doorbell, a bus, a car, a phone.", "Siop, cloch drws, bws, car, ffôn."
        ),
    ),
    Question(
        "camera_details",
        "camera-details",
        welsh("Where are they, and whose are they?", "Ble maent, a phwy biau nhw?"),
        "longtext",
        when=(When("cameras", ("yes",)),),
        feeds="cameras.described",
        limit=1000,
    ),
    Question(
        "camera_kept",
        "camera-details",
        welsh(
            "How long do they keep the film, if you know?",
            "Am ba hyd y maent yn cadw'r ffilm, os gwyddoch?",
        ),
        "radios",
        choices=(
            Choice("day", welsh("About a day", "Tua diwrnod")),
            Choice("week", welsh("About a week", "Tua wythnos")),
            Choice("month", welsh("About a month", "Tua mis")),
            Choice("longer", welsh("Longer", "Yn hwy")),
            UNSURE,
        ),
        when=(When("cameras", ("yes",)),),
        feeds="cameras.kept",
    ),
    Question(
        "files",
        "files",
        welsh("Add photos, recordings or papers", "Ychwanegu lluniau, recordiadau neu bapurau"),
        "files",
        welsh(
            "An injury, a film from a doorbell, messages, a receipt. You can choose several. "
            "Send no intimate pictures or films, and none of children: say that you have them.",
            "Anaf, ffilm o gloch drws, negeseuon, derbynneb. Gallwch ddewis sawl un. Peidiwch ag "
            "anfon lluniau na ffilmiau personol, na rhai o blant: dywedwch fod gennych rai.",
        ),
        feeds="evidence.files",
    ),
)
