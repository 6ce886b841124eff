"""The information form: what somebody knows about a crime. It goes to intelligence alone."""

from intake.questions import place_blocks
from intake.questions.common_parts import CONTACT, EVIDENCE
from intake.questions.parts import (
    UNSURE,
    YES_NO,
    YES_NO_UNSURE,
    choose,
    headed,
    option,
    report_form,
    without,
    write,
)
from intake.questions.rows import When, welsh

_REACH = without(CONTACT, "victim", "born", "address")
_MAY = (When("may_contact", ("yes",)),)

TELL_US = report_form(
    "tell_us",
    welsh(
        "I know something about a crime or a person", "Rwy'n gwybod rhywbeth am drosedd neu berson"
    ),
    write(
        "told_who",
        welsh("Who", "Pwy"),
        welsh("Who is it about?", "Am bwy mae hyn?"),
        hint=welsh(
            "A name, what they look like, where they are, a vehicle. Leave out what you "
            "do not know.",
            "Enw, sut olwg sydd arnynt, ble maent, cerbyd. Gadewch allan yr hyn nad ydych "
            "yn ei wybod.",
        ),
        feeds="suspects.described",
    ),
    write(
        "told_what",
        welsh("What", "Beth"),
        welsh("What do you know?", "Beth ydych chi'n ei wybod?"),
        feeds="offence.story",
        limit=4000,
    ),
    headed(place_blocks.WHERE_ONLY.optional(), {"where": welsh("Where is it?", "Ble mae hyn?")}),
    write(
        "told_when",
        welsh("When", "Pryd"),
        welsh("When was it, or when does it happen?", "Pryd oedd hyn, neu pryd mae'n digwydd?"),
        kind="text",
        feeds="offence.frequency",
    ),
    choose(
        "told_source",
        welsh("How you know", "Sut rydych yn gwybod"),
        welsh("How do you know?", "Sut rydych chi'n gwybod?"),
        (
            option("saw", "I saw or heard it", "Gwelais neu clywais ef"),
            option("told", "Somebody told me", "Dywedodd rhywun wrthyf"),
            option("online", "I read it online", "Darllenais ef ar-lein"),
            UNSURE,
        ),
        feeds="intelligence.source",
    ),
    choose(
        "told_identifiable",
        welsh("Your safety", "Eich diogelwch"),
        welsh(
            "Could anybody work out that you told us?",
            "A allai unrhyw un ddarganfod eich bod wedi dweud wrthym?",
        ),
        YES_NO_UNSURE,
        feeds="intelligence.identifiable",
    ),
    EVIDENCE,
    choose(
        "may_contact",
        welsh("Getting in touch", "Cysylltu"),
        welsh("May we get in touch with you about this?", "A gawn ni gysylltu â chi am hyn?"),
        YES_NO,
        hint=welsh(
            "If you say no we do not ask who you are.",
            "Os dywedwch na, nid ydym yn gofyn pwy ydych chi.",
        ),
        feeds="report.relation",
    ),
    _REACH.only_when(*_MAY),
    has_victim=False,
)
