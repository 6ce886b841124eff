"""The antisocial behaviour form: behaviour that alarms or distresses, aimed at one or at all."""

from casefile.rules.source import Source
from intake.questions.common_parts import (
    DIARY,
    ENDING,
    EVIDENCE,
    HATE_IF_SO,
    IMPACT,
    PEOPLE,
    PLACE,
    RELATION,
    WHERE,
)
from intake.questions.parts import NO, UNSURE, choose, option, report_form, write
from intake.questions.rows import Advice, welsh

COUNCILS = Source("Design of this product", "2026", "what councils deal with", "recalled")
COUNCIL = Advice(
    "council",
    welsh("Your council deals with this", "Eich cyngor sy'n delio â hyn"),
    (
        welsh(
            "Councils deal with noise and litter. Find yours at www.gov.uk/find-local-council.",
            "Cynghorau sy'n delio â sŵn a sbwriel. Dewch o hyd i'ch un chi yn "
            "www.gov.uk/find-local-council.",
        ),
        welsh(
            "If somebody is afraid or threatened because of it, go on with this form.",
            "Os oes rhywun yn ofnus neu dan fygythiad o'i herwydd, ewch ymlaen â'r ffurflen hon.",
        ),
    ),
    COUNCILS,
)
NOW = Advice(
    "now",
    welsh("Phone us now", "Ffoniwch ni nawr"),
    (
        welsh(
            "Call 101 while it goes on. Call 999 if somebody is in danger.",
            "Ffoniwch 101 tra bydd yn parhau. Ffoniwch 999 os oes rhywun mewn perygl.",
        ),
        welsh("You can also go on with this form.", "Gallwch hefyd fynd ymlaen â'r ffurflen hon."),
    ),
    COUNCILS,
)

ANTISOCIAL = report_form(
    "asb",
    welsh(
        "People disturb, frighten or trouble me or the neighbourhood",
        "Mae pobl yn tarfu arnaf, yn codi ofn arnaf neu'n poeni'r gymdogaeth",
    ),
    choose(
        "asb_kind",
        welsh("What kind", "Pa fath"),
        welsh("Whom does it affect?", "Ar bwy mae'n effeithio?"),
        (
            option(
                "personal",
                "It is aimed at me or my household",
                "Mae wedi'i anelu ataf fi neu fy nghartref",
            ),
            option("nuisance", "Everybody around", "Pawb o gwmpas"),
            option(
                "environmental",
                "The place itself, like litter or damage",
                "Y lle ei hun, fel sbwriel neu ddifrod",
            ),
            UNSURE,
        ),
        feeds="offence.kind",
    ),
    choose(
        "topic",
        welsh("What it is", "Beth ydyw"),
        welsh("What is it about?", "Am beth mae'n sôn?"),
        (
            option("vehicles", "Cars or off-road bikes", "Ceir neu feiciau oddi ar y ffordd"),
            option("neighbours", "Neighbours", "Cymdogion"),
            option("drinking", "Drinking", "Yfed"),
            option("drugs", "Drugs", "Cyffuriau"),
            option("begging", "Begging", "Cardota"),
            option("fireworks", "Fireworks", "Tân gwyllt"),
            option("noise", "Noise", "Sŵn", "council"),
            option("litter", "Litter or dumped rubbish", "Sbwriel", "council"),
            option("other", "Something else", "Rhywbeth arall"),
        ),
        feeds="offence.method",
    ),
    choose(
        "asb_now",
        welsh("Right now", "Ar hyn o bryd"),
        welsh("Is it happening now?", "A yw'n digwydd nawr?"),
        (option("yes", "Yes", "Ydy", "now"), NO, UNSURE),
        feeds="risk.answers",
    ),
    write(
        "how_often",
        welsh("How often", "Pa mor aml"),
        welsh(
            "How often does it happen? Which days and times?",
            "Pa mor aml mae'n digwydd? Pa ddyddiau ac amseroedd?",
        ),
        feeds="offence.frequency",
    ),
    DIARY,
    choose(
        "effects",
        welsh("What it does to you", "Beth mae'n ei wneud i chi"),
        welsh("What does it do to you?", "Beth mae'n ei wneud i chi?"),
        (
            option("health", "It harms my health", "Mae'n niweidio fy iechyd"),
            option("sleep", "I cannot sleep", "Ni allaf gysgu"),
            option("children", "It harms children", "Mae'n niweidio plant"),
            option("afraid", "I am afraid", "Rwy'n ofni"),
            option("none", "None of these", "Dim un o'r rhain"),
        ),
        several=True,
        required=False,
        feeds="victim.effect",
    ),
    choose(
        "told_before",
        welsh("Before", "Cyn hynny"),
        welsh("Whom have you told before?", "Wrth bwy ydych chi wedi dweud o'r blaen?"),
        (
            option("police", "The police", "Yr heddlu"),
            option("council", "The council", "Y cyngor"),
            option("landlord", "A landlord", "Landlord"),
            option("none", "Nobody", "Neb"),
        ),
        several=True,
        required=False,
        feeds="offence.earlier",
    ),
    write(
        "told_references",
        welsh("Before", "Cyn hynny"),
        welsh(
            "How many times, and which references do you have?",
            "Sawl gwaith, a pha gyfeirnodau sydd gennych?",
        ),
        kind="text",
        feeds="offence.earlier",
    ),
    choose(
        "landlord",
        welsh("The home", "Y cartref"),
        welsh(
            "Who owns the home where the people who do it live?",
            "Pwy sy'n berchen ar gartref y bobl sy'n gwneud hyn?",
        ),
        (
            option("council", "The council", "Y cyngor"),
            option("association", "A housing association", "Cymdeithas dai"),
            option(
                "private", "A private landlord or themselves", "Landlord preifat neu nhw eu hunain"
            ),
            UNSURE,
        ),
        feeds="suspects.relation",
    ),
    RELATION,
    HATE_IF_SO,
    PLACE,
    WHERE,
    PEOPLE,
    EVIDENCE,
    IMPACT,
    ENDING,
    advice=(COUNCIL, NOW),
)
