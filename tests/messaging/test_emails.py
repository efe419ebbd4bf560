"""What an email looks like, whoever's name is in it."""

import re
import uuid
from pathlib import Path

import html5lib
import pytest
from django.conf import settings
from django.template import engines

from messaging.services import Recipient, opt_out, post
from messaging.templatetags.messaging import plain_name

BASE = settings.BASE_DIR / "templates" / "messaging" / "base.email"
EMAIL_FILES = sorted(BASE.parents[1].rglob("*.email"))

pytestmark = pytest.mark.django_db


def test_the_approved_text(note):
    row = post(note(), key="1")
    assert row.subject == "Hello Demo Resident"
    assert row.text == (
        "Dear Demo Resident\n"
        "\n"
        "It's on.\n"
        "\n"
        "https://portal.example/1\n"
        "\n"
        "Luton, have your say\n"
        "http://127.0.0.1:8000\n"
        "Questions? Call 01582 000000 or write to involvement@portal.example\n"
    )


def test_the_html_is_strict_and_says_the_same(note):
    row = post(note(), key="1")
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(row.html)
    assert document.attrib == {"lang": "en", "dir": "ltr"}
    assert document.findtext("head/title") == row.subject
    assert document.findtext(".//h1") == "Dear Demo Resident"
    assert document.find(".//p/a").attrib["href"] == "https://portal.example/1"


def test_only_html_is_escaped(note):
    row = post(note(name="Fish & Chips", remark='Tom\'s <b> & "me"'), key="1")
    assert row.subject == "Hello Fish & Chips"
    assert 'Tom\'s <b> & "me"' in row.text
    assert "<p>Tom&#x27;s &lt;b&gt; &amp; &quot;me&quot;</p>" in row.html
    assert "<title>Hello Fish &amp; Chips</title>" in row.html


def test_a_subject_is_one_line(note):
    row = post(note(place="Room\r\nBcc: everyone@demo.example\t 1"), key="1")
    assert row.subject == "Hello Demo Resident Room Bcc: everyone@demo.example 1"


def test_urdu_reads_from_the_right(note):
    person = Recipient(uuid.uuid4(), "resident@demo.example", language="ur")
    row = post(note(to=person), key="1")
    assert row.language == "ur"
    assert '<html lang="ur" dir="rtl">' in row.html


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Win at https://evil.example/x?a=1", "Win at https evil. example x?a=1"),
        ("www.evil.example", "www. evil. example"),
        ("me@evil.example", "me evil. example"),
        ("[Click](//evil.example) <b>now</b>", "Click ( evil. example) b now b"),
        ("A\n\nYou have won", "A You have won"),
        ("\u202egnp.exe", "gnp. exe"),
        ("Anne-Marie O'Demo Jr.", "Anne-Marie O'Demo Jr."),
        ("آزمائشی رہائشی", "آزمائشی رہائشی"),
        ("N" * 10_000, "N" * 120),
    ],
)
def test_a_name_is_only_a_name(typed, said):
    assert plain_name(typed) == said


def test_what_is_optional_can_be_stopped_from_the_email(note, resident, client):
    row = post(note(kind="test-news"), key="1")
    url = row.headers["List-Unsubscribe"].strip("<>")
    assert row.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert url.startswith("http://127.0.0.1:8000/messages/unsubscribe/")
    assert f"Stop getting emails like this:\n{url}\n" in row.text
    assert f'<a href="{url}">Stop getting emails like this</a>' in row.html


def test_what_is_needed_offers_no_way_to_stop_it(note):
    row = post(note(), key="1")
    assert "List-Unsubscribe" not in row.headers
    assert "Stop getting" not in row.text + row.html


def test_a_bare_address_can_stop_optional_messages_too(note):
    stranger = Recipient(None, "Stranger@demo.example")
    assert post(note(kind="test-news", to=stranger), key="1").recipient is None
    opt_out(Recipient(None, "stranger@demo.example").preference_id, "test-news")
    assert post(note(kind="test-news", to=stranger), key="2") is None


@pytest.mark.parametrize(
    "path", [path for path in EMAIL_FILES if path.name != BASE.name], ids=lambda path: path.stem
)
def test_every_email_file_has_all_three_parts(path: Path):
    source, blocks = path.read_text(), set()
    while source != BASE.read_text():
        [root, *_] = engines["django"].from_string(source).template.nodelist
        blocks |= set(root.blocks)
        source = (BASE.parents[1] / root.parent_name.var).read_text()
    assert {"subject", "text", "html"} <= blocks


@pytest.mark.parametrize("path", EMAIL_FILES, ids=lambda path: path.stem)
def test_no_email_file_lets_a_persons_name_become_a_link(path: Path):
    bare = re.findall(
        r"(?:\{\{ ?|=)[\w.]*(?:person|user)\.name\b(?!\|plain_name)", path.read_text()
    )
    assert bare == []
