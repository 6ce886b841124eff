"""Where and when it happened: the kind of place, words, postcode, a point; and how exactly when.

Nobody has to know: "I do not know" leads to what they remember, and a postcode is never needed.
"""

from intake.questions.parts import choose, option, together, write
from intake.questions.rows import Page, When, welsh

PRESENT_TIME = "not_in_future"
AT_A_PLACE = ("street", "home", "building", "vehicle", "moving")

PLACE = choose(
    "place_type",
    welsh("The place", "Y lle"),
    welsh("What kind of place was it?", "Pa fath o le oedd o?"),
    (
        option("street", "In the street or outdoors", "Yn y stryd neu yn yr awyr agored"),
        option("home", "In or at a home", "Mewn cartref neu wrth gartref"),
        option("building", "In a shop or other building", "Mewn siop neu adeilad arall"),
        option("vehicle", "In a car, taxi or bus", "Mewn car, tacsi neu fws"),
        option("online", "Online or by phone", "Ar-lein neu dros y ffôn"),
        option("moving", "On the way from one place to another", "Ar y ffordd o un lle i'r llall"),
        option(
            "unsure",
            "I do not know exactly where it was",
            "Nid wyf yn gwybod yn union ble'r oedd",
        ),
    ),
    feeds="offence.place_type",
    page="place",
)

_WHERE_PAGE = Page(
    "where", welsh("Where", "Ble"), welsh("Where did it happen?", "Ble digwyddodd hyn?")
)
_WORDS = write(
    "where",
    welsh("Where", "Ble"),
    welsh("The place in your own words", "Y lle yn eich geiriau eich hun"),
    kind="text",
    hint=welsh(
        "A street and town, or what is nearby. If you do not know, write that.",
        "Stryd a thref, neu beth sydd gerllaw. Os nad ydych yn gwybod, ysgrifennwch hynny.",
    ),
    missing=welsh(
        "Write where it happened, or that you do not know",
        "Ysgrifennwch ble digwyddodd, neu nad ydych yn gwybod",
    ),
    feeds="offence.place",
    limit=300,
)
_WHERE_TO = write(
    "where_to",
    welsh("Where", "Ble"),
    welsh("Where was it when it ended?", "Ble oedd pan ddaeth i ben?"),
    kind="text",
    when=(When("place_type", ("moving",)),),
    feeds="offence.place_to",
    limit=300,
)
_POSTCODE = write(
    "postcode",
    welsh("Where", "Ble"),
    welsh("Postcode", "Cod post"),
    kind="text",
    hint=welsh("Leave it out if you do not know it.", "Gadewch ef allan os nad ydych yn gwybod."),
    checks=("postcode",),
    feeds="offence.postcode",
    limit=20,
)
_POSITION = write(
    "position",
    welsh("Where", "Ble"),
    welsh("The exact point", "Yr union bwynt"),
    kind="position",
    feeds="offence.position",
)
_KNOWN = (When("place_type", AT_A_PLACE),)
_WHERE = together(
    _WHERE_PAGE,
    _WORDS.only_when(*_KNOWN),
    _WHERE_TO,
    (_POSTCODE + _POSITION).only_when(*_KNOWN),
)
_ONLINE = write(
    "where_online",
    welsh("Where", "Ble"),
    welsh("Which site, app or phone number was it?", "Pa wefan, ap neu rif ffôn oedd o?"),
    kind="text",
    hint=welsh("Leave out what you do not know.", "Gadewch allan yr hyn nad ydych yn ei wybod."),
    when=(When("place_type", ("online",)),),
    feeds="offence.place",
    limit=300,
)
_ABOUT = write(
    "where_about",
    welsh("Where", "Ble"),
    welsh("What do you remember about the place?", "Beth ydych chi'n ei gofio am y lle?"),
    hint=welsh(
        "A town, a road, a shop, what you could see.",
        "Tref, ffordd, siop, yr hyn y gallech ei weld.",
    ),
    when=(When("place_type", ("unsure",)),),
    feeds="offence.place",
    limit=1000,
)

FOR_WHOM = choose(
    "for_whom",
    welsh("Who it is about", "Am bwy mae hyn"),
    welsh("Who did it happen to?", "I bwy y digwyddodd hyn?"),
    (option("me", "Me", "Fi"), option("other", "Somebody else", "Rhywun arall")),
    feeds="report.for_whom",
)

_TIME_KNOWN = choose(
    "time_known",
    welsh("When", "Pryd"),
    welsh("Do you know when it happened?", "Ydych chi'n gwybod pryd digwyddodd hyn?"),
    (
        option("exact", "Yes, the day and about the time", "Ydw, y diwrnod a thua'r amser"),
        option(
            "between",
            "Some time between two times",
            "Rywbryd rhwng dau amser",
        ),
        option(
            "period",
            "It happened more than once, or went on",
            "Digwyddodd fwy nag unwaith, neu fe barhaodd",
        ),
        option("unsure", "I do not know", "Nid wyf yn gwybod"),
    ),
    hint=welsh(
        "If you were away, choose between two times.",
        "Os oeddech i ffwrdd, dewiswch rhwng dau amser.",
    ),
    feeds="offence.time_known",
)
_FROM = write(
    "from_at",
    welsh("When", "Pryd"),
    welsh("Date and time", "Dyddiad ac amser"),
    kind="datetime",
    hint=welsh(
        "Your best guess is fine. If you give two times, put the earlier one here. For example "
        "13 11 2026 and 19:42.",
        "Mae eich dyfaliad gorau yn iawn. Os rhowch ddau amser, rhowch y cynharaf yma. Er "
        "enghraifft 13 11 2026 a 19:42.",
    ),
    missing=welsh("Enter the date and time", "Rhowch y dyddiad a'r amser"),
    when=(When("time_known", ("exact", "between", "period")),),
    checks=(PRESENT_TIME,),
    feeds="offence.from_at",
)  # fmt: skip
_TO = write(
    "to_at",
    welsh("When", "Pryd"),
    welsh("The latest it can have been, or when it ended",
          "Yr hwyraf y gallai fod, neu pryd daeth i ben"),
    kind="datetime",
    when=(When("time_known", ("between", "period")),),
    checks=(PRESENT_TIME, "not_before_from_at"),
    feeds="offence.to_at",
)  # fmt: skip
_WHEN = together(
    Page("when", welsh("When", "Pryd"), welsh("When did it happen?", "Pryd digwyddodd hyn?")),
    _FROM,
    _TO,
)
_WHEN_ABOUT = write(
    "when_about",
    welsh("When", "Pryd"),
    welsh("What do you remember about when it was?", "Beth ydych chi'n ei gofio am pryd oedd hyn?"),
    kind="text",
    hint=welsh(
        "A year, a season, a time of day, or what else happened then.",
        "Blwyddyn, tymor, amser o'r dydd, neu beth arall ddigwyddodd bryd hynny.",
    ),
    when=(When("time_known", ("unsure",)),),
    feeds="offence.frequency",
    limit=300,
)
WHEN = _TIME_KNOWN + _WHEN + _WHEN_ABOUT

STORY = write(
    "story",
    welsh("What happened", "Beth ddigwyddodd"),
    welsh("What happened?", "Beth ddigwyddodd?"),
    hint=welsh(
        "Use your own words. Write as much or as little as you want.",
        "Defnyddiwch eich geiriau eich hun. Ysgrifennwch faint bynnag y mynnwch.",
    ),
    missing=welsh("Write what happened", "Ysgrifennwch beth ddigwyddodd"),
    feeds="offence.story",
    limit=4000,
)

WHERE_ONLY = together(_WHERE_PAGE, _WORDS, _POSTCODE, _POSITION)
"""For forms that do not ask what kind of place it was."""
WHERE = _WHERE + _ONLINE + _ABOUT
"""Asked after `PLACE`."""
