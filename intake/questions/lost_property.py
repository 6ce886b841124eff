"""The property form: lost or found things. What was stolen belongs to the theft form."""

from casefile.rules.source import Source
from intake.questions import place_blocks
from intake.questions.common_parts import CONTACT, ITEMS, NEEDS
from intake.questions.parts import (
    UNSURE,
    YES_NO,
    choose,
    headed,
    option,
    report_form,
    without,
    write,
)
from intake.questions.rows import Advice, When, welsh

ISSUERS = Source("Design of this product", "2026", "who replaces what was lost", "recalled")
STOLEN = Advice(
    "stolen",
    welsh("Tell us what was stolen", "Dywedwch wrthym beth gafodd ei ddwyn"),
    (
        welsh(
            "This form is for lost and found things. Go back to the start and choose that "
            "something was stolen.",
            "Mae'r ffurflen hon ar gyfer pethau coll a phethau a gafwyd. Ewch yn ôl i'r dechrau a "
            "dewis bod rhywbeth wedi'i ddwyn.",
        ),
    ),
    ISSUERS,
    stops=True,
)
WHO_REPLACES = Advice(
    "replace",
    welsh("Tell whoever gave it out", "Dywedwch wrth bwy bynnag a'i rhoddodd"),
    (
        welsh(
            "Tell HM Passport Office about a passport, DVLA about a licence, your network about "
            "a phone, and your bank about a card.",
            "Dywedwch wrth Swyddfa Basbort EF am basbort, DVLA am drwydded, eich rhwydwaith am "
            "ffôn, a'ch banc am gerdyn.",
        ),
        welsh("Then go on with this form.", "Yna ewch ymlaen â'r ffurflen hon."),
    ),
    ISSUERS,
)
_LOST, _FOUND = (When("lost_or_found", ("lost", "unsure")),), (When("lost_or_found", ("found",)),)
_WHERE = headed(
    (place_blocks.WHERE_ONLY + place_blocks.WHEN + place_blocks.STORY).optional(),
    {
        "where": welsh("Where was it lost or found?", "Ble cafodd ei golli neu ei ganfod?"),
        "when": welsh("When was it lost or found?", "Pryd cafodd ei golli neu ei ganfod?"),
    },
)

PROPERTY = report_form(
    "property",
    welsh("Something was lost or found", "Cafodd rhywbeth ei golli neu ei ganfod"),
    choose(
        "lost_or_found",
        welsh("What kind", "Pa fath"),
        welsh("Is it lost, stolen or found?", "A yw ar goll, wedi'i ddwyn neu wedi'i ganfod?"),
        (
            option("lost", "Lost", "Ar goll"),
            option("stolen", "Stolen", "Wedi'i ddwyn", "stolen"),
            option("found", "Found", "Wedi'i ganfod"),
            option("unsure", "It is gone and I do not know how", "Mae wedi mynd ac ni wn sut"),
        ),
        feeds="offence.kind",
    ),
    choose(
        "left_in",
        welsh("Where it may be", "Ble gall fod"),
        welsh("Where may it have been left?", "Ble gallai fod wedi'i adael?"),
        (
            option("train", "On a train or bus", "Ar drên neu fws"),
            option("taxi", "In a taxi", "Mewn tacsi"),
            option("shop", "In a shop", "Mewn siop"),
            option("airport", "At an airport", "Mewn maes awyr"),
            option("street", "In the street or a park", "Yn y stryd neu barc"),
            UNSURE,
        ),
        hint=welsh(
            "Ask them too: most keep what they find.",
            "Gofynnwch iddynt hefyd: mae'r rhan fwyaf yn cadw'r hyn a gânt.",
        ),
        when=_LOST,
        feeds="offence.place_type",
    ),
    ITEMS,
    choose(
        "document",
        welsh("Cards and documents", "Cardiau a dogfennau"),
        welsh(
            "Is it a passport, licence, phone or bank card?",
            "Ai pasbort, trwydded, ffôn neu gerdyn banc ydyw?",
        ),
        (option("yes", "Yes", "Ie", "replace"), option("no", "No", "Nage"), UNSURE),
        when=_LOST,
        feeds="property.status",
    ),
    choose(
        "insurer",
        welsh("Insurance", "Yswiriant"),
        welsh(
            "Do you need a reference for an insurer?",
            "Oes angen cyfeirnod arnoch ar gyfer yswiriwr?",
        ),
        YES_NO,
        hint=welsh(
            "It is a property reference, not a crime reference.",
            "Cyfeirnod eiddo ydyw, nid cyfeirnod trosedd.",
        ),
        when=_LOST,
        feeds="property.status",
    ),
    write(
        "held_at",
        welsh("Where it is", "Ble mae"),
        welsh("Where is it now?", "Ble mae nawr?"),
        kind="text",
        when=_FOUND,
        feeds="property.status",
    ),
    choose(
        "keep_it",
        welsh("Keeping it", "Ei gadw"),
        welsh(
            "Would you like to keep it if nobody claims it?",
            "Hoffech chi ei gadw os nad oes neb yn ei hawlio?",
        ),
        YES_NO,
        when=_FOUND,
        feeds="property.status",
    ),
    _WHERE,
    NEEDS,
    without(CONTACT, "victim", "born"),
    advice=(STOLEN, WHO_REPLACES),
    has_victim=False,
)
