"""The safe-contact questions of sensitive forms; they come before any name, number or address."""

from casefile.rules.source import Source
from intake.questions.common_parts import CONTACT, NEEDS, WISHES
from intake.questions.parts import (
    NO,
    UNSURE,
    YES,
    YES_NO,
    YES_NO_UNSURE,
    Part,
    choose,
    option,
    without,
    write,
)
from intake.questions.rows import Advice, Page, welsh

SAFETY = Source("Police force advice to the public", "2026", "abuse: safer ways", "secondary")

LEAVE_FIRST = Advice(
    "safe-first",
    welsh("Call 999 now", "Ffoniwch 999 nawr"),
    (
        welsh(
            "If you are in danger, call 999 as soon as you can.",
            "Os ydych mewn perygl, ffoniwch 999 cyn gynted ag y gallwch.",
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
            "You can go on here if that is safer for you.",
            "Gallwch fynd ymlaen yma os yw hynny'n fwy diogel i chi.",
        ),
    ),
    SAFETY,
)
SAFER_WAYS = Advice(
    "safer-ways",
    welsh("Safer ways", "Ffyrdd mwy diogel"),
    (
        welsh(
            "Somebody who can open this device may see that you were here. A phone or computer "
            "of a friend, a library or your work is safer.",
            "Efallai y gall rhywun sy'n gallu agor y ddyfais hon weld eich bod wedi bod yma. Mae "
            "ffôn neu gyfrifiadur ffrind, llyfrgell neu'ch gwaith yn fwy diogel.",
        ),
        welsh(
            "You can call 101 from another phone at any hour, or go to a police station.",
            "Gallwch ffonio 101 o ffôn arall ar unrhyw adeg, neu fynd i orsaf heddlu.",
        ),
        welsh(
            "A private window leaves less behind, but does not stop software that watches.",
            "Mae ffenestr breifat yn gadael llai ar ôl, ond nid yw'n atal meddalwedd sy'n gwylio.",
        ),
        welsh("You can also go on here.", "Gallwch hefyd fynd ymlaen yma."),
    ),
    SAFETY,
)
ADVICE = (LEAVE_FIRST, SAFER_WAYS)

SAFE_NOW = choose(
    "safe_now",
    welsh("Right now", "Ar hyn o bryd"),
    welsh("Is it safe for you to go on now?", "A yw'n ddiogel i chi fynd ymlaen nawr?"),
    (
        YES,
        option("no", "No", "Na", "safe-first"),
        option("unsure", "I am not sure", "Nid wyf yn siŵr", "safe-first"),
    ),
    hint=welsh(
        "Think of who is near you, or may come back.",
        "Meddyliwch am bwy sydd gerllaw, neu a all ddod yn ôl.",
    ),
    feeds="plan.safe_now",
)
OWN_DEVICE = choose(
    "shared_device",
    welsh("This device", "Y ddyfais hon"),
    welsh(
        "Could anybody else look at this device, or at your email or accounts?",
        "A allai unrhyw un arall edrych ar y ddyfais hon, neu ar eich e-bost neu'ch cyfrifon?",
    ),
    (
        option("yes", "Yes", "Gallai", "safer-ways"),
        NO,
        option("unsure", "I am not sure", "Nid wyf yn siŵr", "safer-ways"),
    ),
    feeds="plan.watched",
)
_WAYS = Part(
    tuple(page for page in CONTACT.pages if page.key in {"ways", "ways-details"}),
    tuple(row for row in CONTACT.questions if row.page in {"ways", "ways-details"}),
)
_DETAILS = (
    choose(
        "voicemail",
        welsh("Messages", "Negeseuon"),
        welsh(
            "May we leave a message if you do not answer?",
            "A gawn ni adael neges os nad ydych yn ateb?",
        ),
        (NO, YES),
        feeds="plan.voicemail",
    )
    + write(
        "text_words",
        welsh("Texts", "Negeseuon testun"),
        welsh(
            "If a text is safe, what may it say?",
            "Os yw neges destun yn ddiogel, beth all ei ddweud?",
        ),
        kind="text",
        hint=welsh(
            "It never says who we are or what it is about.",
            "Nid yw byth yn dweud pwy ydym ni nac am beth mae'n sôn.",
        ),
        feeds="plan.text_words",
    )
    + choose(
        "caller_id",
        welsh("Calls", "Galwadau"),
        welsh(
            "Would you answer a call that shows no number?", "A fyddech chi'n ateb galwad heb rif?"
        ),
        (*YES_NO, UNSURE),
        feeds="plan.caller_id",
    )
    + write(
        "proxy",
        welsh("Somebody you trust", "Rhywun yr ydych yn ymddiried ynddo"),
        welsh(
            "Is there somebody you trust whom we can contact instead? Name and phone number",
            "A oes rhywun y gallwn gysylltu ag ef yn eich lle? Enw a rhif ffôn",
        ),
        kind="text",
        feeds="plan.proxy",
    )
    + choose(
        "address_shared",
        welsh("Your address", "Eich cyfeiriad"),
        welsh(
            "Do they know your address, or live there?",
            "Ydyn nhw'n gwybod eich cyfeiriad, neu'n byw yno?",
        ),
        YES_NO_UNSURE,
        feeds="plan.address_shared",
    )
)

OPENING = SAFE_NOW + OWN_DEVICE + _WAYS + _DETAILS
"""Asked first on a sensitive form."""

IDENTITY = without(CONTACT, "watched", "ways", "ways-details")
ENDING = NEEDS + IDENTITY + WISHES
"""Needs, name and wishes: the safe ways are known by now."""


def neutral(part: Part) -> Part:
    """Return a part whose page titles tell nothing to whoever reads the browser's history."""
    pages = tuple(
        Page(page.key, welsh("Next question", "Cwestiwn nesaf"), page.heading, page.intro)
        for page in part.pages
    )
    return Part(pages, part.questions)
