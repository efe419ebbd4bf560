"""Numbers of registers: their forms, what is in doubt, and how they are tidied."""

import pytest

from organisations.enums import Scheme
from organisations.numbers import REGISTERS, Doubt, Verdict, check, check_number, tidy

VALID = (
    *("GB-CHC-234567", "GB-CHC-1087654", "GB-CHC-1198765", "GB-CHC-234567-2"),
    *("GB-SC-SC012345", "GB-NIC-104321"),
    *("GB-COH-08123456", "GB-COH-12345678", "GB-COH-SC123456", "GB-COH-NI012345"),
    *("GB-COH-OC301234", "GB-COH-CE012345", "GB-COH-IP12345R", "GB-COH-R0001234"),
    *("GB-MPR-IP012345", "GB-MPR-321R", "GB-MPR-RS001234", "GB-MPR-4567"),
    *("GB-REV-X1234", "GB-REV-XR12345", "GB-REV-EW98765"),
    *("GB-EDU-109876", "GB-CASC-0a1b2c3d", "GB-LAE-LUT", "GB-PLA-CRF"),
    *("GB-UKPRN-10012345", "GB-NHS-02Z", "GB-COE-612345"),
)
INVALID = (
    *("GB-CHC-12345", "GB-CHC-12345678", "GB-CHC-2345678", "GB-CHC-A34567", "GB-CHC-"),
    *("GB-SC-012345", "GB-SC-SC12345", "GB-NIC-204321", "GB-NIC-10432"),
    *("GB-COH-8123456", "GB-COH-XX123456", "GB-COH-SC12345", "GB-COH-1234567A"),
    *("GB-MPR-ABC", "GB-REV-1234", "GB-EDU-012345", "GB-EDU-12345", "GB-CASC-0A1B2C3D"),
    *("GB-CASC-0a1b2c3", "GB-LAE-LUTO", "GB-LAE-lut", "GB-UKPRN-20012345", "GB-NHS-A"),
    *("234567", "", "charity", "GB-CHC"),
)


@pytest.mark.parametrize("org_id", VALID)
def test_right_forms_of_every_register_are_valid(org_id):
    assert check(org_id).verdict is Verdict.VALID
    assert check(org_id).org_id == org_id


def test_every_register_has_a_valid_case_and_its_example_is_valid():
    assert {check(org_id).scheme for org_id in VALID} == {*REGISTERS}
    for register in REGISTERS.values():
        assert check_number(register.code, register.example).verdict is Verdict.VALID


def test_the_registers_that_people_choose_from_are_those_with_a_rule():
    assert {*Scheme.values} == {*REGISTERS}


@pytest.mark.parametrize("org_id", INVALID)
def test_wrong_forms_are_invalid(org_id):
    assert check(org_id).verdict is Verdict.INVALID


@pytest.mark.parametrize(
    ("org_id", "doubt"),
    [
        # A charity number with zeros in front passes the form of a company number.
        ("GB-COH-00234567", Doubt.PADDED_CHARITY),
        ("GB-COH-01087654", Doubt.PADDED_CHARITY),
        # The form is right, and the register has given no such number.
        ("GB-CHC-000000", Doubt.NOBODYS),
        ("GB-CHC-123456", Doubt.NOBODYS),
        ("GB-CHC-1999999", Doubt.NOBODYS),
        ("GB-COH-00000000", Doubt.NOBODYS),
        ("GB-SC-SC000000", Doubt.NOBODYS),
        ("GB-987654-demo", Doubt.UNKNOWN_REGISTER),
        ("GB-XYZ-123456", Doubt.UNKNOWN_REGISTER),
    ],
)
def test_what_passes_the_form_and_is_in_doubt_is_suspect(org_id, doubt):
    found = check(org_id)
    assert (found.verdict, found.doubt) == (Verdict.SUSPECT, doubt)


def test_a_number_that_a_funder_made_is_valid_but_poor():
    found = check("360G-demofund-org-234567")
    assert (found.verdict, found.scheme) == (Verdict.POOR, "360G-demofund")


def test_the_charity_number_beside_it_decides_whether_a_company_number_is_padded():
    own = "GB-CHC-234567"
    assert check("GB-COH-00234567", others=[own]).doubt is Doubt.PADDED_CHARITY
    assert check("GB-COH-00345678", others=[own]).verdict is Verdict.VALID
    assert check("GB-COH-01087654", others=["GB-CHC-1087654"]).doubt is Doubt.PADDED_CHARITY
    assert check("GB-COH-SC234567", others=[own]).verdict is Verdict.VALID


@pytest.mark.parametrize(
    ("scheme", "typed", "kept"),
    [
        ("GB-CHC", " 1 087 654 ", "1087654"),
        ("GB-CHC", "GB-CHC-1087654", "1087654"),
        ("GB-SC", "sc 12345", "SC012345"),
        ("GB-SC", "12345", "SC012345"),
        ("GB-NIC", "NIC104321", "104321"),
        ("GB-COH", "8123456", "08123456"),
        ("GB-COH", "sc 12345", "SC012345"),
        ("GB-COH", "ni.1234", "NI001234"),
        ("GB-COH", "R0 1234", "R0001234"),
        ("GB-CASC", "0A1B2C3D", "0a1b2c3d"),
        ("GB-LAE", "lut", "LUT"),
        ("GB-CHC", "no number", "NONUMBER"),
    ],
)
def test_what_is_typed_is_tidied(scheme, typed, kept):
    assert tidy(scheme, typed) == kept
