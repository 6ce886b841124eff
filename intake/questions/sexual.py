"""The form about rape and sexual offences. Nothing about what happened has to be told here."""

from dataclasses import replace

from casefile.rules.source import Source
from intake.questions import safety_parts
from intake.questions.common_parts import (
    EVIDENCE,
    IMPACT,
    PEOPLE,
    PLACE,
    RELATION,
    THROAT,
    WHERE_IF_KNOWN,
)
from intake.questions.parts import (
    NO,
    RATHER_NOT,
    UNSURE,
    YES_NO_UNSURE,
    choose,
    option,
    report_form,
)
from intake.questions.rows import Advice, welsh

CENTRES = Source("Design of this product", "2026", "sexual assault referral centres", "recalled")
CODE = Source("Victims' Code", "2024", "who interviews you", "verified")

SOON = Advice(
    "soon",
    welsh("Help in the first days", "Help yn y dyddiau cyntaf"),
    (
        welsh(
            "A sexual assault referral centre (SARC) can look after you, now and in private, "
            "also if you do not want the police.",
            "Gall canolfan atgyfeirio ymosodiadau rhywiol (SARC) ofalu amdanoch, nawr ac yn "
            "breifat, hyd yn oed os nad ydych am gael yr heddlu.",
        ),
        welsh(
            "If you can, do not wash yet, and keep the clothes. It is fine if you already have.",
            "Os gallwch, peidiwch ag ymolchi eto, a chadwch y dillad. Mae'n iawn os ydych eisoes.",
        ),
        welsh(
            "You can call 101 and ask for a specially trained officer, or go on here.",
            "Gallwch ffonio 101 a gofyn am swyddog â hyfforddiant arbennig, neu fynd ymlaen yma.",
        ),
    ),
    CENTRES,
)
SPIKED = Advice(
    "spiked",
    welsh("A test soon can help", "Gall prawf buan helpu"),
    (
        welsh(
            "What was put in a drink leaves the body within hours or days. Call 101 now if it was "
            "in the last five days, or go on here.",
            "Mae'r hyn a roddwyd mewn diod yn gadael y corff o fewn oriau neu ddyddiau. Ffoniwch "
            "101 nawr os oedd hyn yn y pum diwrnod diwethaf, neu ewch ymlaen yma.",
        ),
    ),
    CENTRES,
)
HELP_FIRST = Advice(
    "help-first",
    welsh("Help without the police", "Help heb yr heddlu"),
    (
        welsh(
            "A SARC, an adviser (ISVA) or a helpline can help you first. Search online for "
            '"find a SARC", or call NHS 111. You can come back here at any time.',
            "Gall SARC, cynghorydd (ISVA) neu linell gymorth eich helpu yn gyntaf. Chwiliwch "
            'ar-lein am "find a SARC", neu ffoniwch GIG 111. Gallwch ddod yn ôl yma unrhyw bryd.',
        ),
        welsh("If you like you can go on now.", "Os hoffech, gallwch fynd ymlaen nawr."),
    ),
    CENTRES,
)
YOUNG = Advice(
    "young",
    welsh("You can talk to somebody now", "Gallwch siarad â rhywun nawr"),
    (
        welsh(
            "If you are under 18, you can call 101, or Childline on 0800 1111, at any hour. It is "
            "free. If you are in danger, call 999.",
            "Os ydych o dan 18 oed, gallwch ffonio 101, neu Childline ar 0800 1111, ar unrhyw "
            "adeg. Mae am ddim. Os ydych mewn perygl, ffoniwch 999.",
        ),
        welsh(
            "To keep you safe we may have to tell people whose work that is. You can also go on "
            "here.",
            "I'ch cadw'n ddiogel efallai y bydd yn rhaid i ni ddweud wrth bobl sy'n gwneud hynny "
            "wrth eu gwaith. Gallwch hefyd fynd ymlaen yma.",
        ),
    ),
    CENTRES,
)
_AGES = (
    option("under_13", "Under 13", "O dan 13"),
    option("13_15", "13 to 15", "13 i 15"),
    option("16_17", "16 or 17", "16 neu 17"),
    option("adult", "18 or over", "18 neu hŷn"),
    RATHER_NOT,
)
_AGES_NOW = tuple(
    replace(row, advice="young") if row.value in {"under_13", "13_15", "16_17"} else row
    for row in _AGES
)

SEXUAL = report_form(
    "sexual",
    welsh(
        "Somebody did something sexual that was not wanted",
        "Gwnaeth rhywun rywbeth rhywiol nad oedd ei eisiau",
    ),
    *(
        safety_parts.neutral(part)
        for part in (
            safety_parts.OPENING,
            choose(
                "within_week",
                welsh("When", "Pryd"),
                welsh("Was it within the last 7 days?", "Oedd hyn o fewn y 7 diwrnod diwethaf?"),
                (option("yes", "Yes", "Oedd", "soon"), NO, UNSURE),
                feeds="risk.answers",
            ),
            choose(
                "wants_first",
                welsh("What you want", "Beth yr ydych ei eisiau"),
                welsh("What would help you first?", "Beth fyddai'n eich helpu gyntaf?"),
                (
                    option("police", "The police", "Yr heddlu"),
                    option(
                        "centre",
                        "A SARC, for care in private",
                        "SARC, ar gyfer gofal preifat",
                        "help-first",
                    ),
                    option("adviser", "An adviser (ISVA)", "Cynghorydd (ISVA)", "help-first"),
                    option("helpline", "A helpline", "Llinell gymorth", "help-first"),
                    UNSURE,
                ),
                hint=welsh(
                    "Each is a good choice, and you can change your mind.",
                    "Mae pob un yn ddewis da, a gallwch newid eich meddwl.",
                ),
                feeds="victim.view",
            ),
            choose(
                "age_then",
                welsh("Age", "Oed"),
                welsh(
                    "How old was the person it happened to at the time?",
                    "Beth oedd oed y person y digwyddodd hyn iddo ar y pryd?",
                ),
                _AGES,
                feeds="victim.age_group",
            ),
            choose(
                "age_now",
                welsh("Age", "Oed"),
                welsh("How old are they now?", "Beth yw eu hoed nawr?"),
                _AGES_NOW,
                feeds="victim.age_group",
            ),
            RELATION,
            PLACE.optional(),
            WHERE_IF_KNOWN,
            THROAT,
            choose(
                "spiked",
                welsh("Drink", "Diod"),
                welsh(
                    "Could something have been put in a drink, or injected?",
                    "A allai rhywbeth fod wedi'i roi mewn diod, neu ei chwistrellu?",
                ),
                (
                    option("yes", "Yes", "Gallai", "spiked"),
                    NO,
                    option("unsure", "I do not know", "Nid wyf yn gwybod", "spiked"),
                ),
                feeds="risk.answers",
            ),
            choose(
                "interviewer",
                welsh("Talking to us", "Siarad â ni"),
                welsh(
                    "Would you rather talk to a woman or a man?",
                    "Fyddai'n well gennych siarad â menyw neu ddyn?",
                ),
                (
                    option("woman", "A woman", "Menyw"),
                    option("man", "A man", "Dyn"),
                    option("either", "It makes no difference", "Nid oes gwahaniaeth"),
                ),
                hint=welsh(
                    "You have the right to ask. Nobody may publish your name, all your life.",
                    "Mae gennych hawl i ofyn. Ni chaiff neb gyhoeddi eich enw, gydol eich oes.",
                ),
                feeds="victim.wants_interviewer",
            ),
            choose(
                "afterwards",
                welsh("Since then", "Ers hynny"),
                welsh(
                    "Are they likely to come back or to get in touch?",
                    "A ydynt yn debygol o ddod yn ôl neu gysylltu?",
                ),
                YES_NO_UNSURE,
                feeds="risk.answers",
            ),
            PEOPLE,
            EVIDENCE,
            IMPACT,
            safety_parts.ENDING,
        )
    ),
    advice=(*safety_parts.ADVICE, SOON, SPIKED, HELP_FIRST, YOUNG),
    is_sensitive=True,
)
