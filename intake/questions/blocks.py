"""Blocks of pages and questions that forms share: danger, place, time, people, needs, contact."""

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
PRESENT_TIME = "not_in_future"


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
register(
    "intake.advice",
    "Advice before and during a report",
    "What the public is told first, and which answers lead to it.",
    [
        Rule(advice.key, advice.words[0].en, advice.source)
        for advice in (CALL_999, RAILWAY_POLICE, PHONE_FIRST, CALL_BANK)
    ],
)

TRIAGE_PAGES = (
    Page("now", welsh("Right now", "Ar hyn o bryd"), is_triage=True),
    Page("place", welsh("The place", "Y lle"), is_triage=True),
)
TRIAGE = (
    radios(
        "danger",
        "now",
        welsh(
            "Is anyone in danger right now?",
            "A oes unrhyw un mewn perygl ar hyn o bryd?",
        ),
        (
            Choice("yes", welsh("Yes", "Oes"), advice="danger"),
            Choice("no", welsh("No", "Nac oes")),
        ),
    ),
    radios(
        "place_type",
        "place",
        welsh("What kind of place was it?", "Pa fath o le oedd o?"),
        (
            Choice(
                "railway",
                welsh(
                    "On a train, a tram or the Underground, or inside a station",
                    "Ar drên, tram neu'r Underground, neu y tu mewn i orsaf",
                ),
                advice="railway",
            ),
            Choice(
                "street",
                welsh(
                    "In the street or outdoors, also just outside a station",
                    "Yn y stryd neu yn yr awyr agored, hefyd y tu allan i orsaf",
                ),
            ),
            Choice(
                "building",
                welsh("In a home, shop or other building", "Mewn cartref, siop neu adeilad arall"),
            ),
            Choice("vehicle", welsh("In a car, taxi or bus", "Mewn car, tacsi neu fws")),
            Choice("unsure", UNSURE.text),
        ),
        feeds="offence.place_type",
    ),
)

WHERE_PAGES = (
    Page("for-whom", welsh("Who it is about", "Am bwy mae hyn")),
    Page("where", welsh("Where", "Ble")),
    Page("when", welsh("When", "Pryd"), welsh("When did it happen?", "Pryd digwyddodd hyn?")),
    Page("story", welsh("What happened", "Beth ddigwyddodd")),
)
WHERE = (
    radios(
        "for_whom",
        "for-whom",
        welsh("Who did it happen to?", "I bwy y digwyddodd hyn?"),
        (
            Choice("me", welsh("Me", "Fi")),
            Choice("other", welsh("Somebody else", "Rhywun arall")),
        ),
        feeds="report.for_whom",
    ),
    Question(
        "where",
        "where",
        welsh("Where did it happen?", "Ble digwyddodd hyn?"),
        "text",
        welsh(
            "A street and town, or what is nearby. You do not need a postcode.",
            "Stryd a thref, neu beth sydd gerllaw. Nid oes angen cod post.",
        ),
        True,
        welsh(
            "Write where it happened, or that you do not know",
            "Ysgrifennwch ble digwyddodd, neu nad ydych yn gwybod",
        ),
        feeds="offence.place",
        limit=300,
    ),
    Question(
        "from_at",
        "when",
        welsh("Date and time", "Dyddiad ac amser"),
        "datetime",
        welsh(
            "Your best guess is fine. For example 13 11 2026 and 19:42.",
            "Mae eich dyfaliad gorau yn iawn. Er enghraifft 13 11 2026 a 19:42.",
        ),
        True,
        welsh("Enter the date and time", "Rhowch y dyddiad a'r amser"),
        checks=(PRESENT_TIME,),
        feeds="offence.from_at",
    ),
    Question(
        "to_at",
        "when",
        welsh("If you are not sure: the latest it can have been", "Os nad ydych yn siŵr: yr "
              "amser hwyraf posibl"),
        "datetime",
        checks=(PRESENT_TIME, "not_before_from_at"),
        feeds="offence.to_at",
    ),
    Question(
        "story",
        "story",
        welsh("What happened?", "Beth ddigwyddodd?"),
        "longtext",
        welsh("Use your own words. Write as much or as little as you want.",
              "Defnyddiwch eich geiriau eich hun. Ysgrifennwch faint bynnag y mynnwch."),
        True,
        welsh("Write what happened", "Ysgrifennwch beth ddigwyddodd"),
        feeds="offence.story",
        limit=4000,
    ),
)  # fmt: skip

PEOPLE_PAGES = (
    Page("people", welsh("The people who did it", "Y bobl a wnaeth hyn")),
    Page("known", welsh("Do you know them", "Ydych chi'n eu hadnabod")),
    Page("known-details", welsh("Who they are", "Pwy ydyn nhw")),
)
PEOPLE = (
    Question(
        "suspects",
        "people",
        welsh("What did the people who did it look like?", "Sut olwg oedd ar y bobl a wnaeth hyn?"),
        "longtext",
        welsh("How many, age, height, clothes, voice. Leave out what you do not know.",
              "Faint, oed, taldra, dillad, llais. Gadewch allan yr hyn nad ydych yn ei wybod."),
        feeds="suspects.described",
        limit=2000,
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
        welsh("Who are they, and how do you know them?",
              "Pwy ydyn nhw, a sut ydych chi'n eu hadnabod?"),
        "longtext",
        is_required=True,
        missing=welsh("Write what you know about them", "Ysgrifennwch beth wyddoch amdanynt"),
        when=(When("suspects_known", ("yes", "unsure")),),
        feeds="suspects.described",
        limit=2000,
    ),
)  # fmt: skip

INJURY_PAGES = (
    Page("hurt", welsh("Injury", "Anaf")),
    Page("hurt-details", welsh("The injury", "Yr anaf")),
)
INJURY = (
    radios(
        "injured",
        "hurt",
        welsh("Was anyone hurt?", "A gafodd unrhyw un ei frifo?"),
        YES_NO,
        hint=welsh("Also a small injury, such as a bruise or a cut.",
                   "Hefyd anaf bach, fel clais neu doriad."),
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
        YES_NO,
        when=(When("injured", ("yes",)),),
    ),
)  # fmt: skip

EVIDENCE_PAGES = (
    Page("seen", welsh("Who saw it", "Pwy welodd hyn")),
    Page("seen-details", welsh("Who else saw it", "Pwy arall welodd hyn")),
    Page("cameras", welsh("Cameras", "Camerâu")),
    Page("camera-details", welsh("Which cameras", "Pa gamerâu")),
    Page("photos", welsh("Photos", "Lluniau")),
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
        hint=welsh("A shop, a doorbell, a bus, a car, a phone.",
                   "Siop, cloch drws, bws, car, ffôn."),
    ),
    Question(
        "camera_details",
        "camera-details",
        welsh("Where are the cameras?", "Ble mae'r camerâu?"),
        "longtext",
        when=(When("cameras", ("yes",)),),
        feeds="cameras.described",
        limit=1000,
    ),
    Question(
        "photos",
        "photos",
        welsh("Add photos", "Ychwanegu lluniau"),
        "photos",
        welsh("An injury, a receipt, a box with a serial number. You can choose several, "
              "each up to 25 MB. Send no intimate pictures.",
              "Anaf, derbynneb, blwch â rhif cyfresol. Gallwch ddewis sawl un, pob un hyd at "
              "25 MB. Peidiwch ag anfon lluniau personol."),
        feeds="evidence.photos",
    ),
)  # fmt: skip
