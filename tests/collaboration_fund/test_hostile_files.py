"""Hostile files sent to an application and to a group's documents: none is kept, none is seen.

Each is answered in words, with what was typed beside it still there, and nothing of it stays on the
disk. Names go over the wire as somebody would send them who means harm.
"""

import io
import tracemalloc
from pathlib import Path

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from collaboration_fund import services
from core.actors import PORTAL
from core.uploads import MEGABYTE, MOST_MEGABYTES, UploadField
from organisations.models import Document
from questionnaires.enums import Kind
from questionnaires.models import AnswerFile
from questionnaires.services import publish_version
from tests.factories.fund import RoundFactory, fund_officer, together
from tests.factories.hostile import FAMILIES, hostile
from tests.factories.people import sign_in_officer
from tests.factories.questionnaires import (
    QuestionFactory,
    QuestionSetFactory,
    SectionFactory,
    SetVersionFactory,
)
from tests.factories.uploads import REAL

pytestmark = pytest.mark.django_db
NORMAL = range(60)
WORDS = (
    "Choose a file that is",
    "The file is empty",
    "Choose a file of at most",
    "too many pixels",
    "This document carries programs",
    "This file is damaged, or isn",
)
TYPED = "What I typed beside it"


class Asking(Client):
    """Asks without having the page's HTML looked at."""

    request = Client.request


def body(name: str, content: bytes, field: str, **typed: str) -> dict:
    """What a browser posts, the file's name as it is."""
    edge = b"hostile-edge"
    parts = [
        f'Content-Disposition: form-data; name="{key}"\r\n\r\n{value}'.encode()
        for key, value in typed.items()
    ]
    told = name.replace('"', "%22")
    head = f'Content-Disposition: form-data; name="{field}"; filename="{told}"\r\n'
    parts.append(head.encode() + b"Content-Type: application/pdf\r\n\r\n" + content)
    whole = b"".join(b"--" + edge + b"\r\n" + part + b"\r\n" for part in parts)
    return {
        "data": whole + b"--" + edge + b"--\r\n",
        "content_type": "multipart/form-data; boundary=hostile-edge",
    }


@pytest.fixture
def made():
    """An application that asks for words and a paper on one page."""
    version = SetVersionFactory(question_set=QuestionSetFactory(purpose="application"))
    section = SectionFactory(version=version, key="papers", title="Papers", is_one_page=True)
    optional = {"section": section, "is_required": False}
    for key in ("new", "where"):
        QuestionFactory(**optional, key=key, kind=Kind.LONG_TEXT, label=f"Say {key}")
    QuestionFactory(**optional, key="paper", kind=Kind.FILE, label="Your plan")
    publish_version(version_id=version.pk, actor=PORTAL)
    round = RoundFactory()
    round.stages.update(question_set=version.question_set)
    services.announce(round_id=round.pk, actor=fund_officer())
    return together(round)


def on_disk(folder) -> set[Path]:
    return {path for path in Path(folder).rglob("*") if path.is_file()}


def send_all(client, files, address: str, field: str, **typed) -> dict[str, str]:
    """{what it is: what was wrong with the answer} of sending each to one address."""
    wrong = {}
    for what, name, content in files:
        answer = client.post(address, **body(name, content, field, **typed))
        said = answer.content.decode()
        if answer.status_code not in (200, 409):
            wrong[what] = f"answered {answer.status_code}"
        elif not any(words in said for words in WORDS):
            wrong[what] = "no words"
        elif not all(value in said for value in typed.values()):
            wrong[what] = "what was typed is lost"
    return wrong


AMOUNTS = [
    pytest.param(NORMAL, id="60"),
    pytest.param(range(NORMAL.stop, 500), id="500", marks=pytest.mark.soak),
]


@pytest.mark.parametrize("seeds", AMOUNTS)
def test_an_application_takes_none(made, seeds, own_media):
    before, client = on_disk(own_media), Asking()
    client.force_login(made.lead)
    ours = [made.application.reference]
    address = reverse("collaboration_fund:answers_page", args=[*ours, "new"])
    typed = {"q-new": TYPED, "q-where": "And here"}
    assert send_all(client, hostile(seeds), address, "q-paper", **typed) == {}
    assert not AnswerFile.objects.exists()
    assert on_disk(own_media) == before
    made.sent()
    officers = Client()
    sign_in_officer(officers, fund_officer())
    page = officers.get(
        reverse("admin:collaboration_fund_application_change", args=[made.application.pk])
    )
    assert not page.context["files"]
    assert not page.context["sent_documents"]


@pytest.mark.parametrize("seeds", AMOUNTS)
def test_a_groups_documents_take_none(made, seeds, own_media):
    before, client = on_disk(own_media), Asking()
    client.force_login(made.lead)
    group = made.application.lead
    address = reverse("my_organisations:document", args=[group.slug, "insurance"])
    typed = {"expires_on_0": "31", "expires_on_1": "12", "expires_on_2": "2029"}
    assert send_all(client, hostile(seeds), address, "upload", **typed) == {}
    assert not Document.objects.exists()
    assert on_disk(own_media) == before


def test_every_family_is_among_those_of_every_run():
    assert len(NORMAL) >= 4 * len(FAMILIES)


@pytest.mark.parametrize(
    "name",
    ["../../../etc/cron.d/a.pdf", "/etc/a.pdf", "..\\a.pdf", "a\x00b.pdf", "fdp.\u202ea.pdf"],
)
def test_a_good_paper_with_a_bad_name_lies_where_nobody_says_and_is_called_plainly(
    made, name, own_media
):
    client = Asking()
    client.force_login(made.lead)
    address = reverse("collaboration_fund:answers_page", args=[made.application.reference, "new"])
    typed = {"q-new": TYPED, "made_from": ""}
    client.post(address, **body(name, REAL["pdf"], "q-paper", **typed))
    kept = AnswerFile.objects.get()
    assert not set(kept.name) & set("/\\\x00\u202e")
    assert {path.parent.parent.name for path in on_disk(own_media)} == {"kept"}
    assert kept.name not in kept.file.name


class Stream(io.RawIOBase):
    """A request's body of so many bytes that are made as they are read."""

    def __init__(self, head: bytes, size: int, tail: bytes):
        self.parts, self.size = [head, size, tail], len(head) + size + len(tail)

    def read(self, most: int = -1) -> bytes:
        """The next of it."""
        while self.parts:
            part = self.parts[0]
            if isinstance(part, bytes):
                found, rest = part[:most], part[most:]
            else:
                found, rest = b" " * min(most, part), part - min(most, part)
            self.parts[0] = rest
            if not rest:
                del self.parts[0]
            if found:
                return found
        return b""


@pytest.mark.parametrize("megabytes", [64, pytest.param(1024, marks=pytest.mark.soak)])
def test_a_stream_of_any_length_is_refused_without_being_held(megabytes, tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    size = megabytes * MEGABYTE
    whole = body("a.pdf", b"%PDF-1.7 ", "upload")
    cut = whole["data"].index(b"%PDF-1.7 ") + len(b"%PDF-1.7 ")
    stream = Stream(whole["data"][:cut], size, whole["data"][cut:])
    environ = {
        "wsgi.input": stream,
        "CONTENT_LENGTH": str(stream.size),
        "CONTENT_TYPE": whole["content_type"],
    }
    request = RequestFactory().generic("POST", "/", **environ)
    tracemalloc.start()
    try:
        upload = request.FILES["upload"]
        assert upload.size == size + len(b"%PDF-1.7 ")
        field = UploadField(takes=Document.takes)
        with pytest.raises(Exception, match=f"at most {MOST_MEGABYTES} MB"):
            field.clean(upload)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4 * MEGABYTE
    upload.close()
    assert not on_disk(tmp_path)
