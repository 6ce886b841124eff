import pytest

from casefile.rules import identifiers

GOOD_ASNS = [
    "1101ZD0100000410750B",
    "0901VK0100000342547V",
    "0836FP0100000377244A",
    "0900000000000020001E",
]


@pytest.mark.parametrize("asn", GOOD_ASNS)
def test_a_good_arrest_number_passes(asn):
    assert identifiers.check_asn(asn) == []


@pytest.mark.parametrize(
    "asn", ["0901VK0100000342547A", "0901VK010000034254", "", "hello", "0901VK0100000342547I"]
)
def test_a_bad_arrest_number_is_refused(asn):
    assert [p.level for p in identifiers.check_asn(asn)] == ["error"]


def test_a_dummy_arrest_number_is_refused():
    with pytest.raises(ValueError, match="dummy"):
        identifiers.make_asn(year=2026, force="63", unit="00", system="01", sequence=7)


@pytest.mark.parametrize("asn", GOOD_ASNS)
def test_the_displayed_form_reads_back_as_the_same_number(asn):
    shown = identifiers.display_asn(asn)

    assert identifiers.parse_asn(shown).long_form == asn


def test_the_displayed_form_drops_leading_zeros():
    assert identifiers.display_asn("1101ZD0100000410750B") == "11/01ZD/01/410750B"


def test_the_long_form_with_a_top_level_character_is_checked_without_it():
    asn = identifiers.parse_asn("11A01ZD0100000410750B")

    assert (asn.top_level, asn.long_form) == ("A", "1101ZD0100000410750B")
    assert identifiers.check_asn("11A01ZD0100000410750B") == []


def test_a_made_arrest_number_passes_its_own_check():
    asn = identifiers.make_asn(year=2026, force="13", unit="NG", system="01", sequence=4711)

    assert len(asn) == 20
    assert identifiers.check_asn(asn) == []


@pytest.mark.parametrize("typed", ["01ZD0303908", "01 zd 03039/08", "01-ZD-03039-08"])
def test_a_reference_number_is_stored_without_separators(typed):
    assert identifiers.normalise_urn(typed) == "01ZD0303908"
    assert identifiers.check_urn(typed) == []


@pytest.mark.parametrize("urn", ["", "01ZD", "01ZDAB", "01ZD030390812", "01ZD030390É"])
def test_a_malformed_reference_number_is_an_error(urn):
    assert [p.level for p in identifiers.check_urn(urn)] == ["error"]


@pytest.mark.parametrize("urn", ["00NP0303908", "00PP0303908", "01000303908"])
def test_a_dummy_reference_number_is_an_error(urn):
    assert "error" in [p.level for p in identifiers.check_urn(urn)]


def test_an_unusual_length_only_warns():
    assert [p.level for p in identifiers.check_urn("01ZD030")] == ["warning"]


def test_a_made_reference_number_has_force_unit_serial_and_year():
    made = identifiers.make_urn(force="13", unit="NG", serial=42, year=2026)

    assert made == "13NG0004226"


@pytest.mark.parametrize(("unit", "serial"), [("N", 1), ("NG", 123456), ("NG", -1)])
def test_a_reference_number_that_would_not_fit_is_not_made(unit, serial):
    with pytest.raises(ValueError, match=r"URN|11 characters"):
        identifiers.make_urn(force="13", unit=unit, serial=serial, year=2026)


@pytest.mark.parametrize("code", ["TH68023", "CJ88116", "TH68073A", "COML025"])
def test_offence_codes_are_known_by_their_shape(code):
    assert identifiers.is_offence_code(code)


@pytest.mark.parametrize("code", ["TH6802", "th68023", "TH68023AB", "34B", ""])
def test_other_texts_are_no_offence_codes(code):
    assert not identifiers.is_offence_code(code)


@pytest.mark.parametrize("typed", ["zz9 9zz", "ZZ99ZZ", " Zz9  9zZ "])
def test_a_postcode_gets_capitals_and_one_space(typed):
    assert identifiers.normalise_postcode(typed) == "ZZ9 9ZZ"


@pytest.mark.parametrize("typed", ["ZZ9", "", "12345", "ZZ9 9Z9"])
def test_half_a_postcode_is_refused(typed):
    with pytest.raises(ValueError, match="postcode"):
        identifiers.normalise_postcode(typed)


def test_a_device_number_passes_with_its_check_digit():
    assert identifiers.normalise_imei("49-015420-323751-8") == "490154203237518"


@pytest.mark.parametrize("typed", ["490154203237517", "49015420323751", "٤90154203237518", ""])
def test_a_wrong_device_number_is_refused(typed):
    with pytest.raises(ValueError, match="IMEI"):
        identifiers.normalise_imei(typed)
