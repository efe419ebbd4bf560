"""Files of features and people: what is read, and how a fault is named."""

import pytest

from taskforce.selection.errors import UnusableFile
from taskforce.selection.files import read_features, read_file, read_people
from taskforce.selection.pool import Target

FEATURES = b"feature,value,min,max\nsex,F,1,2\nsex,M,0,1\n"
PEOPLE = b"id,sex\na,F\nb,M\n"


def people(content: bytes, features: bytes = FEATURES, *, size: int = 1, household: str = ""):
    read = read_features("f.csv", features)
    return read_people("p.csv", content, read, size=size, household_column=household)


def test_case_spacing_marks_quotes_and_line_ends_make_no_difference():
    features = (
        '\ufeff Feature ,VALUE,Min,MAX\r\n"Sex", F ,1,2\r\n\r\nSex,"M, or so",0,1\r\n'.encode()
    )
    pool, targets = people(
        b'\xef\xbb\xbfNote,SEX ,Id\r\n"two\r\nlines", f,1\r\n,"m,  OR so",2\r\n', features
    )
    assert targets == (Target("Sex", "F", 1, 2), Target("Sex", "M, or so", 0, 1))
    assert [p.id for p in pool.people] == ["1", "2"]
    assert pool.people[0].extra == {"Note": "two\r\nlines"}
    assert [pool.people[0].has(t) for t in targets] == [True, False]
    assert [pool.people[1].has(t) for t in targets] == [False, True]


def test_older_headings_and_flexible_bounds():
    content = b"category,name,min,max,min_flex,max_flex\nsex,F,2,3,1,5\nsex,M,2,3,,\n"
    first, second = read_features("f.csv", content).targets
    assert first == Target("sex", "F", 2, 3, 1, 5)
    assert second == Target("sex", "M", 2, 3)


@pytest.mark.parametrize(
    ("content", "code", "row", "column"),
    [
        (b"", "no-headings", 1, ""),
        (b"\n\n", "no-headings", 1, ""),
        (b"feature,value,min,max\n", "no-features", None, ""),
        (b"feature,value,min\nsex,F,1\n", "no-column", 1, "max"),
        (b"feature,value,min,max\nsex,F,2,1\n", "minimum-above-maximum", 2, "min"),
        (b"feature,value,min,max\nsex,F,1,x\n", "not-a-number", 2, "max"),
        (b"feature,value,Min,max\nsex,F,1.5,2\n", "not-a-number", 2, "Min"),
        (b"feature,value,min,max\nsex,F,\xd9\xa1,2\n", "not-a-number", 2, "min"),
        (b"feature,value,min,max\nsex,F,,2\n", "not-a-number", 2, "min"),
        (b"feature,value,min,max\nsex,F,-1,2\n", "negative", 2, "min"),
        (b"feature,value,min,max\nsex,F,1," + b"9" * 5000 + b"\n", "too-long", 2, "max"),
        (b"feature,value,min,max\nsex,F,1,9999999\n", "too-large", 2, "max"),
        (b"feature,value,min,max\nsex,,1,2\n", "empty", 2, "value"),
        (b"feature,value,min,max\nsex,F,1,2\nSex, f,1,2\n", "duplicate-value", 3, "value"),
        (b"feature,value,min,max,MIN\nsex,F,1,2,1\n", "duplicate-column", 1, "MIN"),
        (b"feature,value,min,max\nsex,F,1,2,3\n", "too-many-cells", 2, ""),
        (b"feature,value,min,max\nsex,F\n", "not-a-number", 2, "min"),
        (b'feature,value,min,max\nsex,"F,1,2\n', "not-csv", 2, ""),
        (b"feature,value,min,max\nsex,\xff,1,2\n", "not-utf-8", 2, ""),
        (b"feature,value,min,max\nsex,F\0,1,2\n", "not-text", 2, ""),
    ],
)
def test_a_faulty_features_file_is_named_with_row_and_column(content, code, row, column):
    with pytest.raises(UnusableFile) as unusable:
        read_features("f.csv", content)
    error = unusable.value
    assert (error.code, error.file, error.row, error.column) == (code, "f.csv", row, column)
    assert str(error).startswith("f.csv")


@pytest.mark.parametrize(
    ("content", "code", "row", "column"),
    [
        (b"id,sex\n", "no-people", None, ""),
        (b"name,sex\na,F\n", "no-column", 1, "id"),
        (b"id,age\na,F\n", "no-column", 1, "sex"),
        (b"id,sex\na,F\na,M\n", "duplicate-id", 3, "id"),
        (b"id,sex\n,F\n", "empty", 2, "id"),
        (b"id,sex\na,F\nb,X\n", "unknown-value", 3, "sex"),
        (b"id,sex\na\n", "unknown-value", 2, "sex"),
    ],
)
def test_a_faulty_people_file_is_named_with_row_and_column(content, code, row, column):
    with pytest.raises(UnusableFile) as unusable:
        people(content)
    error = unusable.value
    assert (error.code, error.file, error.row, error.column) == (code, "p.csv", row, column)


def test_a_household_column_that_is_a_feature_too_is_the_rule_and_no_target():
    features = FEATURES + b"home,none,0,9\nhome,h1,0,1\n"
    pool, targets = people(b"id,sex,home\na,F,h1\nb,M,None\n", features, household="HOME")
    assert [t.feature for t in targets] == ["sex", "sex"]
    assert pool.households
    assert [p.household for p in pool.people] == ["h1", ""]


@pytest.mark.parametrize("row", [b"home,h1,1,1\n", b"home,h1,0,0\n", b"home,none,0,0\n"])
def test_a_household_column_can_have_no_other_target(row):
    with pytest.raises(UnusableFile) as unusable:
        people(b"id,sex,home\na,F,h1\n", FEATURES + row, household="home")
    assert (unusable.value.code, unusable.value.row) == ("household-target", 4)


def test_a_household_column_that_is_not_there():
    with pytest.raises(UnusableFile) as unusable:
        people(PEOPLE, household="home")
    assert (unusable.value.code, unusable.value.column) == ("no-column", "home")


@pytest.mark.parametrize("path", ["missing.csv", "/", "a\0b", "n" * 5000])
def test_a_file_that_cannot_be_opened(path, tmp_path):
    with pytest.raises(UnusableFile) as unusable:
        read_file(tmp_path / path)
    assert unusable.value.code == "unreadable"
