"""Welsh for sentences that fields and services say in English to members of the public.

A service does not know its reader's language: it refuses in English, and the page looks here.
"""

import re

from casefile.rules.source import Text

_PAIRS = (
    ("Enter the date", "Rhowch y dyddiad"),
    ("Enter the date and time", "Rhowch y dyddiad a'r amser"),
    ("The date must include a day", "Rhaid i'r dyddiad gynnwys diwrnod"),
    ("The date must include a month", "Rhaid i'r dyddiad gynnwys mis"),
    ("The date must include a year", "Rhaid i'r dyddiad gynnwys blwyddyn"),
    ("The date must include a day and month", "Rhaid i'r dyddiad gynnwys diwrnod a mis"),
    ("The date must include a day and year", "Rhaid i'r dyddiad gynnwys diwrnod a blwyddyn"),
    ("The date must include a month and year", "Rhaid i'r dyddiad gynnwys mis a blwyddyn"),
    (
        "The date must include a day and month and year",
        "Rhaid i'r dyddiad gynnwys diwrnod, mis a blwyddyn",
    ),
    ("The year must be 4 numbers, such as 2026", "Rhaid i'r flwyddyn fod yn 4 rhif, fel 2026"),
    ("The date must be a real date", "Rhaid i'r dyddiad fod yn ddyddiad go iawn"),
    ("The time must be like 19:42 or 7:42pm", "Rhaid i'r amser fod fel 19:42 neu 7:42pm"),
    ("The time must be a real time", "Rhaid i'r amser fod yn amser go iawn"),
    (
        "No clock showed this time on that day: the clocks changed",
        "Ni ddangosodd unrhyw gloc yr amser hwn ar y diwrnod hwnnw: newidiodd y clociau",
    ),
    (
        "The clocks went back: add BST or GMT after the time",
        "Aeth y clociau yn ôl: rhowch BST neu GMT ar ôl yr amser",
    ),
    (
        "Take out the character that cannot be shown (NUL).",
        "Tynnwch y nod na ellir ei ddangos (NUL).",
    ),
    (
        "Take out the broken character; it cannot be kept.",
        "Tynnwch y nod sydd wedi torri; ni ellir ei gadw.",
    ),
    (
        "An IMEI has 15 digits. Dial *#06# or look at the box.",
        "Mae gan IMEI 15 digid. Deialwch *#06# neu edrychwch ar y blwch.",
    ),
    (
        "That IMEI has a wrong digit: its check digit does not fit.",
        "Mae digid anghywir yn yr IMEI hwnnw: nid yw ei ddigid gwirio yn cyd-fynd.",
    ),
    ("This form was closed or sent already.", "Caewyd neu anfonwyd y ffurflen hon yn barod."),
    ("Some questions have no answer yet.", "Nid oes ateb i rai cwestiynau eto."),
    ("Choose at least 6 letters or numbers.", "Dewiswch o leiaf 6 llythyren neu rif."),
    (
        "The code and the secret do not fit together, or the form is no longer kept.",
        "Nid yw'r cod a'r gyfrinach yn cyd-fynd, neu nid yw'r ffurflen yn cael ei chadw mwyach.",
    ),
    (
        "This is not a receipt from here, or it was changed.",
        "Nid derbynneb oddi yma yw hon, neu fe'i newidiwyd.",
    ),
    (
        "No signed receipt is made for this form.",
        "Ni wneir derbynneb wedi'i llofnodi ar gyfer y ffurflen hon.",
    ),
    ("Photos cannot be taken here at the moment", "Ni ellir cymryd lluniau yma ar hyn o bryd"),
    ("Send at most {} photos", "Anfonwch {} o luniau ar y mwyaf"),
    ("{} is not a photo we can open", "Nid yw {} yn llun y gallwn ei agor"),
    ("Shorten this to {} characters.", "Byrhewch hyn i {} o nodau."),
    ("Wait 1 second, then try again.", "Arhoswch 1 eiliad, yna rhowch gynnig arall arni."),
    ("Wait {} seconds, then try again.", "Arhoswch {} eiliad, yna rhowch gynnig arall arni."),
)
_EXACT = {en: cy for en, cy in _PAIRS if "{}" not in en}
# What stands for {} is a number or the name of a file, and is the same in both languages.
_WITH_GAP = [
    (re.compile(re.escape(en).replace(r"\{\}", "(.+)"), re.DOTALL), cy)
    for en, cy in _PAIRS
    if "{}" in en
]


def with_welsh(sentence: str) -> Text:
    """Return an English sentence with its Welsh beside it, or alone where there is none."""
    if sentence in _EXACT:
        return Text(sentence, _EXACT[sentence])
    for pattern, cy in _WITH_GAP:
        if found := pattern.fullmatch(sentence):
            return Text(sentence, cy.replace("{}", found[1]))
    return Text(sentence)
