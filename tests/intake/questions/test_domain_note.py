"""What the forms must ask, as the domain's notes on reporting crime list it, and what it feeds.

Each row: which forms, the question of the notes, our question keys, and where each answer goes. A
question of the notes that we do not ask stands in NOT_ASKED with the reason.
"""

import pytest

from intake import triage
from intake.carrying.table import CARRIED
from intake.item_cards import DIARY, PARTS
from intake.landings import LANDINGS
from intake.questions import FORMS

ALL = tuple(FORMS)
SENSITIVE = ("hate", "stalk", "da", "sexual")
WITH_PEOPLE = tuple(code for code in FORMS if code not in {"property", "tell_us"})
WITH_PLACE = tuple(code for code in FORMS if code not in {"property", "tell_us"})

NOTE = [
    # theft and burglary
    ("t1", ("theft", "robbery"), {"force": "offence.force"}),
    ("t2", ("theft",), {"building": "offence.building"}),
    ("t3", ("theft",), {"occupied": "risk.answers", "tricked": "risk.answers"}),
    ("t4", ("theft",), {"entry": "offence.entry"}),
    ("t5", ("theft",), {"from_person": "offence.method"}),
    ("t6", ("theft",), {"theft_kind": "offence.kind"}),
    ("t7", ("theft",), {"items": "property.items", "insured": "property.insured",
                        "files": "evidence.files"}),
    ("t8", ("theft",), {"cards": "property.status", "cards_used": "property.status"}),
    ("t9", ("theft",), {"proof": "property.proof"}),
    ("t10", ("theft",), {"moved": "offence.scene"}),
    ("t11", ("theft",), {"callers": "suspects.described", "earlier": "offence.earlier"}),
    # vehicles
    ("v1", ("vehicle",), {"vehicle_crime": "offence.kind"}),
    ("v2", ("vehicle",), {"not_stolen": "offence.method"}),
    ("v3", ("vehicle", "damage"), {"vrm": "vehicle.registration"}),
    ("v4", ("vehicle",), {"vehicle_described": "vehicle.described", "vin": "vehicle.vin"}),
    ("v5", ("vehicle",), {"keys": "vehicle.keys", "keys_details": "vehicle.keys"}),
    ("v6", ("vehicle",), {"tracker": "vehicle.tracker", "tracker_details": "vehicle.tracker"}),
    ("v7", ("vehicle",), {"where": "offence.place", "from_at": "offence.from_at",
                          "to_at": "offence.to_at"}),
    ("v8", ("vehicle",), {"camera_details": "cameras.described"}),
    ("v9", ("vehicle",), {"left_behind": "offence.scene"}),
    ("v10", ("vehicle",), {"keeper": "vehicle.keeper"}),
    ("v11", ("vehicle",), {"company_contact": "vehicle.company_contact"}),
    # damage
    ("d1", ("damage",), {"damaged": "offence.kind"}),
    ("d2", ("damage",), {"fire": "offence.method"}),
    ("d3", ("damage",), {"cost": "offence.cost"}),
    ("d4", ("damage",), {"symbols": "offence.words_used", "files": "evidence.files"}),
    ("d5", ("damage",), {"threatened": "risk.answers"}),
    ("d6", ("damage",), {"hostility": "offence.motive", "strands": "offence.motive"}),
    ("d7", ("damage",), {"dispute": "offence.earlier", "orders": "offence.orders",
                         "relation_to_them": "suspects.relation"}),
    # hate
    ("h1", ("hate",), {"strands": "offence.motive"}),
    ("h2", ("hate",), {"said_or_done": "offence.words_used"}),
    ("h3", ("hate",), {"online": "offence.online", "handle": "offence.online",
                       "files": "evidence.files"}),
    ("h4", ("hate",), {"before": "offence.earlier", "before_details": "offence.earlier"}),
    ("h5", ("hate",), {"afraid_to_go": "needs.afraid"}),
    ("h6", ("hate",), {"partner_service": "victim.wants_partner"}),
    # stalking and harassment
    ("s1", ("stalk",), {"relation_to_them": "suspects.relation"}),
    ("s2", ("stalk",), {"behaviour": "offence.kind", "pattern": "risk.answers"}),
    ("s3", ("stalk",), {"started": "offence.frequency", "worse": "risk.answers"}),
    ("s4", ("stalk",), {"diary": "offence.earlier"}),
    ("s5", ("stalk",), {"threats": "risk.answers"}),
    ("s6", ("stalk",), {"orders": "offence.orders", "orders_details": "offence.orders",
                        "files": "evidence.files"}),
    ("s7", ("stalk",), {"shared_device": "plan.watched", "location": "risk.answers"}),
    ("s8", ("stalk",), {"not_yet": "victim.view", "not_yet_details": "victim.view"}),
    # domestic abuse
    ("a1", ("da",), {"safe_now": "plan.safe_now"}),
    ("a2", ("da",), {"shared_device": "plan.watched"}),
    ("a3", ("da",), {"ways": "plan.channels", "times": "plan.times", "code_word": "plan.code_word",
                     "notes": "plan.notes"}),
    ("a4", ("da",), {"relation_to_them": "suspects.relation", "lives_with": "risk.answers",
                     "their_details": "suspects.described",
                     "suspects_vehicle": "suspects.vehicle"}),
    ("a5", ("da",), {"types": "offence.kind", "story": "offence.story"}),
    ("a6", ("da", "sexual", "assault"), {"throat": "risk.answers"}),
    ("a7", ("da",), {"danger_signs": "risk.answers", "weapon": "offence.weapon"}),
    ("a8", ("da",), {"children": "victim.children", "children_details": "victim.children"}),
    ("a9", ("da",), {"wanted": "victim.view"}),
    ("a10", ("da",), {"for_whom": "report.for_whom", "they_know": "victim.view",
                      "safe_to_visit": "plan.notes"}),
    # rape and sexual offences
    ("x1", ("sexual",), {"within_week": "risk.answers"}),
    ("x2", ("sexual",), {"wants_first": "victim.view"}),
    ("x3", ("sexual",), {"age_then": "victim.age_group", "age_now": "victim.age_group"}),
    ("x4", ("sexual",), {"story": "offence.story"}),
    ("x5", ("sexual",), {"relation_to_them": "suspects.relation"}),
    ("x6", ("sexual",), {"interviewer": "victim.wants_interviewer"}),
    ("x7", ("sexual",), {"spiked": "risk.answers"}),
    # antisocial behaviour
    ("b1", ("asb",), {"asb_kind": "offence.kind"}),
    ("b2", ("asb",), {"topic": "offence.method"}),
    ("b3", ("asb",), {"asb_now": "risk.answers"}),
    ("b4", ("asb",), {"how_often": "offence.frequency", "diary": "offence.earlier"}),
    ("b5", ("asb",), {"suspects": "suspects.described", "suspects_vehicle": "suspects.vehicle"}),
    ("b6", ("asb",), {"effects": "victim.effect", "impact": "victim.effect"}),
    ("b7", ("asb",), {"told_before": "offence.earlier", "told_references": "offence.earlier"}),
    ("b8", ("asb",), {"landlord": "suspects.relation"}),
    # lost and found
    ("p1", ("property",), {"lost_or_found": "offence.kind"}),
    ("p2", ("property",), {"left_in": "offence.place_type"}),
    ("p3", ("property",), {"items": "property.items", "document": "property.status"}),
    ("p4", ("property",), {"insurer": "property.status"}),
    ("p5", ("property",), {"held_at": "property.status", "keep_it": "property.status"}),
    # fraud: a router more than a form
    ("fraud: happening now, or somebody comes", ("fraud",), {"fraud_now": "risk.answers"}),
    ("fraud: offender known and local", ("fraud",), {"fraud_local": "suspects.known"}),
    ("fraud: victim vulnerable", ("fraud",), {"fraud_vulnerable": "risk.answers"}),
    ("fraud: money just sent", ("fraud",), {"money_lost": "property.other",
                                            "bank_told": "property.status"}),
    ("fraud: account taken over", ("fraud",), {"device_access": "offence.online",
                                               "relation_to_them": "suspects.relation"}),
    # assault and threats
    ("assault: injury", ("assault", "robbery"), {"injury": "victim.injury", "hospital": ""}),
    ("assault: weapon", ("assault", "robbery"), {"weapon": "offence.weapon"}),
    ("assault: emergency or shop worker", ("assault",), {"worker": "victim.effect"}),
    ("assault: hate", ("assault",), {"hostility": "offence.motive"}),
    ("assault: relationship", ("assault",), {"relation_to_them": "suspects.relation"}),
    ("assault: camera and photo", ("assault",), {"camera_details": "cameras.described",
                                                 "files": "evidence.files"}),
    # information
    ("tell us: who", ("tell_us",), {"told_who": "suspects.described"}),
    ("tell us: what", ("tell_us",), {"told_what": "offence.story"}),
    ("tell us: where", ("tell_us",), {"where": "offence.place"}),
    ("tell us: when", ("tell_us",), {"told_when": "offence.frequency"}),
    ("tell us: how do you know", ("tell_us",), {"told_source": "intelligence.source"}),
    ("tell us: could they work it out", ("tell_us",),
     {"told_identifiable": "intelligence.identifiable"}),
    ("tell us: may we get in touch", ("tell_us",), {"may_contact": "report.relation"}),
    # blocks that forms share
    ("4.2 where", ALL, {"where": "offence.place", "postcode": "offence.postcode",
                        "position": "offence.position"}),
    ("4.2 kind of place, online, moving, not known", WITH_PLACE,
     {"place_type": "offence.place_type", "where_online": "offence.place",
      "where_to": "offence.place_to", "where_about": "offence.place"}),
    ("4.3 when", tuple(code for code in FORMS if code != "tell_us"),
     {"time_known": "offence.time_known", "from_at": "offence.from_at", "to_at": "offence.to_at",
      "when_about": "offence.frequency"}),
    ("4.4 people", WITH_PEOPLE,
     {"suspects": "suspects.described", "suspects_vehicle": "suspects.vehicle",
      "recognise": "suspects.recognise", "suspects_known": "suspects.known",
      "suspects_known_details": "suspects.described"}),
    ("4.6 evidence", tuple(code for code in FORMS if code != "property"),
     {"witness_details": "witnesses.described", "camera_details": "cameras.described",
      "camera_kept": "cameras.kept", "files": "evidence.files"}),
    ("4.7 impact and needs", WITH_PEOPLE,
     {"impact": "victim.effect", "afraid": "needs.afraid", "help": "needs.help",
      "language": "needs.language", "support": "victim.wants_support_referral"}),
    ("4.8 contact", WITH_PEOPLE,
     {"given_names": "reporter.given_names", "family_name": "reporter.family_name",
      "born_on": "victim.born_on", "email": "contact.email", "phone": "contact.phone",
      "address": "contact.address", "frequency": "plan.frequency"}),
    ("4.9 contact and safety", SENSITIVE,
     {"safe_now": "plan.safe_now", "ways": "plan.channels", "times": "plan.times",
      "voicemail": "plan.voicemail", "text_words": "plan.text_words",
      "caller_id": "plan.caller_id", "code_word": "plan.code_word", "proxy": "plan.proxy",
      "shared_device": "plan.watched", "address_shared": "plan.address_shared"}),
    ("3.13 third parties", WITH_PEOPLE,
     {"for_whom": "report.for_whom", "relation": "report.relation",
      "victim_given_names": "victim.given_names", "victim_family_name": "victim.family_name"}),
]  # fmt: skip

NOT_ASKED = {
    "x8": "words, not a question: the page that asks who should talk to you says it",
    "4.1": "asked once for all forms, in triage, before a form is chosen",
    "4.9 call mobile or landline": "one number is asked for; which kind it is shows from it",
    "4.9 through a friend or worker": "its own question, who can be contacted instead",
    "4.9 online only": "no contact; the receipt gives a code to come back with",
}

ROWS = [
    pytest.param(FORMS[code], fed, id=f"{code}-{name}")
    for name, codes, fed in NOTE
    for code in codes
]


@pytest.mark.parametrize(("form", "fed"), ROWS)
def test_what_the_notes_ask_is_asked_and_feeds_what_they_say(form, fed):
    asked = {row.key: row.feeds for row in form.questions}

    assert {key: asked.get(key) for key in fed} == fed


def test_every_question_that_the_notes_number_stands_in_the_table():
    numbered = {"t": 11, "v": 11, "d": 7, "h": 6, "s": 8, "a": 10, "x": 8, "b": 8, "p": 5}
    expected = {f"{letter}{n}" for letter, last in numbered.items() for n in range(1, last + 1)}

    assert expected <= {name for name, _, _ in NOTE} | set(NOT_ASKED)


def test_every_answer_that_feeds_something_has_a_place_in_the_case():
    fed = {feed for _, _, feeds in NOTE for feed in feeds.values() if feed}

    assert fed <= set(CARRIED) | {"evidence.files"}


def test_nothing_is_fed_that_the_notes_do_not_know():
    """A new question comes with its row here, so that the list stays whole."""
    known = {key for _, _, feeds in NOTE for key in feeds} | OURS
    asked = {row.key for form in FORMS.values() for row in form.questions if row.feeds}

    assert asked - known == set()


OURS = {
    "phone_model", "phone_colour", "phone_number", "phone_imei", "taken", "things",
    "weapon_details", "wants_visit", "visit", "watched", "returns", "afterwards", "assault_kind",
}  # fmt: skip
"""Questions of our own, which the notes do not list one by one."""


def test_danger_is_asked_before_any_form():
    first = triage.STEPS["danger"]

    assert first.routes[0].to == "danger"
    assert "999" in LANDINGS["danger"].advice.title.en


def test_the_page_about_who_talks_to_you_says_that_your_name_stays_private():
    asked = next(row for row in FORMS["sexual"].questions if row.key == "interviewer")

    assert "Nobody may publish your name, all your life" in asked.hint.en


def test_a_card_of_property_and_a_line_of_the_diary_hold_what_the_notes_list():
    assert set(PARTS) >= {"what", "brand", "colour", "serial", "imei", "marking", "value", "bought"}
    assert {"what", "day", "where", "proof"} == set(DIARY)


# "I do not know" is an answer to nearly every question; these ask for a wish or a choice of one's
# own, which somebody knows.
KNOWN_TO_ONESELF = {
    "support", "voicemail", "interviewer", "partner_service", "insurer", "keep_it", "may_contact",
    "for_whom", "ways", "force",
}  # fmt: skip
OPEN_ENDS = {"unsure", "other", "none", "rather_not"}
REQUIRED = [
    pytest.param(row, id=f"{form.code}-{row.key}")
    for form in FORMS.values()
    for row in form.questions
    if row.is_required and row.choices and row.key not in KNOWN_TO_ONESELF
]


@pytest.mark.parametrize("row", REQUIRED)
def test_who_does_not_know_can_say_so(row):
    assert OPEN_ENDS & {choice.value for choice in row.choices}
