"""Papers: known by what they hold, and asked each time who may read them."""

import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from taskforce.papers import clean_paper
from tests.factories.people import sign_in
from tests.factories.taskforce import MemberFactory, PaperFactory, day

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 demo"


def document(*names, **files) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "demo")
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF),
        ("a.csv", "ward,number\nDallow,3".encode("utf-8-sig")),
        ("a.docx", document("word/document.xml")),
        ("a.odt", document(mimetype="application/vnd.oasis.opendocument.text")),
    ],
)
def test_a_paper_is_kept_by_what_it_is(name, content):
    kept = clean_paper(SimpleUploadedFile(name, content))
    assert kept.name == f"paper.{name[-3:] if name[-4] == '.' else name[-4:]}"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", b"<script>"),
        ("a.pdf", b"MZ\x90"),
        ("a.svg", b"<svg/>"),
        ("a.docx", document("xl/workbook.xml")),
        ("a.docx", document("word/document.xml", "word/vbaProject.bin")),
        ("a.docx", b"PK\x03\x04 broken"),
        ("a.txt", b"a\0b"),
        ("pdf", PDF[:3]),
        ("a.csv", b""),
    ],
)
def test_what_is_no_paper_is_refused(name, content):
    file = SimpleUploadedFile(name, content)
    with pytest.raises(ValidationError):
        clean_paper(file)


def test_a_paper_too_big_is_refused():
    file = SimpleUploadedFile("a.pdf", PDF)
    file.size = 11 * 1024 * 1024
    with pytest.raises(ValidationError, match="9 MB"):
        clean_paper(file)


@pytest.mark.parametrize(
    ("audience", "state", "anybody", "a_member"),
    [
        ("public", "announced", 200, 200),
        ("members", "announced", 404, 200),
        ("officers", "announced", 404, 404),
        ("public", "draft", 404, 404),
        ("members", "draft", 404, 404),
    ],
)
def test_a_paper_asks_each_time_who_may_read_it(client, audience, state, anybody, a_member):
    paper = PaperFactory(audience=audience, meeting__state=state)
    address = paper.get_absolute_url()
    assert client.get(address).status_code == anybody
    sign_in(client, MemberFactory().person, "code")
    answer = client.get(address)
    assert answer.status_code == a_member
    if a_member == 200:
        assert answer["Content-Disposition"].startswith("attachment")
    sign_in(client, MemberFactory(state="ended", ends_on=day(-2)).person, "code")
    assert client.get(address).status_code == anybody


def test_a_paper_that_makes_no_sense_is_not_there(client):
    assert client.get(f"/taskforce/papers/{10**40}/").status_code == 404
