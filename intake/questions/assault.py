"""The assault form: somebody was hurt or threatened."""

from intake.questions import blocks
from intake.questions.common_parts import (
    ENDING,
    EVIDENCE,
    HATE_IF_SO,
    IMPACT,
    INJURY,
    PEOPLE,
    PLACE,
    RELATION,
    THROAT,
    WEAPON,
    WHERE,
)
from intake.questions.parts import NO, UNSURE, YES_NO_UNSURE, choose, option, report_form
from intake.questions.rows import welsh

ASSAULT = report_form(
    "assault",
    welsh("Somebody was hurt or threatened", "Cafodd rhywun ei frifo neu ei fygwth"),
    choose(
        "assault_kind",
        welsh("What kind", "Pa fath"),
        welsh("What happened?", "Beth ddigwyddodd?"),
        (
            option(
                "hurt", "Somebody was hit or hurt", "Cafodd rhywun ei daro neu ei frifo", "phone"
            ),
            option("threatened", "Somebody was threatened", "Cafodd rhywun ei fygwth"),
            option(
                "kill", "Somebody said they would kill", "Dywedodd rhywun y byddai'n lladd", "phone"
            ),
            option("other", "Something else", "Rhywbeth arall"),
        ),
        feeds="offence.kind",
    ),
    INJURY,
    THROAT,
    WEAPON,
    choose(
        "worker",
        welsh("At work", "Yn y gwaith"),
        welsh("Was it done to somebody at work?", "A wnaed hyn i rywun yn y gwaith?"),
        (
            option(
                "emergency",
                "Yes, police, ambulance, fire, prison or health staff",
                "Do, staff heddlu, ambiwlans, tân, carchar neu iechyd",
            ),
            option("shop", "Yes, in a shop", "Do, mewn siop"),
            option("other", "Yes, in another job", "Do, mewn swydd arall"),
            NO,
            UNSURE,
        ),
        feeds="victim.effect",
    ),
    RELATION,
    HATE_IF_SO,
    PLACE,
    WHERE,
    PEOPLE,
    choose(
        "returns",
        welsh("Right now", "Ar hyn o bryd"),
        welsh(
            "Are they still near, or likely to come back?",
            "A ydynt gerllaw o hyd, neu'n debygol o ddod yn ôl?",
        ),
        YES_NO_UNSURE,
        feeds="risk.answers",
    ),
    EVIDENCE,
    IMPACT,
    ENDING,
    advice=(blocks.PHONE_FIRST,),
)
