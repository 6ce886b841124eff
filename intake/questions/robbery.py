"""The robbery form: force or fear was used, and something was taken or tried for."""

from intake.questions import blocks, contact_blocks
from intake.questions.blocks import UNSURE, YES_NO_UNSURE, radios
from intake.questions.common_parts import IMPACT, PLACE, WHERE
from intake.questions.rows import Choice, Page, Question, ReportForm, When, welsh

_FORCE_PAGE = Page("force", welsh("Force", "Grym"))
_FORCE = radios(
    "force",
    "force",
    welsh(
        "Did they use force, or make you afraid that they would?",
        "A wnaethant ddefnyddio grym, neu beri i chi ofni y byddent?",
    ),
    (
        Choice("yes", welsh("Yes", "Do"), advice="phone"),
        Choice("no", welsh("No", "Naddo")),
        Choice("unsure", UNSURE.text, advice="phone"),
    ),
    feeds="offence.force",
)
_WEAPON_PAGES = (
    Page("weapon", welsh("Weapons", "Arfau")),
    Page("weapon-details", welsh("The weapon", "Yr arf")),
)
_WEAPON = (
    radios(
        "weapon",
        "weapon",
        welsh("Did you see a weapon?", "A welsoch chi arf?"),
        YES_NO_UNSURE,
        feeds="offence.weapon",
    ),
    Question(
        "weapon_details",
        "weapon-details",
        welsh("What was it, and how was it used?", "Beth oedd o, a sut cafodd ei ddefnyddio?"),
        "text",
        is_required=True,
        missing=welsh("Write what the weapon was", "Ysgrifennwch beth oedd yr arf"),
        when=(When("weapon", ("yes",)),),
        feeds="offence.weapon",
        limit=400,
    ),
)
_TAKEN_PAGES = (
    Page("taken", welsh("What was taken", "Beth gafodd ei gymryd")),
    Page("item", welsh("The phone", "Y ffôn"), welsh("About the phone", "Am y ffôn")),
    Page("things", welsh("The things", "Y pethau")),
)
_PHONE_TAKEN = (When("taken", ("phone",)),)
_OTHER_TAKEN = (When("taken", ("bag", "cash", "cards", "jewellery", "other")),)
_TAKEN = (
    Question(
        "taken",
        "taken",
        welsh("What was taken?", "Beth gafodd ei gymryd?"),
        "checkboxes",
        welsh("Choose all that apply.", "Dewiswch bob un sy'n berthnasol."),
        True,
        blocks.CHOOSE,
        choices=(
            Choice("phone", welsh("A phone", "Ffôn")),
            Choice("bag", welsh("A bag, purse or wallet", "Bag neu bwrs")),
            Choice("cash", welsh("Cash", "Arian parod")),
            Choice("cards", welsh("Bank cards", "Cardiau banc"), advice="bank"),
            Choice("jewellery", welsh("A watch or jewellery", "Oriawr neu emwaith")),
            Choice("other", welsh("Something else", "Rhywbeth arall")),
            Choice("none", welsh("Nothing: they only tried", "Dim: dim ond ceisio wnaethant")),
        ),
        checks=("none_stands_alone",),
        feeds="property.taken",
    ),
    Question(
        "phone_model",
        "item",
        welsh("Make and model", "Gwneuthuriad a model"),
        "text",
        when=_PHONE_TAKEN,
        feeds="property.phone",
    ),
    Question(
        "phone_colour",
        "item",
        welsh("Colour, case and marks", "Lliw, cas a marciau"),
        "text",
        when=_PHONE_TAKEN,
        feeds="property.phone_colour",
    ),
    Question(
        "phone_number",
        "item",
        welsh("Its phone number", "Ei rif ffôn"),
        "phone",
        welsh("We will never send a message to it.", "Ni fyddwn byth yn anfon neges ato."),
        when=_PHONE_TAKEN,
        feeds="property.phone_number",
    ),
    Question(
        "phone_imei",
        "item",
        welsh("IMEI number", "Rhif IMEI"),
        "text",
        welsh("15 numbers, on the box or the bill.", "15 rhif, ar y blwch neu'r bil."),
        when=_PHONE_TAKEN,
        checks=("imei",),
        feeds="property.phone_imei",
    ),
    Question(
        "things",
        "things",
        welsh("What were the other things?", "Beth oedd y pethau eraill?"),
        "longtext",
        welsh(
            "What they look like, any numbers on them, what they are worth.",
            "Sut olwg sydd arnynt, unrhyw rifau arnynt, beth yw eu gwerth.",
        ),
        True,
        welsh("Write what the other things were", "Ysgrifennwch beth oedd y pethau eraill"),
        when=_OTHER_TAKEN,
        feeds="property.other",
        limit=2000,
    ),
)

ROBBERY = ReportForm(
    code="robbery",
    edition="2026-11",
    title=welsh("Something was taken by force or threats", "Cymerwyd rhywbeth drwy rym neu fygwth"),
    pages=(
        *PLACE.pages,
        _FORCE_PAGE,
        *WHERE.pages,
        *_WEAPON_PAGES,
        *blocks.PEOPLE_PAGES,
        *blocks.INJURY_PAGES,
        *_TAKEN_PAGES,
        *blocks.EVIDENCE_PAGES,
        *IMPACT.pages,
        *contact_blocks.NEEDS_PAGES,
        *contact_blocks.CONTACT_PAGES,
        *contact_blocks.WISHES_PAGES,
    ),
    questions=(
        *PLACE.questions,
        _FORCE,
        *WHERE.questions,
        *_WEAPON,
        *blocks.PEOPLE,
        *blocks.INJURY,
        *_TAKEN,
        *blocks.EVIDENCE,
        *IMPACT.questions,
        *contact_blocks.NEEDS,
        *contact_blocks.CONTACT,
        *contact_blocks.WISHES,
    ),
    advice=(blocks.PHONE_FIRST, blocks.CALL_BANK, blocks.LIFELINE),
)
