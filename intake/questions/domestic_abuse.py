"""The domestic abuse form. Its titles, addresses and messages never say what it is about."""

from casefile.rules.source import Source
from intake.questions import safety_parts
from intake.questions.common_parts import (
    COURT_ORDERS,
    EVIDENCE,
    IMPACT,
    INJURY,
    PEOPLE,
    PLACE,
    RELATION,
    THROAT,
    WEAPON,
    WHERE_IF_KNOWN,
)
from intake.questions.parts import (
    UNSURE,
    YES_NO_UNSURE,
    choose,
    option,
    report_form,
    reworded,
    write,
)
from intake.questions.rows import When, welsh

DEFINITION = Source("Domestic Abuse Act 2021", "as enacted", "sections 1 to 3", "secondary")

DOMESTIC_ABUSE = report_form(
    "da",
    welsh(
        "Somebody close to me hurts, scares or controls me",
        "Mae rhywun agos ataf yn fy mrifo, yn codi ofn arnaf neu'n fy rheoli",
    ),
    *(
        safety_parts.neutral(part)
        for part in (
            safety_parts.OPENING,
            RELATION,
            choose(
                "lives_with",
                welsh("Where they live", "Ble maent yn byw"),
                welsh("Do you live together?", "Ydych chi'n byw gyda'ch gilydd?"),
                (
                    option("yes", "Yes", "Ydym"),
                    option("before", "Not any more", "Ddim bellach"),
                    option("no", "No", "Na"),
                    UNSURE,
                ),
                feeds="risk.answers",
            ),
            write(
                "their_details",
                welsh("Who they are", "Pwy ydynt"),
                welsh(
                    "What is their name and age, when are they at work, and what do they drive?",
                    "Beth yw eu henw a'u hoed, pryd maent yn y gwaith, a beth maent yn ei yrru?",
                ),
                hint=welsh(
                    "Leave out what you do not know.", "Gadewch allan yr hyn nad ydych yn ei wybod."
                ),
                feeds="suspects.described",
            ),
            choose(
                "types",
                welsh("What happens", "Beth sy'n digwydd"),
                welsh("What has happened?", "Beth sydd wedi digwydd?"),
                (
                    option(
                        "physical",
                        "Hitting, pushing or other violence",
                        "Taro, gwthio neu drais arall",
                    ),
                    option("threats", "Threats", "Bygythiadau"),
                    option(
                        "control",
                        "Controlling what I do, whom I see or where I go",
                        "Rheoli'r hyn a wnaf, pwy a welaf neu ble'r af",
                    ),
                    option("emotional", "Insults, blame or silence", "Sarhad, bai neu dawelwch"),
                    option("money", "Keeping or taking money", "Cadw neu gymryd arian"),
                    option(
                        "sexual",
                        "Things done to my body that I did not want",
                        "Pethau a wnaed i'm corff nad oeddwn eu heisiau",
                    ),
                    option(
                        "stalking",
                        "Following, watching or tracking me",
                        "Fy nilyn, fy ngwylio neu fy nhracio",
                    ),
                    option(
                        "honour",
                        "Pressure over family honour or a marriage",
                        "Pwysau ynghylch anrhydedd teulu neu briodas",
                    ),
                    option("other", "Something else", "Rhywbeth arall"),
                ),
                several=True,
                required=False,
                feeds="offence.kind",
            ),
            THROAT,
            WEAPON,
            choose(
                "danger_signs",
                welsh("More about it", "Mwy am hyn"),
                welsh("Is any of this true?", "A yw unrhyw un o'r rhain yn wir?"),
                (
                    option("kill", "They threatened to kill somebody", "Bygythiasant ladd rhywun"),
                    option("more_often", "It happens more often", "Mae'n digwydd yn amlach"),
                    option("worse", "It is getting worse", "Mae'n gwaethygu"),
                    option("sexual", "They hurt me in a sexual way", "Maent yn fy mrifo'n rhywiol"),
                    option(
                        "pregnant",
                        "I am pregnant, or have a baby",
                        "Rwy'n feichiog, neu mae gennyf faban",
                    ),
                    option(
                        "separated",
                        "We separated, or I have tried to",
                        "Rydym wedi gwahanu, neu rwyf wedi ceisio",
                    ),
                    option(
                        "contact",
                        "We disagree about seeing the children",
                        "Rydym yn anghytuno am weld y plant",
                    ),
                    option(
                        "stalking",
                        "They follow or message me all the time",
                        "Maent yn fy nilyn neu'n anfon negeseuon drwy'r amser",
                    ),
                    option(
                        "children",
                        "They hurt or threatened the children",
                        "Maent wedi brifo neu fygwth y plant",
                    ),
                    option("pets", "They hurt an animal", "Maent wedi brifo anifail"),
                    option(
                        "self",
                        "They threatened to end their own life",
                        "Bygythiasant roi diwedd ar eu bywyd",
                    ),
                    option(
                        "alone",
                        "I am kept from family and friends",
                        "Caf fy nghadw rhag teulu a ffrindiau",
                    ),
                    option(
                        "jealous", "They control everything I do", "Maent yn rheoli popeth a wnaf"
                    ),
                    option(
                        "drink",
                        "They drink, take drugs or are unwell",
                        "Maent yn yfed, yn cymryd cyffuriau neu'n sâl",
                    ),
                    option("none", "None of these", "Dim un o'r rhain"),
                ),
                several=True,
                required=False,
                feeds="risk.answers",
            ),
            COURT_ORDERS,
            choose(
                "children",
                welsh("Children", "Plant"),
                welsh(
                    "Do children live there, or come there?",
                    "A oes plant yn byw yno, neu'n dod yno?",
                ),
                YES_NO_UNSURE,
                feeds="victim.children",
            ),
            write(
                "children_details",
                welsh("Children", "Plant"),
                welsh(
                    "What are their names, ages and schools?",
                    "Beth yw eu henwau, oedrannau ac ysgolion?",
                ),
                when=(When("children", ("yes",)),),
                feeds="victim.children",
                limit=1000,
            ),
            PLACE.optional(),
            reworded(
                WHERE_IF_KNOWN,
                {
                    "story": welsh(
                        "What happened, and what happened the last time?",
                        "Beth ddigwyddodd, a beth ddigwyddodd y tro diwethaf?",
                    )
                },
            ),
            INJURY,
            PEOPLE,
            write(
                "wanted",
                welsh("Your wishes", "Eich dymuniadau"),
                welsh("What would you like to happen?", "Beth hoffech chi ei weld yn digwydd?"),
                feeds="victim.view",
            ),
            choose(
                "they_know",
                welsh("Their wishes", "Eu dymuniadau"),
                welsh(
                    "If you write for somebody else: do they know?",
                    "Os ydych yn ysgrifennu dros rywun arall: a ydynt yn gwybod?",
                ),
                (option("yes", "Yes", "Ydynt"), option("no", "No", "Nac ydynt"), UNSURE),
                when=(When("for_whom", ("other",)),),
                feeds="victim.view",
            ),
            choose(
                "safe_to_visit",
                welsh("A visit", "Ymweliad"),
                welsh(
                    "Would it be safe for you if we came to your home?",
                    "A fyddai'n ddiogel i chi pe baem yn dod i'ch cartref?",
                ),
                YES_NO_UNSURE,
                feeds="plan.notes",
            ),
            EVIDENCE,
            IMPACT,
            safety_parts.ENDING,
        )
    ),
    advice=safety_parts.ADVICE,
    is_sensitive=True,
)
