"""The hate form: crimes and incidents that somebody believes came of hostility to who they are."""

from intake.questions import safety_parts
from intake.questions.common_parts import (
    EVIDENCE,
    IMPACT,
    INJURY,
    PEOPLE,
    PLACE,
    RELATION,
    STRANDS,
    WEAPON,
    WHERE,
)
from intake.questions.parts import (
    UNSURE,
    YES_NO,
    YES_NO_UNSURE,
    choose,
    option,
    report_form,
    write,
)
from intake.questions.rows import When, welsh

HATE = report_form(
    "hate",
    welsh(
        "Somebody was attacked, insulted or threatened because of who they are",
        "Ymosodwyd ar rywun, neu cawsant eu sarhau neu eu bygwth, oherwydd pwy ydynt",
    ),
    *(
        safety_parts.neutral(part)
        for part in (
            safety_parts.OPENING,
            STRANDS,
            write(
                "said_or_done",
                welsh("What happened", "Beth ddigwyddodd"),
                welsh(
                    "What was said, written or done? Use their words if you remember them",
                    "Beth ddywedwyd, ysgrifennwyd neu wnaed? Defnyddiwch eu geiriau os cofiwch",
                ),
                hint=welsh(
                    "You can write offensive words as they were used.",
                    "Gallwch ysgrifennu geiriau sarhaus fel y'u defnyddiwyd.",
                ),
                feeds="offence.words_used",
                limit=4000,
            ),
            choose(
                "online",
                welsh("Where", "Ble"),
                welsh("Was it online or in person?", "Oedd hyn ar-lein neu wyneb yn wyneb?"),
                (
                    option("person", "In person", "Wyneb yn wyneb"),
                    option("online", "Online", "Ar-lein"),
                    option("both", "Both", "Y ddau"),
                    UNSURE,
                ),
                feeds="offence.online",
            ),
            write(
                "handle",
                welsh("Where", "Ble"),
                welsh(
                    "Which site or app, and which name or link?",
                    "Pa wefan neu ap, a pha enw neu ddolen?",
                ),
                kind="text",
                when=(When("online", ("online", "both")),),
                feeds="offence.online",
            ),
            choose(
                "before",
                welsh("Before", "Cyn hynny"),
                welsh("Has it happened before?", "A yw wedi digwydd o'r blaen?"),
                (
                    option("first", "No, this is the first time", "Na, dyma'r tro cyntaf"),
                    option("again", "Yes, and I did not report it", "Do, ac ni roddais wybod"),
                    option("reported", "Yes, and I reported it", "Do, a rhoddais wybod"),
                    UNSURE,
                ),
                feeds="offence.earlier",
            ),
            write(
                "before_details",
                welsh("Before", "Cyn hynny"),
                welsh(
                    "How many times, when, and whom did you tell?",
                    "Sawl gwaith, pryd, ac wrth bwy y dywedoch?",
                ),
                kind="text",
                when=(When("before", ("again", "reported")),),
                feeds="offence.earlier",
            ),
            choose(
                "afraid_to_go",
                welsh("How you feel", "Sut ydych chi'n teimlo"),
                welsh(
                    "Are you afraid to go home, to work or to worship?",
                    "Ydych chi'n ofni mynd adref, i'r gwaith neu i addoli?",
                ),
                YES_NO_UNSURE,
                feeds="needs.afraid",
            ),
            choose(
                "partner_service",
                welsh("Support", "Cymorth"),
                welsh(
                    "Would you like a support service that knows what this is like?",
                    "Hoffech chi wasanaeth cymorth sy'n deall hyn?",
                ),
                YES_NO,
                hint=welsh(
                    "We pass your wish on only if you say yes.",
                    "Dim ond os dywedwch ie y trosglwyddwn eich dymuniad.",
                ),
                feeds="victim.wants_partner",
            ),
            RELATION,
            PLACE,
            WHERE,
            PEOPLE,
            WEAPON,
            INJURY,
            EVIDENCE,
            IMPACT,
            safety_parts.ENDING,
        )
    ),
    advice=safety_parts.ADVICE,
    is_sensitive=True,
)
