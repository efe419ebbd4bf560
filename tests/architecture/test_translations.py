"""Every string is gathered for translators, and the resident's journey is said in Urdu."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

PO = "locale/ur/LC_MESSAGES/django.po"
LEFT_OUT = (".*", "node_modules", "static", "staticfiles", "tests", "__pycache__")
# What only officers see, or whoever sets a portal up. Everything else is a resident's.
# Names of columns are officers': residents read what forms and pages say.
OFFICERS = re.compile(
    r"(^|/)(admin|officers|home|steps|mailbox|mfa|assessing|merging|merge_keys|record|correcting"
    r"|inviting)(/|\.py)|account/invitation\.html|colleague_invited|^messaging/(models|services)\.py"
    r"|places/(services|occasions)\.py|^assessment/(enums|models|services)(/|\.py)"
    r"|^(jobs|recruitment|taskforce|questionnaires|organisations|partnerships|hubs|activities|bookings|investment|buildings)/models(/|\.py)"
    r"|^(collaboration_fund|awards|monitoring|publishing)/models(/|\.py)"
    r"|^awards/services/(paying|scheduling|templates)\.py|^publishing/words\.py"
    r"|^(collaboration_fund/services/awarding|monitoring/services/(bidding|closing|planning))\.py"
    r"|^investment/services/(?!plan)\w+\.py|^panels/models/groups\.py|^organisations/services/(asking|flags|replacing)\.py"
    r"|^panels/services/(attendance|groups)\.py|^recruitment/services/starting\.py"
    r"|^questionnaires/(conditions|services/(exports|ordering|results|texts))\.py"
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w+\}|</?\w[^>]*>")
# A comma, semicolon or question mark of English after an Urdu letter.
ENGLISH_MARK = re.compile(r"[\u0620-\u06d3][,;?]")


def gathered(path) -> dict:
    """What the catalogue at `path` holds, by context and words."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale="ur")
    return {(message.context, message.id): message for message in catalogue if message.id}


def pairs(message) -> list[tuple[str, str]]:
    """Each English form of a message beside its Urdu."""
    if not message.pluralizable:
        return [(message.id, message.string)]
    return list(zip(message.id, message.string, strict=True))


@pytest.fixture(scope="module")
def kept() -> dict:
    return gathered(settings.BASE_DIR / PO)


@pytest.fixture(scope="module")
def of_residents(kept) -> list[tuple[str, str]]:
    """Each form of a message that a resident may meet."""
    return [
        pair
        for message in kept.values()
        if not all(OFFICERS.search(path) for path, _line in message.locations)
        for pair in pairs(message)
    ]


def test_every_string_is_gathered_and_nothing_else(kept, tmp_path):
    copy = tmp_path / "portal"
    shutil.copytree(settings.BASE_DIR, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
    (copy / ".venv").symlink_to(sys.prefix)
    environment = {**os.environ, "PORTAL_MODE": "test"}
    subprocess.run([copy / "bin/messages"], check=True, env=environment, capture_output=True)
    now = gathered(copy / PO)
    assert (now.keys() - kept.keys(), kept.keys() - now.keys()) == (set(), set()), (
        "Run `make messages`, then translate what is new: docs/translating.md says how."
    )


def test_every_string_of_a_resident_is_translated(kept, of_residents):
    assert len(of_residents) > 400
    assert [english for english, urdu in of_residents if not urdu] == []
    assert [message.id for message in kept.values() if message.fuzzy] == []


def test_a_translation_keeps_placeholders_and_tags(kept):
    changed = [
        (english, urdu)
        for message in kept.values()
        for english, urdu in pairs(message)
        if urdu and sorted(PLACEHOLDER.findall(english)) != sorted(PLACEHOLDER.findall(urdu))
    ]
    assert changed == []


def test_urdu_has_marks_of_its_own(of_residents):
    # "yes,no" is a list for Django's filter, which knows no other comma.
    assert [
        urdu
        for english, urdu in of_residents
        if ENGLISH_MARK.search(urdu) and not re.search(r",\w", english)
    ] == []
