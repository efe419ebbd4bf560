"""The draw as a command, in the portal and alone, as anybody with the files would run it."""

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.html import parse_page
from tests.taskforce.selection.samples import POOLS

ROOT = Path(__file__).parents[3]
FILES = ("lottery.csv", "probabilities.csv", "report.html")
FEATURES = "feature,value,min,max\nsex,F,1,2\nsex,M,1,2\n"
PEOPLE = "id,sex\na,F\nb,M\nc,F\n"


def arguments(folder, output, **more) -> dict:
    return {
        "features": str(folder / "features.csv"),
        "people": str(folder / "people.csv"),
        "output": str(output),
        "seed": "a public seed",
    } | more


@pytest.fixture
def files(tmp_path):
    (tmp_path / "features.csv").write_text(FEATURES, encoding="utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    return tmp_path


def test_one_line_of_json_and_three_files(tmp_path, capsys):
    folder = POOLS / "luton500f6hh_40"
    call_command(
        "taskforce_draw", **arguments(folder, tmp_path / "out", size=40, household_column="hh")
    )
    (line,) = capsys.readouterr().out.splitlines()
    said = json.loads(line)
    assert (said["n"], said["k"], said["panels"]) == (500, 40, 1000)
    assert said["gap"] <= 1e-6
    assert said["peak_mb"] < 100
    lottery = (tmp_path / "out" / "lottery.csv").read_bytes()
    assert said["lottery_sha256"] == sha256(lottery).hexdigest()
    rows = lottery.decode().splitlines()
    assert rows[0] == "panel,person"
    assert len(rows) == 1 + 1000 * 40
    probabilities = (tmp_path / "out" / "probabilities.csv").read_text(encoding="utf-8")
    assert len(probabilities.splitlines()) == 501
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    parse_page(page)
    assert said["lottery_sha256"] in page
    assert "<script" not in page


def test_no_markup_of_a_file_gets_into_the_report(files):
    nasty = FEATURES + "<b>x</b>,<i>,0,9\n"
    (files / "features.csv").write_text(nasty, encoding="utf-8")
    (files / "people.csv").write_text("id,sex,<b>x</b>\na,F,<i>\nb,M,<i>\n", encoding="utf-8")
    call_command("taskforce_draw", **arguments(files, files, size=2, seed="<s>"))
    page = (files / "report.html").read_text(encoding="utf-8")
    parse_page(page)
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert not {"<b>", "<i>", "<s>"} & {part + ">" for part in page.split(">")}


def test_the_same_bytes_in_three_processes(tmp_path):
    folder, prints = POOLS / "luton200f6_25", set()
    for hash_seed in ("0", "33", "4444"):
        output = tmp_path / hash_seed
        wanted = arguments(folder, output, size="25", household_column="")
        options = [f"--{name.replace('_', '-')}={value}" for name, value in wanted.items()]
        subprocess.run(
            [sys.executable, "manage.py", "taskforce_draw", *options],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": hash_seed, "DATABASE_URL": "sqlite:////nowhere/x"},
            check=True,
            capture_output=True,
        )
        prints.add(tuple(sha256((output / name).read_bytes()).hexdigest() for name in FILES))
    assert len(prints) == 1


def alone(*command: str) -> subprocess.CompletedProcess:
    """Run Python with nothing of the portal's settings in the environment."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        check=False,
        capture_output=True,
        text=True,
    )


def test_the_package_draws_alone_without_settings_and_writes_the_same_bytes(tmp_path):
    folder = POOLS / "luton200f6_25"
    options = {"size": 25, "id_column": "ID"}
    call_command("taskforce_draw", **arguments(folder, tmp_path / "portal", **options))
    wanted = arguments(folder, tmp_path / "alone", **options)
    options = [f"--{name.replace('_', '-')}={value}" for name, value in wanted.items()]
    done = alone("-m", "taskforce.selection", *options)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["n"] == 200
    for name in FILES:
        assert (tmp_path / "alone" / name).read_bytes() == (tmp_path / "portal" / name).read_bytes()


@pytest.mark.parametrize(
    ("size", "status", "words"),
    [("x", 2, "invalid int value"), ("9", 2, "too few for 9 seats"), ("3", 3, "to 1-2")],
)
def test_the_package_alone_says_what_is_wrong_with_the_same_status(files, size, status, words):
    (files / "features.csv").write_text(FEATURES.replace("M,1", "M,2"), encoding="utf-8")
    wanted = arguments(files, files / "out", size=size)
    done = alone("-m", "taskforce.selection", *[f"--{n}={value}" for n, value in wanted.items()])
    assert (done.returncode, done.stdout) == (status, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "command", ["migrate", "makemigrations", "shell", "taskforce_draw", "no_such"]
)
def test_a_command_without_settings_says_in_one_line_what_is_missing(command):
    done = alone("manage.py", command)
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert "DATABASE_URL" in line
    assert "make run" in line


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("people.csv", b"id,sex\na,F\nb,X\n", "people.csv, row 3, column sex: 'X' isn't a value"),
        ("people.csv", None, "people.csv: No such file"),
        ("features.csv", b"feature,value,min,max\nsex,F,3,1\n", "features.csv, row 2, column min"),
        (
            "features.csv",
            b"\xff\xfe\0",
            "features.csv, row 1: there is a character",
        ),
    ],
)
def test_an_unusable_file_is_status_2(files, name, content, words):
    if content is None:
        (files / name).unlink()
    else:
        (files / name).write_bytes(content)
    with pytest.raises(CommandError) as failed:
        call_command("taskforce_draw", **arguments(files, files / "out", size=2))
    assert words in str(failed.value)
    assert failed.value.returncode == 2
    assert not (files / "out").exists()


@pytest.mark.parametrize("more", [{"size": 0}, {"size": 9}, {"size": -5}, {"size": 2, "panels": 0}])
def test_an_impossible_size_is_status_2(files, more):
    with pytest.raises(CommandError) as failed:
        call_command("taskforce_draw", **arguments(files, files / "out", **more))
    assert failed.value.returncode == 2


def test_an_output_that_is_a_file_is_status_2(files):
    with pytest.raises(CommandError) as failed:
        call_command("taskforce_draw", **arguments(files, files / "people.csv", size=2))
    assert failed.value.returncode == 2


def test_targets_that_cannot_be_met_are_status_3_with_the_smallest_change(files):
    (files / "features.csv").write_text(FEATURES.replace("M,1", "M,2"), encoding="utf-8")
    with pytest.raises(CommandError) as failed:
        call_command("taskforce_draw", **arguments(files, files / "out", size=3))
    assert failed.value.returncode == 3
    assert "sex, M: from 2-2 to 1-2" in str(failed.value)


def test_the_package_stands_alone():
    code = "import sys, taskforce.selection.report, taskforce.selection.replacement;"
    code += "import taskforce.selection.marginals; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
