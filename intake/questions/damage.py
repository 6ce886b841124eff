"""The damage form: criminal damage, graffiti and fire."""

from casefile.rules.source import Source
from intake.questions.common_parts import (
    COURT_ORDERS,
    ENDING,
    EVIDENCE,
    HATE_IF_SO,
    IMPACT,
    PEOPLE,
    PLACE,
    RELATION,
    VEHICLE,
    WHERE,
)
from intake.questions.parts import (
    NO,
    UNSURE,
    YES_NO_UNSURE,
    choose,
    option,
    report_form,
)
from intake.questions.rows import Advice, When, welsh

FIRE = Source("Police force advice to the public", "2026", "emergency calls", "secondary")
CALL_FIRE = Advice(
    "fire",
    welsh("Call 999 if it is burning", "Ffoniwch 999 os yw'n llosgi"),
    (
        welsh(
            "If anything still burns or smokes, call 999 and ask for the fire service.",
            "Os oes unrhyw beth yn llosgi neu'n mygu o hyd, ffoniwch 999 a gofyn am y gwasanaeth "
            "tân.",
        ),
        welsh(
            "If the fire is out, go on with this form.",
            "Os yw'r tân wedi diffodd, ewch ymlaen â'r ffurflen hon.",
        ),
    ),
    FIRE,
)

DAMAGE = report_form(
    "damage",
    welsh("Something was damaged or set on fire", "Cafodd rhywbeth ei ddifrodi neu ei roi ar dân"),
    PLACE,
    choose(
        "damaged",
        welsh("What kind", "Pa fath"),
        welsh("What was damaged?", "Beth gafodd ei ddifrodi?"),
        (
            option("home", "A home", "Cartref"),
            option("vehicle", "A vehicle", "Cerbyd"),
            option("building", "Another building", "Adeilad arall"),
            option("other", "Something else", "Rhywbeth arall"),
        ),
        feeds="offence.kind",
    ),
    VEHICLE.only_when(When("damaged", ("vehicle",))),
    choose(
        "fire",
        welsh("Fire", "Tân"),
        welsh("Was there a fire?", "A oedd tân?"),
        (option("yes", "Yes", "Oedd", "fire"), NO, UNSURE),
        feeds="offence.method",
    ),
    choose(
        "cost",
        welsh("Cost", "Cost"),
        welsh(
            "What will it cost to put right? A guess is fine.",
            "Faint fydd cost ei drwsio? Mae dyfaliad yn iawn.",
        ),
        (
            option("under_500", "Less than £500", "Llai na £500"),
            option("under_5000", "£500 to £5,000", "£500 i £5,000"),
            option("over_5000", "More than £5,000", "Mwy na £5,000"),
            UNSURE,
        ),
        feeds="offence.cost",
    ),
    choose(
        "symbols",
        welsh("Signs", "Arwyddion"),
        welsh("Were words, signs or slogans left?", "A adawyd geiriau, arwyddion neu sloganau?"),
        YES_NO_UNSURE,
        hint=welsh(
            "You can add a photo of them later.", "Gallwch ychwanegu llun ohonynt yn nes ymlaen."
        ),
        feeds="offence.words_used",
    ),
    choose(
        "threatened",
        welsh("Before", "Cyn hynny"),
        welsh("Did anybody threaten to do it?", "A fygythiodd unrhyw un wneud hyn?"),
        YES_NO_UNSURE,
        feeds="risk.answers",
    ),
    choose(
        "dispute",
        welsh("Disputes", "Anghydfodau"),
        welsh(
            "Is there a dispute that goes on with somebody?",
            "A oes anghydfod yn parhau gyda rhywun?",
        ),
        YES_NO_UNSURE,
        feeds="offence.earlier",
    ),
    COURT_ORDERS.only_when(When("dispute", ("yes",))),
    RELATION.only_when(When("dispute", ("yes",))),
    HATE_IF_SO,
    WHERE,
    PEOPLE,
    EVIDENCE,
    IMPACT,
    ENDING,
    advice=(CALL_FIRE,),
)
