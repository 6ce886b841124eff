import json

import pytest

from casefile.services import reference_data
from casefile.services.reference_data import (
    ForceRow,
    OffenceRow,
    OrganisationUnitRow,
    ReferenceDataError,
)

OFFENCE = {
    "cjsCode": "TH68023",
    "description": "TH68023",
    "homeOfficeClassification": "034/01",
    "notifiableToHo": True,
    "offenceCategory": "CI",
    "offenceTitle": "Robbery",
    "recordableOnPnc": True,
}
STATION = {
    "topLevelCode": "",
    "topLevelName": "Police Service",
    "secondLevelCode": "13",
    "secondLevelName": "West Yorkshire",
    "thirdLevelCode": "ZZ",
    "thirdLevelName": "NORTHGATE",
    "thirdLevelPsaCode": "",
    "bottomLevelCode": "00",
    "bottomLevelName": "",
}
COURT = STATION | {"topLevelCode": "B", "topLevelName": "Magistrates' Courts"}


@pytest.fixture
def package(tmp_path):
    (tmp_path / "data").mkdir()

    def write(name, content):
        (tmp_path / name).write_text(json.dumps(content))
        return tmp_path

    return write


def test_an_offence_is_read_with_its_category_and_class(package):
    folder = package(reference_data.OFFENCES_FILE, [OFFENCE])

    assert list(reference_data.offences(folder)) == [
        OffenceRow("TH68023", "Robbery", "CI", True, True, "034/01")
    ]


def test_a_police_unit_belongs_to_a_force_and_a_court_does_not(package):
    folder = package(reference_data.UNITS_FILE, [STATION, COURT])

    assert list(reference_data.organisation_units(folder)) == [
        OrganisationUnitRow("13ZZ00", "West Yorkshire, NORTHGATE", "Police Service", "13"),
        OrganisationUnitRow("B13ZZ00", "West Yorkshire, NORTHGATE", "Magistrates' Courts", ""),
    ]


def test_a_unit_without_names_of_its_own_is_called_by_its_kind(package):
    bare = COURT | {"secondLevelName": "", "thirdLevelName": ""}
    folder = package(reference_data.UNITS_FILE, [bare])

    assert [row.name for row in reference_data.organisation_units(folder)] == [
        "Magistrates' Courts"
    ]


def test_bodies_with_longer_codes_are_no_forces(package):
    rows = [{"code": "13", "name": "West Yorkshire"}, {"code": "B01DU", "name": "A court"}]
    folder = package(reference_data.FORCES_FILE, rows)

    assert list(reference_data.forces(folder)) == [ForceRow("13", "West Yorkshire")]


def test_the_edition_is_the_version_of_the_package(package):
    assert reference_data.edition(package("package.json", {"version": "2.0.0"})) == "2.0.0"


def test_a_missing_list_is_named(tmp_path):
    with pytest.raises(ReferenceDataError, match=r"forces\.json"):
        list(reference_data.forces(tmp_path))
    with pytest.raises(ReferenceDataError, match=r"package\.json"):
        reference_data.edition(tmp_path)


@pytest.mark.parametrize("content", [{"cjsCode": "TH68023"}, [{}], ["TH68023"], [None]])
def test_a_list_of_another_shape_is_refused(package, content):
    folder = package(reference_data.OFFENCES_FILE, content)

    with pytest.raises(ReferenceDataError, match=r"offence-code\.json"):
        list(reference_data.offences(folder))
