"""Files of features and people: what is read, and how a fault is named."""

import pytest
from sortition_algorithms.adapters import CSVStringDataSource, SelectionData
from sortition_algorithms.features import iterate_feature_collection
from sortition_algorithms.settings import Settings

from taskforce.selection.errors import UnusableFile
from taskforce.selection.files import read_features, read_file, read_people
from taskforce.selection.pool import Target
from tests.taskforce.selection.samples import POOLS

FEATURES = b"feature,value,min,max\nsex,F,1,2\nsex,M,0,1\n"
PEOPLE = b"id,sex\na,F\nb,M\n"


def people(
    content: bytes, features: bytes = FEATURES, *, size: int = 1, household: str = "", ids: str = ""
):
    read = read_features("f.csv", features)
    return read_people("p.csv", content, read, size=size, household_column=household, id_column=ids)


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
        (b'feature,value,min,max\nsex,F,1,"1,000"\n', "not-a-number", 2, "max"),
        (b"feature,value,min,max\nsex,F,1,10.000\n", "not-a-number", 2, "max"),
        (b"feature,value,min,max\nsex,F,-1,2\n", "negative", 2, "min"),
        (b"feature,value,min,max\nsex,F,1," + b"9" * 5000 + b"\n", "too-long", 2, "max"),
        (b"feature,value,min,max\nsex,F,1,9999999\n", "too-large", 2, "max"),
        (b"feature,value,min,max\nsex,,1,2\n", "empty", 2, "value"),
        (b"feature,value,min,max\nsex,F,1,2\nSex, f,1,2\n", "duplicate-value", 3, "value"),
        (b"feature,value,min,max,MIN\nsex,F,1,2,1\n", "duplicate-column", 1, "min"),
        (b"feature,value,min,max,max_flex,max_flex\n", "duplicate-column", 1, "max_flex"),
        (b"category;name;Min;max\nsex;F;some;2\n", "not-a-number", 2, "Min"),
        (b"Category,Name,min,max\nsex,F,1,2\nsex,f,1,2\n", "duplicate-value", 3, "Name"),
        (b"Category,Name,min,max\n,F,1,2\n", "empty", 2, "Category"),
        (b"feature,value,min,max\nsex,F,1,2,3\n", "too-many-cells", 2, ""),
        (b"feature,value,min,max\nsex,F\n", "not-a-number", 2, "min"),
        (b'feature,value,min,max\nsex,"F,1,2\n', "not-csv", 2, ""),
        (b"feature,value,min,max,\nsex,F,1,2,3\n", "too-many-cells", 2, ""),
        (b"feature,value,min,max\nsex,\x81,1,2\n", "not-text", 2, ""),
        (b"feature,value,min,max\nsex,\xc3\xa9,1,2\nsex,\xe9,1,2\n", "not-text", 3, ""),
        (b"\xff\xfef\0e", "not-text", 1, ""),
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
        (b"sex,age\nF,1\n", "no-column", 1, "id"),
        (b"ref,sex,id,ID\na,F,1,2\n", "duplicate-column", 1, "id"),
        (b"ref,sex,Sex\na,F,F\n", "duplicate-column", 1, "sex"),
        (b"Ref;sex\na;F\na;M\n", "duplicate-id", 3, "Ref"),
        (b",sex\n0,F\n0,M\n", "duplicate-id", 3, "A"),
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


def ids(content: bytes, **more) -> list[str]:
    pool, _targets = people(content, **more)
    return [person.id for person in pool.people]


@pytest.mark.parametrize(
    "headings",
    ["category,name", "feature,name", "category,value", "Category,Category Value", "FEATURE,Name"],
)
def test_headings_old_and_new_in_any_mixture(headings):
    content = f"{headings},min,max\nsex,F,1,2\n".encode()
    assert read_features("f.csv", content).targets == (Target("sex", "F", 1, 2),)


def test_where_a_file_has_both_headings_the_newer_counts():
    content = b"category,name,feature,value,min,max\nA,a label,sex,F,1,2\n"
    assert read_features("f.csv", content).targets == (Target("sex", "F", 1, 2),)


def test_numbers_that_were_kept_with_decimals():
    content = b"feature;value;min;max;min_flex\nsex;F;1.0;2,00;\n"
    assert read_features("f.csv", content).targets == (Target("sex", "F", 1, 2),)


@pytest.mark.parametrize(
    ("content", "column"),
    [
        (b"nationbuilder_id,sex\n7,F\n", ""),
        (b"sex,id,ref\nF,7,x\n", ""),
        (b"ref,sex,Id\nx,F,7\n", ""),
        (b"id,sex,Ref No\nx,F,7\n", "ref  no"),
        (b",sex\n7,F\n", ""),
    ],
)
def test_ids_are_named_or_called_id_or_stand_first(content, column):
    assert ids(content, ids=column) == ["7"]


def test_a_column_of_ids_that_is_not_there():
    with pytest.raises(UnusableFile) as unusable:
        people(PEOPLE, ids="ref")
    assert (unusable.value.code, unusable.value.column) == ("no-column", "ref")


@pytest.mark.parametrize(
    "content",
    [
        b"id,sex,,,\na,F,,,\nb,M\n",
        b"id,,sex,note,Note,note\na,x,F,1,2,3\nb,,M,,,\n",
        b"id,sex,why\na,F," + b"y" * 2000 + b"\nb,M,\n",
    ],
)
def test_columns_that_nobody_needs_may_be_anything(content):
    assert ids(content) == ["a", "b"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_what_spreadsheets_write_is_read_alike(delimiter, encoding, line_end):
    def written(*rows) -> bytes:
        return "".join(delimiter.join(row) + line_end for row in rows).encode(encoding)

    features = written(
        ["feature", "value", "min", "max"], ["Café", "Non’", "0", "1"], ["Café", "Sí", "0", "1"]
    )
    pool, targets = people(
        written(["Née", "Café", "", "a b|c: d"], ["Zoë", "Sí", "", ""], ["Éa", "non’", "", ""]),
        features,
    )
    assert [target.value for target in targets] == ["Non’", "Sí"]
    assert [(p.id, p.values["Café"]) for p in pool.people] == [("Zoë", "Sí"), ("Éa", "non’")]


@pytest.mark.parametrize(
    "content",
    [
        ("id;sex;Age, in years, as told, on the day\na;F;1\n"),
        ('"id","sex","a;b;c;d"\n"a","F","1"\n'),
        ("id\tsex\tname, surname; title, and more\na\tF\tx, y; z\n"),
    ],
)
def test_marks_inside_headings_part_no_columns(content):
    pool, _targets = people(content.encode())
    assert (pool.people[0].id, pool.people[0].values) == ("a", {"sex": "F"})


def test_composed_and_decomposed_and_invisible_letters_are_the_same():
    decomposed = "cafe\u0301"
    features = f"feature,value,min,max\nCafé,{decomposed} no,0,1\n".encode()
    content = f"id,{decomposed},home\nZoe\u0308,\u200bcaf\u00e9 no\ufeff,x\n".encode()
    pool, targets = people(content, features, household="home", ids="id")
    assert pool.people[0].id == "Zoë"
    assert pool.people[0].has(targets[0])
    with pytest.raises(UnusableFile) as unusable:
        people(f"id,{decomposed}\nZoë,café no\nZoe\u0308,café no\n".encode(), features)
    assert (unusable.value.code, unusable.value.row) == ("duplicate-id", 3)


@pytest.mark.parametrize("name", sorted(folder.name for folder in POOLS.iterdir()))
def test_other_tools_read_the_same_people_and_targets(name):
    features, content = ((POOLS / name / f"{kind}.csv") for kind in ("features", "people"))
    pool, targets = people(
        content.read_bytes(), features.read_bytes(), size=int(name.rpartition("_")[2])
    )
    theirs = CSVStringDataSource(features.read_text("utf-8"), content.read_text("utf-8"))
    source = SelectionData(theirs)
    collection, _report = source.load_features(int(name.rpartition("_")[2]))
    settings = Settings(id_column="id", columns_to_keep=[], check_same_address=False)
    found, _report = source.load_people(settings, collection)
    assert list(found) == [person.id for person in pool.people]
    assert {
        (feature, value, bounds.min, bounds.max)
        for feature, value, bounds in iterate_feature_collection(collection)
    } == {(t.feature, t.value, t.minimum, t.maximum) for t in targets}
