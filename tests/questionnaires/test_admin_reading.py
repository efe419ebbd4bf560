"""Answers read by officers: permissions, files, exports, and what a list costs."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from core.actors import PORTAL
from people import roles
from questionnaires.models import Response
from questionnaires.services import (
    export_rows,
    save_answers,
    start,
    submit,
)
from tests.factories.many import twins, twins_of_response
from tests.factories.people import ResidentFactory
from tests.factories.questionnaires import (
    pdf,
    published,
)
from tests.panels.officers import officer_who_may, panels_officer
from tests.questionnaires.conftest import ENOUGH
from tests.questionnaires.test_admin import page, readings, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(version):
    """A submitted response to an ordinary set, with a file, and one to a special set."""
    published(special=True, key="sealed")
    made = []
    for key, more in (("everything", {"paper": pdf()}), ("sealed", {})):
        draft = start(key=key, actor=PORTAL, language="en")
        save_answers(response_id=draft.pk, values=ENOUGH | more, actor=PORTAL)
        submit(response_id=draft.pk, actor=PORTAL)
        draft.refresh_from_db()
        made.append(draft)
    return made


def test_ordinary_and_special_answers_take_a_permission_each(client, both):
    ordinary, special = both
    officer_who_may(client, "view_answers")
    listed = words(client.get(page("response", "changelist")))
    assert str(ordinary.pseudonym) in listed
    assert str(special.pseudonym) not in listed
    assert "Demo Ash" in words(client.get(page("response", "change", ordinary.pk)))
    assert client.get(page("response", "change", special.pk)).status_code == 302
    assert readings() == [{"what": "answers", "rows": 1}]

    officer_who_may(client, "view_special_answers")
    assert "Demo Ash" in words(client.get(page("response", "change", special.pk)))
    assert client.get(page("response", "change", ordinary.pk)).status_code == 302
    assert len(readings()) == 2


def test_answers_cannot_be_searched_changed_or_deleted(client, both):
    officer_who_may(client, "view_answers", "change_response", "delete_response", "add_response")
    here = page("response", "change", both[0].pk)
    assert client.post(here, {"state": "draft"}).status_code == 403
    assert client.post(page("response", "delete", both[0].pk), {"post": "yes"}).status_code == 403
    listing = client.get(page("response", "changelist"), {"q": "Ash"})
    assert "searchbar" not in listing.content.decode()


def test_a_file_is_sent_as_an_attachment_by_permission_and_recorded(client, both, settings):
    file = both[0].files.get()
    address = page("response", "file", both[0].pk, file.pk)
    officer_who_may(client, "view_special_answers")
    assert client.get(address).status_code == 302
    officer_who_may(client, "view_answers")
    sent = client.get(address)
    assert sent["Content-Disposition"] == 'attachment; filename="paper.pdf"'
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in sent["Cache-Control"]
    assert sent.content.startswith(b"%PDF")
    assert readings()[-1]["what"] == "file"
    other = page("response", "file", both[1].pk, file.pk)
    assert client.get(other).status_code == 302

    settings.UPLOAD_SCANNER = "demo.scanner"
    assert client.get(address).status_code == 409


def test_an_export_takes_its_own_permission_and_is_recorded(client, both):
    ordinary, special = both
    whole = ordinary.version.question_set
    here = page("questionset", "export", whole.pk)
    officer_who_may(client, "view_questionset", "view_answers")
    assert client.get(here).status_code == 403
    officer_who_may(client, "view_questionset", "view_answers", "export_answers")
    assert "1 submitted response" in words(client.get(here))
    assert readings() == []
    full = words(client.post(here, {"kind": "csv"}))
    assert "Demo Ash" in full
    assert "paper.pdf" in full
    blind = client.post(here, {"kind": "xlsx", "blind": "on"})
    cells = [c.value for row in load_workbook(BytesIO(blind.content)).active.rows for c in row]
    assert "To be heard." in cells
    assert not {"Demo Ash", "paper.pdf", "What is your name?"} & set(cells)
    assert [entry["what"] for entry in readings()] == [
        "export as csv",
        "export as xlsx, without names",
    ]
    sealed = page("questionset", "export", special.version.question_set_id)
    assert client.post(sealed, {"kind": "csv"}).status_code == 403
    officer_who_may(client, "view_questionset", "view_special_answers", "export_answers")
    assert "Demo Ash" in words(client.post(sealed, {"kind": "csv"}))


def test_what_each_role_may():
    builder = roles.permissions_of(roles.RECRUITMENT_OFFICER)
    assert "questionnaires.publish_setversion" in builder
    answers = {f"questionnaires.{p}" for p in ("view_answers", "view_special_answers")}
    for role in roles.ROLES:
        assert (answers <= roles.permissions_of(role)) == (role == roles.DATA_PROTECTION)


def test_lists_take_the_same_statements_whatever_their_length(client):
    panels_officer(client)
    officer_who_may(client, "view_questionset", "view_setversion", "view_question", "view_answers")
    counts: dict[str, set] = {}
    for more in (1, 2, 97):
        version = published(key=f"set-{more}")
        draft = start(key=version.question_set.key, actor=PORTAL, language="en")
        save_answers(response_id=draft.pk, values=ENOUGH, actor=ResidentFactory())
        sets = twins(version.question_set, more - 1, key=lambda n, more=more: f"set-{more}-{n}")
        for question_set in sets:
            pk = question_set.pk
            twin, *_rest = twins(version, 1, question_set_id=lambda _n, pk=pk: pk)
            answered, *_rest = twins(
                draft, 1, version_id=lambda _n, pk=twin.pk: pk, pseudonym=lambda _n: uuid4()
            )
            twins(draft.answers.first(), 1, response_id=lambda _n, pk=answered.pk: pk)
        for model in ("questionset", "setversion", "question", "response"):
            client.get(page(model, "changelist"))
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page(model, "changelist")).status_code == 200
            counts.setdefault(model, set()).add(len(queries))
    assert all(len(numbers) == 1 for numbers in counts.values()), counts


def test_reading_many_takes_as_many_statements_as_reading_one(version):
    counts = []
    for more in (1, 2, 97):
        draft = start(key="everything", actor=PORTAL, language="en")
        save_answers(response_id=draft.pk, values=ENOUGH, actor=PORTAL)
        submit(response_id=draft.pk, actor=PORTAL)
        draft.refresh_from_db()
        twins_of_response(draft, more - 1)
        with CaptureQueriesContext(connection) as queries:
            _headings, rows = export_rows(Response.objects.all())
            found = len(list(rows))
        counts.append(len(queries))
    assert found == 100
    assert len(set(counts)) == 1
