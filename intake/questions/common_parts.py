"""The blocks that most forms share, as parts: place, people, evidence, needs, contact, wishes."""

from intake.questions import blocks, contact_blocks, place_blocks
from intake.questions.parts import (
    RATHER_NOT,
    YES_NO_UNSURE,
    Part,
    choose,
    option,
    together,
    write,
)
from intake.questions.rows import Page, When, welsh

PLACE = place_blocks.PLACE
WHERE = place_blocks.FOR_WHOM + place_blocks.WHERE + place_blocks.WHEN + place_blocks.STORY
WHERE_IF_KNOWN = WHERE.optional()
PEOPLE = Part(blocks.PEOPLE_PAGES, blocks.PEOPLE)
INJURY = Part(blocks.INJURY_PAGES, blocks.INJURY)
EVIDENCE = Part(blocks.EVIDENCE_PAGES, blocks.EVIDENCE)
NEEDS = Part(contact_blocks.NEEDS_PAGES, contact_blocks.NEEDS)
WISHES = Part(contact_blocks.WISHES_PAGES, contact_blocks.WISHES)
CONTACT = Part(contact_blocks.CONTACT_PAGES, contact_blocks.CONTACT)

IMPACT = choose(
    "impact",
    welsh("About you", "Amdanoch chi"),
    welsh(
        "Is any of this true of the person it happened to?",
        "A yw unrhyw un o'r rhain yn wir am y person y digwyddodd hyn iddo?",
    ),
    (
        option("under_18", "They are under 18", "Maent o dan 18 oed"),
        option(
            "disabled",
            "They are disabled or have a long illness",
            "Maent yn anabl neu â salwch hir",
        ),
        option("learning", "They have a learning disability", "Mae ganddynt anabledd dysgu"),
        option(
            "mental_health",
            "They have a mental health condition",
            "Mae ganddynt gyflwr iechyd meddwl",
        ),
        option("alone", "They are older and live alone", "Maent yn hŷn ac yn byw ar eu pen eu hun"),
        option("pregnant", "They are pregnant", "Maent yn feichiog"),
        option("carer", "They look after somebody", "Maent yn gofalu am rywun"),
        option("before", "It has happened to them before", "Mae wedi digwydd iddynt o'r blaen"),
        option(
            "self_harm",
            "They have thought of ending their life",
            "Maent wedi meddwl am roi diwedd ar eu bywyd",
            "lifeline",
        ),
        option("none", "None of these", "Dim un o'r rhain"),
    ),
    several=True,
    required=False,
    feeds="victim.effect",
)

HATE = choose(
    "hostility",
    welsh("Why it happened", "Pam digwyddodd"),
    welsh(
        "Do you think it happened because of who somebody is?",
        "Ydych chi'n meddwl y digwyddodd oherwydd pwy yw rhywun?",
    ),
    YES_NO_UNSURE,
    hint=welsh(
        "For example their race, religion, disability, sexual orientation, or because they are "
        "transgender.",
        "Er enghraifft eu hil, crefydd, anabledd, cyfeiriadedd rhywiol, neu am eu bod yn "
        "drawsryweddol.",
    ),
    feeds="offence.motive",
)

STRANDS = choose(
    "strands",
    welsh("More about why", "Mwy am pam"),
    welsh("Which of these was it about?", "Pa un o'r rhain oedd o?"),
    (
        option("disability", "Disability", "Anabledd"),
        option("race", "Race or ethnic group", "Hil neu grŵp ethnig"),
        option("religion", "Religion or belief", "Crefydd neu gred"),
        option("orientation", "Sexual orientation", "Cyfeiriadedd rhywiol"),
        option("transgender", "Being transgender", "Bod yn drawsryweddol"),
        option("other", "Something else", "Rhywbeth arall"),
        RATHER_NOT,
    ),
    several=True,
    feeds="offence.motive",
)
HATE_IF_SO = HATE + STRANDS.only_when(When("hostility", ("yes", "unsure")))

RELATION = choose(
    "relation_to_them",
    welsh("Who it is", "Pwy ydyw"),
    welsh("Who did it?", "Pwy a wnaeth hyn?"),
    (
        option("partner", "A husband, wife or partner", "Gŵr, gwraig neu bartner"),
        option("ex_partner", "Somebody who was a partner", "Rhywun a fu'n bartner"),
        option("family", "Somebody in the family", "Rhywun yn y teulu"),
        option("colleague", "Somebody from work", "Rhywun o'r gwaith"),
        option("neighbour", "A neighbour", "Cymydog"),
        option("acquaintance", "Somebody else I know", "Rhywun arall yr wyf yn ei adnabod"),
        option("stranger", "A stranger", "Dieithryn"),
        option("unsure", "I do not know", "Nid wyf yn gwybod"),
    ),
    feeds="suspects.relation",
)

ITEMS = together(
    Page(
        "items",
        welsh("The things", "Y pethau"),
        welsh("What are the things?", "Beth yw'r pethau?"),
        welsh(
            "Fill in what you know about one thing, then add the next.",
            "Llenwch yr hyn a wyddoch am un peth, yna ychwanegwch y nesaf.",
        ),
    ),
    write(
        "items",
        welsh("The things", "Y pethau"),
        welsh("The things", "Y pethau"),
        kind="items",
        feeds="property.items",
    ),
)

DIARY = together(
    Page(
        "diary",
        welsh("What happened", "Beth ddigwyddodd"),
        welsh("What has happened, time by time?", "Beth sydd wedi digwydd, tro ar ôl tro?"),
        welsh(
            "Write about one time, then add the next. Leave out what you do not know.",
            "Ysgrifennwch am un tro, yna ychwanegwch y nesaf. Gadewch allan yr hyn nad ydych yn ei "
            "wybod.",
        ),
    ),
    write(
        "diary",
        welsh("What happened", "Beth ddigwyddodd"),
        welsh("Each time", "Pob tro"),
        kind="diary",
        feeds="offence.earlier",
    ),
)

INSURED = choose(
    "insured",
    welsh("Insurance", "Yswiriant"),
    welsh("Is any of it insured?", "A oes unrhyw beth wedi'i yswirio?"),
    YES_NO_UNSURE,
    feeds="property.insured",
)

VEHICLE = together(
    Page(
        "vehicle",
        welsh("The vehicle", "Y cerbyd"),
        welsh("Which vehicle is it?", "Pa gerbyd ydyw?"),
    ),
    write(
        "vrm",
        welsh("The vehicle", "Y cerbyd"),
        welsh("Registration number", "Rhif cofrestru"),
        kind="vrm",
        hint=welsh(
            "Leave it out if you do not know it.", "Gadewch ef allan os nad ydych yn gwybod."
        ),
        feeds="vehicle.registration",
        limit=15,
    ),
    write(
        "vehicle_described",
        welsh("The vehicle", "Y cerbyd"),
        welsh("Make, model and colour", "Gwneuthuriad, model a lliw"),
        kind="text",
        feeds="vehicle.described",
    ),
)

COURT_ORDERS = choose(
    "orders",
    welsh("Court orders", "Gorchmynion llys"),
    welsh("Is there a court order against them?", "A oes gorchymyn llys yn eu herbyn?"),
    YES_NO_UNSURE,
    hint=welsh(
        "For example an order to keep away from somebody, or bail conditions.",
        "Er enghraifft gorchymyn i gadw draw oddi wrth rywun, neu amodau mechnïaeth.",
    ),
    feeds="offence.orders",
) + write(
    "orders_details",
    welsh("Court orders", "Gorchmynion llys"),
    welsh("What kind of order is it, and since when?", "Pa fath o orchymyn ydyw, ac ers pryd?"),
    hint=welsh(
        "A non-molestation, restraining, stalking or domestic abuse protection order, or bail. "
        "You can add a picture of it later.",
        "Gorchymyn rhag molestu, atal, stelcio neu amddiffyn rhag cam-drin domestig, neu "
        "fechnïaeth. Gallwch ychwanegu llun ohono yn nes ymlaen.",
    ),
    when=(When("orders", ("yes",)),),
    feeds="offence.orders",
    limit=1000,
)

THROAT = choose(
    "throat",
    welsh("Your health", "Eich iechyd"),
    welsh(
        "Did they put anything round somebody's neck, or stop them breathing?",
        "A wnaethant roi unrhyw beth am wddf rhywun, neu eu hatal rhag anadlu?",
    ),
    (*YES_NO_UNSURE, RATHER_NOT),
    hint=welsh(
        "Hands, an arm, a cord, or something over the face. See a doctor soon, also without marks.",
        "Dwylo, braich, cortyn, neu rywbeth dros yr wyneb. Ewch at feddyg yn fuan, hyd yn oed "
        "heb farciau.",
    ),
    feeds="risk.answers",
)

WEAPON = choose(
    "weapon",
    welsh("What they had", "Beth oedd ganddynt"),
    welsh(
        "Was a weapon used, shown or spoken of?", "A ddefnyddiwyd, dangoswyd neu soniwyd am arf?"
    ),
    YES_NO_UNSURE,
    feeds="offence.weapon",
)

ENDING = NEEDS + CONTACT + WISHES
"""Needs, then safe ways to be reached, then the name, then wishes."""
