"""The stalking and harassment form: unwanted behaviour that goes on."""

from intake.questions import blocks, safety_parts
from intake.questions.common_parts import (
    COURT_ORDERS,
    DIARY,
    EVIDENCE,
    IMPACT,
    PEOPLE,
    PLACE,
    RELATION,
    WHERE_IF_KNOWN,
)
from intake.questions.parts import UNSURE, YES_NO_UNSURE, choose, option, report_form, write
from intake.questions.rows import When, welsh

STALKING = report_form(
    "stalk",
    welsh(
        "Somebody follows me, watches me or will not leave me alone",
        "Mae rhywun yn fy nilyn, yn fy ngwylio neu'n gwrthod gadael llonydd i mi",
    ),
    *(
        safety_parts.neutral(part)
        for part in (
            safety_parts.OPENING,
            RELATION,
            choose(
                "behaviour",
                welsh("What happens", "Beth sy'n digwydd"),
                welsh("What have they done?", "Beth maen nhw wedi'i wneud?"),
                (
                    option("following", "Followed somebody", "Dilyn rhywun"),
                    option(
                        "visits",
                        "Came again and again uninvited",
                        "Dod dro ar ôl tro heb wahoddiad",
                    ),
                    option("hanging", "Waited or hung around", "Aros neu loetran"),
                    option("watching", "Watched or spied", "Gwylio neu ysbïo"),
                    option(
                        "checking",
                        "Looked at email, accounts or a phone",
                        "Edrych ar e-bost, cyfrifon neu ffôn",
                    ),
                    option(
                        "tracking",
                        "Used a tracking device or app",
                        "Defnyddio dyfais neu ap tracio",
                    ),
                    option(
                        "messages",
                        "Sent calls, messages or gifts that are not wanted",
                        "Anfon galwadau, negeseuon neu anrhegion digroeso",
                    ),
                    option(
                        "images",
                        "Shared or threatened to share pictures",
                        "Rhannu lluniau neu fygwth gwneud hynny",
                    ),
                    option("property", "Interfered with property", "Ymyrryd ag eiddo"),
                    option(
                        "services",
                        "Signed somebody up to things",
                        "Cofrestru rhywun ar gyfer pethau",
                    ),
                    option(
                        "others",
                        "Reached me through other people",
                        "Cysylltu â mi drwy bobl eraill",
                    ),
                    option("other", "Something else", "Rhywbeth arall"),
                ),
                several=True,
                required=False,
                feeds="offence.kind",
            ),
            choose(
                "pattern",
                welsh("How it is", "Sut mae hyn"),
                welsh("Is any of this true?", "A yw unrhyw un o'r rhain yn wir?"),
                (
                    option(
                        "fixated",
                        "They cannot stop thinking about me",
                        "Ni allant roi'r gorau i feddwl amdanaf",
                    ),
                    option(
                        "obsessive",
                        "It takes up much of their time",
                        "Mae'n cymryd llawer o'u hamser",
                    ),
                    option(
                        "unwanted",
                        "I do not want it, and they know",
                        "Nid wyf ei eisiau, a gwyddant",
                    ),
                    option("repeated", "It happens again and again", "Mae'n digwydd dro ar ôl tro"),
                    option("none", "None of these", "Dim un o'r rhain"),
                ),
                several=True,
                required=False,
                feeds="risk.answers",
            ),
            write(
                "started",
                welsh("Since when", "Ers pryd"),
                welsh(
                    "When did it start, and how often does it happen now?",
                    "Pryd dechreuodd, a pha mor aml mae'n digwydd nawr?",
                ),
                kind="text",
                feeds="offence.frequency",
            ),
            choose(
                "worse",
                welsh("Now", "Nawr"),
                welsh("Is it getting worse?", "A yw'n gwaethygu?"),
                YES_NO_UNSURE,
                feeds="risk.answers",
            ),
            DIARY,
            choose(
                "threats",
                welsh("Threats", "Bygythiadau"),
                welsh("Have they threatened anybody?", "A ydynt wedi bygwth unrhyw un?"),
                (
                    option("me", "Me", "Fi"),
                    option("others", "Other people", "Pobl eraill"),
                    option("children", "Children", "Plant"),
                    option("pets", "Pets", "Anifeiliaid anwes"),
                    option(
                        "kill",
                        "They said they would kill somebody",
                        "Dywedasant y byddent yn lladd rhywun",
                    ),
                    option(
                        "self", "They threatened to harm themselves", "Bygwth niweidio eu hunain"
                    ),
                    option(
                        "weapon",
                        "They spoke of or showed a weapon",
                        "Sôn am arf neu ddangos un",
                        "phone",
                    ),
                    option("none", "No", "Na"),
                ),
                several=True,
                feeds="risk.answers",
            ),
            choose(
                "location",
                welsh("Right now", "Ar hyn o bryd"),
                welsh(
                    "Have they found out where you are, or do they follow your location now?",
                    "A ydynt wedi darganfod ble'r ydych, neu'n dilyn eich lleoliad nawr?",
                ),
                YES_NO_UNSURE,
                feeds="risk.answers",
            ),
            COURT_ORDERS,
            PLACE.optional(),
            WHERE_IF_KNOWN,
            PEOPLE,
            choose(
                "not_yet",
                welsh("Your wishes", "Eich dymuniadau"),
                welsh(
                    "Is there something we should not do yet, like speak to them?",
                    "Oes rhywbeth na ddylem ei wneud eto, fel siarad â nhw?",
                ),
                (option("yes", "Yes", "Oes"), option("no", "No", "Nac oes"), UNSURE),
                hint=welsh(
                    "We talk with you first where we can, but cannot promise it.",
                    "Rydym yn siarad â chi'n gyntaf lle gallwn, ond ni allwn addo hynny.",
                ),
                feeds="victim.view",
            ),
            write(
                "not_yet_details",
                welsh("Your wishes", "Eich dymuniadau"),
                welsh(
                    "What should we not do yet, and why?", "Beth na ddylem ei wneud eto, a pham?"
                ),
                when=(When("not_yet", ("yes",)),),
                feeds="victim.view",
                limit=1000,
            ),
            EVIDENCE,
            IMPACT,
            safety_parts.ENDING,
        )
    ),
    advice=(*safety_parts.ADVICE, blocks.PHONE_FIRST),
    is_sensitive=True,
)
