"""A demonstration's database that can't be migrated is kept aside, never lost."""

import sqlite3
import subprocess

from django.conf import settings


def set_aside(folder) -> str:
    return subprocess.run(
        ["bin/set-aside", folder],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout


def database(folder):
    connection = sqlite3.connect(folder / "portal.sqlite3")
    connection.execute("PRAGMA journal_mode=WAL")
    with connection:
        connection.execute("CREATE TABLE said (words)")
        connection.execute("INSERT INTO said VALUES ('kept')")
    return connection


def test_one_of_an_earlier_version_is_kept_whole_and_said(tmp_path):
    database(tmp_path)
    (tmp_path / "schema").write_text("another")
    (tmp_path / "prepared").write_text("stamp")
    assert "made anew" in set_aside(tmp_path)
    (kept,) = tmp_path.glob("portal-until-*.sqlite3")
    assert {path.name for path in tmp_path.iterdir()} == {kept.name, "schema"}
    assert sqlite3.connect(kept).execute("SELECT words FROM said").fetchall() == [("kept",)]


def test_one_without_a_mark_is_of_an_earlier_version(tmp_path):
    database(tmp_path)
    assert "kept as" in set_aside(tmp_path)


def test_one_of_this_version_stays(tmp_path):
    set_aside(tmp_path)
    database(tmp_path)
    assert set_aside(tmp_path) == ""
    assert (tmp_path / "portal.sqlite3").is_file()
