"""The vehicle form: stolen, stolen from, damaged, interfered with, plates or parts taken."""

from casefile.rules.source import Source
from intake.questions.common_parts import (
    ENDING,
    EVIDENCE,
    IMPACT,
    INSURED,
    ITEMS,
    PEOPLE,
    PLACE,
    WHERE,
)
from intake.questions.common_parts import (
    VEHICLE as WHICH,
)
from intake.questions.parts import (
    NO,
    UNSURE,
    YES_NO_UNSURE,
    choose,
    option,
    report_form,
    reworded,
    write,
)
from intake.questions.rows import Advice, When, welsh

TRACKING = Source("Design of this product", "2026", "intake: a live location is urgent", "recalled")
_STOLEN = (When("vehicle_crime", ("stolen",)),)
_COMPANY = (When("keeper", ("company", "hire")),)

TELL_US_NOW = Advice(
    "tracker",
    welsh("Phone us with the location", "Ffoniwch ni gyda'r lleoliad"),
    (
        welsh(
            "Call 101 now and say where the vehicle shows. Call 999 if you see it being moved.",
            "Ffoniwch 101 nawr a dywedwch ble mae'r cerbyd yn ymddangos. Ffoniwch 999 os gwelwch "
            "ef yn cael ei symud.",
        ),
        welsh("Do not go to it yourself.", "Peidiwch â mynd ato eich hun."),
        welsh("Then go on with this form.", "Yna ewch ymlaen â'r ffurflen hon."),
    ),
    TRACKING,
)

NOT_STOLEN = Advice(
    "not-stolen",
    welsh("It may not be stolen", "Efallai nad yw wedi'i ddwyn"),
    (
        welsh(
            "Ask first whoever may have it: the council or the landowner, in London TRACE at "
            "trace.london, the finance company, or the person who may have borrowed it.",
            "Gofynnwch yn gyntaf i bwy bynnag a all fod ag ef: y cyngor neu berchennog y tir, yn "
            "Llundain TRACE yn trace.london, y cwmni cyllid, neu'r person a all fod wedi'i "
            "fenthyg.",
        ),
        welsh(
            "If they do not have it, or you are not sure, go on with this form.",
            "Os nad yw gyda nhw, neu os nad ydych yn siŵr, ewch ymlaen â'r ffurflen hon.",
        ),
    ),
    TRACKING,
)

VEHICLE = report_form(
    "vehicle",
    welsh(
        "A vehicle was stolen, broken into or damaged",
        "Cafodd cerbyd ei ddwyn, ei dorri i mewn iddo neu ei ddifrodi",
    ),
    choose(
        "vehicle_crime",
        welsh("What kind", "Pa fath"),
        welsh("What happened to the vehicle?", "Beth ddigwyddodd i'r cerbyd?"),
        (
            option("stolen", "It was stolen", "Cafodd ei ddwyn"),
            option("stolen_from", "Something was stolen from it", "Cafodd rhywbeth ei ddwyn ohono"),
            option("damaged", "It was damaged", "Cafodd ei ddifrodi"),
            option(
                "interfered",
                "Somebody tried to get in or take it",
                "Ceisiodd rhywun fynd i mewn neu ei gymryd",
            ),
            option("plates", "The number plates were taken", "Cymerwyd y platiau rhif"),
            option(
                "catalyst",
                "The catalytic converter was taken",
                "Cymerwyd y trawsnewidydd catalytig",
            ),
            option("other", "Something else", "Rhywbeth arall"),
        ),
        feeds="offence.kind",
    ),
    choose(
        "not_stolen",
        welsh("Other reasons", "Rhesymau eraill"),
        welsh("Could it have been one of these?", "A allai fod yn un o'r rhain?"),
        (
            option("towed", "Towed or clamped", "Ei dynnu neu ei glampio", "not-stolen"),
            option(
                "finance",
                "Taken back by a finance company",
                "Ei gymryd gan gwmni cyllid",
                "not-stolen",
            ),
            option(
                "family",
                "Taken by family or a friend",
                "Ei gymryd gan deulu neu ffrind",
                "not-stolen",
            ),
            option("none", "None of these", "Dim un o'r rhain"),
        ),
        several=True,
        when=_STOLEN,
        feeds="offence.method",
    ),
    WHICH,
    write(
        "vin",
        welsh("The vehicle", "Y cerbyd"),
        welsh("Chassis number (VIN)", "Rhif siasi (VIN)"),
        kind="text",
        hint=welsh(
            "17 letters and numbers, in the vehicle's papers.",
            "17 llythyren a rhif, ym mhapurau'r cerbyd.",
        ),
        checks=("vin",),
        feeds="vehicle.vin",
        limit=40,
    ),
    choose(
        "keys",
        welsh("Keys", "Allweddi"),
        welsh("Do you have all its keys?", "Oes gennych chi ei holl allweddi?"),
        (
            option("all", "Yes, all of them", "Oes, pob un"),
            option("taken", "No, keys were stolen", "Nac oes, cafodd allweddi eu dwyn"),
            option("missing", "No, some are missing", "Nac oes, mae rhai ar goll"),
            option("keyless", "It opens without a key", "Mae'n agor heb allwedd"),
            UNSURE,
        ),
        when=_STOLEN,
        feeds="vehicle.keys",
    ),
    write(
        "keys_details",
        welsh("Keys", "Allweddi"),
        welsh(
            "How many keys are there, and who has them?", "Sawl allwedd sydd, a phwy sydd â nhw?"
        ),
        kind="text",
        when=(When("keys", ("taken", "missing", "keyless", "unsure")),),
        feeds="vehicle.keys",
    ),
    choose(
        "tracker",
        welsh("Location", "Lleoliad"),
        welsh(
            "Does it have a tracker, or an app that shows where it is?",
            "Oes ganddo draciwr, neu ap sy'n dangos ble mae?",
        ),
        (
            option("live", "Yes, and I can see it now", "Oes, a gallaf ei weld nawr", "tracker"),
            option("yes", "Yes, but it shows nothing now", "Oes, ond nid yw'n dangos dim nawr"),
            NO,
            UNSURE,
        ),
        when=_STOLEN,
        feeds="vehicle.tracker",
    ),
    write(
        "tracker_details",
        welsh("Location", "Lleoliad"),
        welsh("What does it show?", "Beth mae'n ei ddangos?"),
        kind="text",
        when=(When("tracker", ("live", "yes")),),
        feeds="vehicle.tracker",
    ),
    choose(
        "keeper",
        welsh("Whose it is", "Pwy biau"),
        welsh("Whose vehicle is it?", "Pwy biau'r cerbyd?"),
        (
            option("mine", "Mine", "Fi"),
            option("family", "A friend's or family member's", "Ffrind neu aelod o'r teulu"),
            option("finance", "On finance or lease", "Ar gyllid neu brydles"),
            option("hire", "Hired", "Wedi'i llogi"),
            option("company", "A company's", "Cwmni"),
            UNSURE,
        ),
        feeds="vehicle.keeper",
    ),
    write(
        "company_contact",
        welsh("The company", "Y cwmni"),
        welsh(
            "Which company is it, and who speaks for it?", "Pa gwmni yw, a phwy sy'n siarad drosto?"
        ),
        kind="text",
        when=_COMPANY,
        feeds="vehicle.company_contact",
    ),
    (ITEMS + INSURED).only_when(When("vehicle_crime", ("stolen", "stolen_from"))),
    choose(
        "left_behind",
        welsh("Left behind", "Wedi'i adael"),
        welsh(
            "Was anything left behind that is not yours?",
            "A adawyd unrhyw beth nad yw'n eiddo i chi?",
        ),
        YES_NO_UNSURE,
        hint=welsh(
            "Do not touch it. If you must, wear gloves.",
            "Peidiwch â'i gyffwrdd. Os oes rhaid, gwisgwch fenig.",
        ),
        feeds="offence.scene",
    ),
    PLACE,
    reworded(
        WHERE,
        {
            "from_at": welsh(
                "When it happened, or was last seen there",
                "Pryd digwyddodd, neu y'i gwelwyd yno ddiwethaf",
            ),
            "to_at": welsh(
                "When it was found gone or damaged",
                "Pryd y gwelwyd ei fod wedi mynd neu wedi'i ddifrodi",
            ),
        },
    ),
    PEOPLE,
    EVIDENCE,
    IMPACT,
    ENDING,
    advice=(TELL_US_NOW, NOT_STOLEN),
)
