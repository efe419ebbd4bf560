"""The commands that fill the tables, as an operator types them."""

import pytest
from django.core.management import CommandError, call_command

from places import services
from places.models import PostcodeWard, Ward

pytestmark = pytest.mark.django_db


def test_wards_and_sample(capsys):
    call_command("load_wards")
    call_command("load_sample_postcodes")
    assert capsys.readouterr().out == "20 wards loaded.\n20 sample postcodes loaded.\n"
    assert Ward.objects.count() == PostcodeWard.objects.count() == 20


def test_the_sample_needs_the_wards():
    with pytest.raises(CommandError, match="load_wards") as failed:
        call_command("load_sample_postcodes")
    assert failed.value.returncode == 2


def test_a_directory_with_a_byte_order_mark(tmp_path, capsys):
    services.load_wards()
    file = tmp_path / "onspd.csv"
    file.write_text("\ufeffpcds,osward\nLU99 1AA,E05014735\nAB1 0AA,S13002843\n", encoding="utf-8")
    call_command("import_onspd", str(file), dry_run=True)
    assert "Dry run, nothing written. 1 postcodes added" in capsys.readouterr().out
    assert not PostcodeWard.objects.exists()
    call_command("import_onspd", str(file))
    assert "1 postcodes added, 0 changed, 0 unchanged; 1 rows" in capsys.readouterr().out
    assert services.ward_for_postcode("lu99 1aa").name == "Barnfield"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"pcds,osward\nnonsense,E05014735\n", "Row 2, column pcds"),
        (b"pcds,osward\nLU99 1AA,E05014735\n\xff\xfe\n", "UTF-8"),
        (None, "No such file"),
    ],
)
def test_a_failure_names_the_file_and_ends_with_status_2(tmp_path, content, words):
    services.load_wards()
    file = tmp_path / "onspd.csv"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CommandError) as failed:
        call_command("import_onspd", str(file))
    assert str(failed.value).startswith(f"{file}: ")
    assert words in str(failed.value)
    assert failed.value.returncode == 2
    assert not PostcodeWard.objects.exists()
