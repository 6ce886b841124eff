"""Words of the components that public pages are built from, by name."""

from casefile.rules.source import Text

COMPONENTS: dict[str, Text] = {
    "skip": Text("Skip to main content", "Neidio i'r prif gynnwys"),
    "skip_links": Text("Skip links", "Dolenni neidio"),
    "emergency": Text("Emergency", "Argyfwng"),
    "exit": Text("Exit this page", "Gadael y dudalen hon"),
    "exit_activated": Text("Loading.", "Yn llwytho."),
    "exit_timed_out": Text("Exit this page expired.", "Daeth gadael y dudalen hon i ben."),
    "exit_two_more": Text(
        "Shift, press 2 more times to exit.", "Shift, pwyswch 2 waith eto i adael."
    ),
    "exit_one_more": Text(
        "Shift, press 1 more time to exit.", "Shift, pwyswch 1 waith eto i adael."
    ),
    "back": Text("Back", "Yn ôl"),
    "above": Text("Back and language", "Yn ôl ac iaith"),
    "change": Text("Change", "Newid"),
    "not_provided": Text("Not provided", "Heb ei roi"),
    "problem": Text("There is a problem", "Mae problem"),
    "error": Text("Error", "Gwall"),
    "warning": Text("Warning", "Rhybudd"),
    "alpha": Text("Alpha", "Alffa"),
    "new_service": Text(
        "This is a new service. Nobody has tested it with users yet.",
        "Mae hwn yn wasanaeth newydd. Nid oes neb wedi ei brofi gyda defnyddwyr eto.",
    ),
    "support_links": Text("Support links", "Dolenni cymorth"),
    "rules_link": Text("The rules this service follows", "Y rheolau mae'r gwasanaeth yn eu dilyn"),
    "accessibility": Text("Accessibility", "Hygyrchedd"),
    "privacy": Text("Privacy and cookies", "Preifatrwydd a chwcis"),
    "day": Text("Day", "Diwrnod"),
    "month": Text("Month", "Mis"),
    "year": Text("Year", "Blwyddyn"),
    "time": Text("Time, such as 19:42", "Amser, fel 19:42"),
    "up_to": Text("You can enter up to {} characters", "Gallwch roi hyd at {} o nodau"),
    "character_left": Text(
        "You have %{count} character remaining", "Mae gennych %{count} nod ar ôl"
    ),
    "characters_left": Text(
        "You have %{count} characters remaining", "Mae gennych %{count} nod ar ôl"
    ),
    "characters_at_limit": Text("You have 0 characters remaining", "Nid oes gennych nodau ar ôl"),
    "character_over": Text(
        "You have %{count} character too many", "Mae gennych %{count} nod yn ormod"
    ),
    "characters_over": Text(
        "You have %{count} characters too many", "Mae gennych %{count} nod yn ormod"
    ),
    "unchecked": Text(
        "Nobody has checked this Welsh yet, so the English stands under it.",
        "Nid oes neb wedi gwirio'r Gymraeg hon eto, felly mae'r Saesneg oddi tani.",
    ),
}
