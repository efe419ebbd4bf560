"""Grants as 360Giving: exact amounts, the schema, what is poor, and tables that come back."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from core.exports import csv_text
from organisations import numbers
from publishing import giving
from publishing.giving import Body, Check, Grant, Place, Programme, Publisher
from publishing.giving.schema import SCHEMAS, is_moment
from tests.publishing.unflattening import unflattened

TODAY = date(2026, 11, 27)
AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
PUBLISHER = Publisher(
    body=Body("GB-LAE-LUT", "Demo council", department="Demo unit"),
    website="https://council.example/",
    licence="https://council.example/licence/",
    download_url="https://council.example/grants.json",
    title="Grants of a demo council",
)
WARDS = (Place("Biscot", "E05000001", "WD"), Place("Poets, and more", "E05000002", "WD"))


def grant(number=1, **fields):
    facts = {
        "id": f"360G-demo-A-{number}",
        "title": "Tea for all",
        "description": "Tea and company on Mondays.",
        "pence": 100_010,
        "awarded_on": date(2026, 11, 2),
        "recipient": Body("GB-CHC-1164883", "Demo kettle", charity="1164883"),
        "programme": Programme("demo", "Demo round", "https://council.example/fund/"),
        "url": "https://council.example/a/",
        "modified": AT,
        "places": WARDS,
        "months": 12,
    }
    return Grant(**facts | fields)


def made(*grants, **fields):
    return giving.package(grants or [grant(**fields)], PUBLISHER, AT)


def reread(data):
    return giving.read_json(giving.as_json(data))


def known(org_id):
    return numbers.check(org_id).verdict.value


def found(data):
    return {one.check for one in giving.quality(data, known=known, today=TODAY)}


def changed(data=None, **fields):
    """A good package whose first grant says something else; None takes a field out."""
    data = reread(data or made())
    for name, value in fields.items():
        data["grants"][0][name] = value
        if value is None:
            del data["grants"][0][name]
    return data


def test_a_package_is_right_and_not_poor():
    data = reread(made(starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31)))
    assert giving.schema_errors(data) == []
    assert found(data) == set()
    [one] = data["grants"]
    assert one["plannedDates"] == [
        {"startDate": "2027-01-01", "endDate": "2027-12-31", "duration": 12}
    ]
    assert one["fundingOrganization"][0]["department"] == "Demo unit"
    assert "companyNumber" not in one["recipientOrganization"][0]


@pytest.mark.parametrize(
    ("pence", "text"),
    [(1, "0.01"), (10, "0.10"), (100_010, "1000.10"), (3_000_000, "30000.00"), (9**18, None)],
)
def test_amounts_are_written_digit_by_digit(pence, text):
    written = giving.as_json(made(pence=pence))
    whole, rest = divmod(pence, 100)
    assert f'"amountAwarded": {text or f"{whole}.{rest:02}"},' in written
    assert giving.read_json(written)["grants"][0]["amountAwarded"] * 100 == pence


def test_an_amount_of_nought_is_said_and_found():
    data = reread(made(pence=0))
    assert data["grants"][0]["amountAwarded"] == 0
    assert giving.schema_errors(data) == []
    assert found(data) == {Check.NOUGHT}


def test_seven_amounts_come_to_their_sum():
    data = reread(made(*(grant(number, pence=100_010) for number in range(7))))
    assert sum(one["amountAwarded"] for one in data["grants"]) == Decimal("7000.70")


@pytest.mark.parametrize("value", [1.5, None, True, Decimal("NaN"), Decimal("Infinity")])
def test_nothing_is_written_that_isnt_exact(value):
    with pytest.raises(TypeError):
        giving.as_json({"amount": [value]})


def test_texts_of_any_signs_come_back():
    words = 'آواز "quoted" \\ \n\t \u2028 😀 ,;='
    assert reread(made(title=words))["grants"][0]["title"] == words


# --- The schema ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "where", "words"),
    [
        ({"currency": "pounds"}, "$.grants[0].currency", "is not one of"),
        ({"title": 7}, "$.grants[0].title", "is not of type 'string'"),
        ({"amountAwarded": "ten"}, "$.grants[0].amountAwarded", "is not of type 'number'"),
        ({"awardDate": "2 May 2026"}, "$.grants[0].awardDate", "is not valid under any"),
        ({"awardDate": "2026-13-01"}, "$.grants[0].awardDate", "is not valid under any"),
        ({"dateModified": "2026-11-20"}, "$.grants[0].dateModified", "is not a 'date-time'"),
        ({"fundingOrganization": []}, "$.grants[0].fundingOrganization", "non-empty"),
        ({"plannedDates": {}}, "$.grants[0].plannedDates", "is not of type 'array'"),
        ({"description": None, "currency": None}, "$.grants[0]", "Lacks: description, currency."),
        (
            {"recipientIndividual": {"id": "x", "name": "y"}},
            "$.grants[0]",
            "Names two kinds of recipient.",
        ),
        ({"recipientOrganization": [{"name": "x"}]}, "recipientOrganization[0]", "'id' is a requ"),
    ],
)
def test_each_error_is_found_once_and_named(fields, where, words):
    [error] = giving.schema_errors(changed(**fields))
    assert error.where.endswith(where)
    assert words in error.words


def test_several_errors_are_all_counted():
    bad = {"id": "360G-demo-1", "title": 1, "currency": "?", "awardDate": "soon"}
    # The whole lacks fields, and three fields are wrong.
    assert len(giving.schema_errors({"grants": [bad]})) == 4
    # Two that are the same, and lack nearly all.
    poor = {"currency": "GBP", "amountAwarded": Decimal("1000.1")}
    assert len(giving.schema_errors({"grants": [dict(poor), dict(poor)]})) == 3
    # A day that is nothing is neither a text nor one of the two kinds of day.
    empty = reread(made())["grants"][0] | dict.fromkeys(("id", "title", "url", "awardDate"))
    assert len(giving.schema_errors({"grants": [empty]})) == 5
    assert len(giving.schema_errors({})) == len(giving.schema_errors({"grants": []})) == 1


def test_a_single_grant_is_looked_at_alone():
    [data] = reread(made())["grants"]
    assert giving.schema_errors(data, of="grant") == []
    assert giving.schema_errors(data | {"title": None}, of="grant")[0].where == "$.title"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("2026-11-20T09:30:00Z", True),
        ("2026-11-20T09:30:00.5+01:00", True),
        ("2026-02-30T09:30:00Z", False),
        ("2026-11-20T09:30:00", False),
        ("2026-11-20", False),
        ("2026-11-20T25:30:00Z", False),
    ],
)
def test_a_moment_is_told_from_a_day(text, is_one):
    assert is_moment(text) is is_one


def test_the_schemas_name_nothing_to_fetch():
    for name in ("package", "grant"):
        text = (SCHEMAS / f"{name}.json").read_text()
        refs = {ref["$ref"] for ref in _refs(json.loads(text))}
        assert all(ref.startswith(("#", "urn:360giving:")) for ref in refs)


def _refs(schema):
    if isinstance(schema, dict):
        if "$ref" in schema:
            yield schema
        for inner in schema.values():
            yield from _refs(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _refs(inner)


# --- What is poor --------------------------------------------------------------------------------

BODY = {"id": "GB-CHC-1164883", "name": "x"}


@pytest.mark.parametrize(
    ("fields", "check"),
    [
        ({"id": "A-1"}, Check.OWN_ID),
        ({"recipientOrganization": [{"id": "GB-99-1", "name": "x"}]}, Check.RECIPIENT_PREFIX),
        ({"recipientOrganization": [{"id": "GB-CHC-1", "name": "x"}]}, Check.RECIPIENT_PREFIX),
        ({"recipientOrganization": [{"id": "360G-demo-7", "name": "x"}]}, Check.RECIPIENT_IS_OURS),
        ({"recipientOrganization": [BODY | {"charityNumber": "12"}]}, Check.CHARITY_NUMBER),
        ({"recipientOrganization": [BODY | {"companyNumber": "12"}]}, Check.COMPANY_NUMBER),
        ({"fundingOrganization": [{"id": "LUTON", "name": "x"}]}, Check.FUNDER_PREFIX),
        ({"amountAwarded": 0}, Check.NOUGHT),
        ({"amountAwarded": Decimal("-0.01")}, Check.BELOW_NOUGHT),
        ({"awardDate": "2026-11-28"}, Check.AWARDED_LATER),
        (
            {"plannedDates": [{"startDate": "2026-12-02", "endDate": "2026-12-01"}]},
            Check.ENDS_FIRST,
        ),
        ({"plannedDates": [{"startDate": "2026-12-02"}]}, Check.NO_LENGTH),
        ({"plannedDates": None}, Check.NO_LENGTH),
        ({"beneficiaryLocation": None}, Check.NO_PLACE),
        ({"grantProgramme": []}, Check.NO_PROGRAMME),
        ({"dateModified": None}, Check.NO_MODIFIED),
        ({"url": "council.example"}, Check.WEB_ADDRESS),
        ({"url": "javascript:alert(1)"}, Check.WEB_ADDRESS),
        ({"url": "https://[bad"}, Check.WEB_ADDRESS),
        ({"description": "Write to somebody@demo.example."}, Check.EMAIL),
        ({"title": "x" * 141}, Check.LONG_TITLE),
        ({"description": "tea for ALL "}, Check.SAYS_ITS_TITLE),
        ({"relatedActivity": ["360G-demo-A-9"]}, Check.LEADS_NOWHERE),
    ],
)
def test_each_fault_is_found_alone(fields, check):
    assert found(changed(**fields)) == {check}


def test_what_is_of_the_whole_file():
    two = reread(made(grant(1), grant(2)))
    assert found(two) == set()
    two["grants"][1]["fundingOrganization"][0]["id"] = "GB-LAE-BED"
    [several] = giving.quality(two, known=known, today=TODAY)
    assert (several.check, several.place, several.holds) == (Check.SEVERAL_FUNDERS, -1, False)
    twice = giving.quality(reread(made(grant(1), grant(1))), known=known, today=TODAY)
    assert [(one.check, one.place) for one in twice] == [(Check.SAME_ID, 0), (Check.SAME_ID, 1)]


def test_grants_tied_to_each_other_lead_somewhere():
    pair = (
        grant(1, related=("360G-demo-A-2",)),
        grant(2, related=("360G-demo-A-1",)),
    )
    assert found(reread(made(*pair))) == set()


@pytest.mark.parametrize(
    "data", [None, [], "x", {}, {"grants": None}, {"grants": [None, 1, {"id": [], "url": {}}]}]
)
def test_no_data_makes_the_checks_fail(data):
    giving.quality(data, known=known, today=TODAY)
    assert giving.schema_errors(data)


def test_every_field_of_every_wrong_kind_is_survived():
    for wrong in (None, [], {}, [None], [[]], [{}], "x", 1, True, [{"id": 1}]):
        good = reread(made())["grants"][0]
        for name in good:
            giving.quality({"grants": [good | {name: wrong}]}, known=known, today=TODAY)


# --- As a table ----------------------------------------------------------------------------------


def test_a_table_has_a_row_for_a_grant_and_columns_side_by_side():
    one_ward = grant(1, places=WARDS[:1])
    two_wards = grant(2, related=("360G-demo-A-1", "360G-demo-A-3"))
    headings, rows = giving.flat(made(one_ward, two_wards)["grants"])
    at = headings.index("beneficiaryLocation/0/name")
    assert headings[at : at + 4] == [
        "beneficiaryLocation/0/name",
        "beneficiaryLocation/0/geoCode",
        "beneficiaryLocation/0/geoCodeType",
        "beneficiaryLocation/1/name",
    ]
    assert rows[0][at + 3] == ""
    assert rows[1][headings.index("relatedActivity")] == "360G-demo-A-1;360G-demo-A-3"
    assert {len(row) for row in rows} == {len(headings)}


def test_the_table_makes_the_same_grants_again():
    related = ("360G-demo-A-1", "360G-demo-A-3")
    data = made(
        grant(1, places=WARDS[:1], months=0, starts_on=date(2027, 1, 1), ends_on=date(2027, 2, 1)),
        grant(2, related=related, description='Tea, "coffee"\nand سب; = more'),
    )
    text = csv_text(*giving.flat(data["grants"]), mark=False)
    assert unflattened(text) == reread(data)["grants"]
