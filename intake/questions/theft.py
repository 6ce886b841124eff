"""The theft form: burglary, theft from a person or a shop, bikes, parcels, and all other theft."""

from intake.questions import blocks
from intake.questions.common_parts import (
    ENDING,
    EVIDENCE,
    HATE_IF_SO,
    IMPACT,
    INSURED,
    ITEMS,
    PEOPLE,
    PLACE,
    WHERE,
)
from intake.questions.parts import (
    NO,
    UNSURE,
    YES_NO_UNSURE,
    choose,
    option,
    report_form,
    write,
)
from intake.questions.rows import When, welsh

_BUILDING = ("home", "joined_garage", "shed", "business", "other")
_INSIDE = (When("building", _BUILDING),)

THEFT = report_form(
    "theft",
    welsh(
        "Something was stolen, or somebody broke in",
        "Cafodd rhywbeth ei ddwyn, neu torrodd rhywun i mewn",
    ),
    PLACE,
    choose(
        "force",
        welsh("How", "Sut"),
        welsh(
            "Was force or a threat used, or were you frightened into handing it over?",
            "A ddefnyddiwyd grym neu fygythiad, neu a gawsoch eich dychryn i'w roi?",
        ),
        (
            option("yes", "Yes", "Do", "phone"),
            NO,
            option("unsure", "I do not know", "Nid wyf yn gwybod", "phone"),
        ),
        feeds="offence.force",
    ),
    choose(
        "building",
        welsh("Buildings", "Adeiladau"),
        welsh("Did they get into a building?", "A aethant i mewn i adeilad?"),
        (
            option("home", "A home", "Cartref"),
            option("joined_garage", "A garage joined to a home", "Garej sy'n rhan o gartref"),
            option("shed", "A shed or garage that stands apart", "Sied neu garej ar wahân"),
            option("business", "A shop or business", "Siop neu fusnes"),
            option("other", "Another building", "Adeilad arall"),
            NO,
            UNSURE,
        ),
        feeds="offence.building",
    ),
    choose(
        "occupied",
        welsh("Who was there", "Pwy oedd yno"),
        welsh("Was anyone in at the time?", "A oedd unrhyw un i mewn ar y pryd?"),
        YES_NO_UNSURE,
        when=_INSIDE,
        feeds="risk.answers",
    ),
    choose(
        "tricked",
        welsh("How they got in", "Sut aethant i mewn"),
        welsh(
            "Did they trick somebody to let them in?",
            "A wnaethant dwyllo rhywun i'w gadael i mewn?",
        ),
        YES_NO_UNSURE,
        when=_INSIDE,
        feeds="risk.answers",
    ),
    choose(
        "entry",
        welsh("The way in", "Y ffordd i mewn"),
        welsh("How did they get in and out?", "Sut aethant i mewn ac allan?"),
        (
            option("window", "Through a window", "Drwy ffenestr"),
            option("door", "Through a door", "Drwy ddrws"),
            option("unlocked", "It was not locked", "Nid oedd wedi'i gloi"),
            option("forced", "They forced or broke it", "Fe'i torrwyd neu ei orfodi"),
            UNSURE,
        ),
        several=True,
        when=_INSIDE,
        feeds="offence.entry",
    ),
    choose(
        "from_person",
        welsh("Where it was", "Ble'r oedd"),
        welsh(
            "Was it taken straight from somebody, like a pocket, bag or hand?",
            "A gafodd ei gymryd yn syth oddi ar rywun, fel poced, bag neu law?",
        ),
        YES_NO_UNSURE,
        when=(When("building", ("no", "unsure")),),
        feeds="offence.method",
    ),
    choose(
        "theft_kind",
        welsh("What kind", "Pa fath"),
        welsh("Was it one of these?", "Ai un o'r rhain oedd o?"),
        (
            option("shop", "Goods from a shop", "Nwyddau o siop"),
            option(
                "employee",
                "Taken by somebody who works there",
                "Wedi'i gymryd gan rywun sy'n gweithio yno",
            ),
            option("bike", "A bike", "Beic"),
            option("parcel", "A parcel or post", "Parsel neu bost"),
            option("machine", "From a machine or meter", "O beiriant neu fesurydd"),
            option("other", "Something else", "Rhywbeth arall"),
        ),
        feeds="offence.kind",
    ),
    ITEMS,
    INSURED,
    choose(
        "cards",
        welsh("Cards and documents", "Cardiau a dogfennau"),
        welsh(
            "Was a bank card, a phone or a document taken?",
            "A gymerwyd cerdyn banc, ffôn neu ddogfen?",
        ),
        (option("yes", "Yes", "Do", "bank"), NO, UNSURE),
        feeds="property.status",
    ),
    choose(
        "cards_used",
        welsh("Used since", "Wedi'i ddefnyddio"),
        welsh("Has it been used since?", "A yw wedi'i ddefnyddio ers hynny?"),
        YES_NO_UNSURE,
        when=(When("cards", ("yes",)),),
        feeds="property.status",
    ),
    choose(
        "proof",
        welsh("What you still have", "Beth sydd gennych o hyd"),
        welsh("Do you still have any of this?", "Oes gennych chi unrhyw un o'r rhain o hyd?"),
        (
            option("packaging", "The box or the receipt", "Y blwch neu'r dderbynneb"),
            option("location", "An app that shows where it is", "Ap sy'n dangos ble mae"),
            option(
                "transactions",
                "Payments that somebody else made",
                "Taliadau a wnaed gan rywun arall",
            ),
            option("none", "None of these", "Dim un o'r rhain"),
        ),
        several=True,
        required=False,
        feeds="property.proof",
    ),
    choose(
        "moved",
        welsh("Since then", "Ers hynny"),
        welsh(
            "Has anything been moved or cleaned since?",
            "A oes unrhyw beth wedi'i symud neu ei lanhau ers hynny?",
        ),
        YES_NO_UNSURE,
        hint=welsh(
            "Leave what they may have touched as it is, if you can.",
            "Gadewch yr hyn y gallent fod wedi ei gyffwrdd, os gallwch.",
        ),
        feeds="offence.scene",
    ),
    choose(
        "earlier",
        welsh("Before", "Cyn hynny"),
        welsh(
            "Has anything like it happened there before?",
            "A oes unrhyw beth tebyg wedi digwydd yno o'r blaen?",
        ),
        YES_NO_UNSURE,
        feeds="offence.earlier",
    ),
    write(
        "callers",
        welsh("Callers", "Ymwelwyr"),
        welsh(
            "Did anybody call, work or look round there lately?",
            "A oes rhywun wedi galw, gweithio neu edrych o gwmpas yno yn ddiweddar?",
        ),
        feeds="suspects.described",
    ),
    WHERE,
    PEOPLE,
    HATE_IF_SO,
    EVIDENCE,
    IMPACT,
    ENDING,
    advice=(blocks.PHONE_FIRST, blocks.CALL_BANK),
)
