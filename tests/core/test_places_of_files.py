"""Every page that takes a file refuses each hostile one in words, and keeps nothing of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.actors import PORTAL
from people import roles
from questionnaires.enums import Kind
from questionnaires.models import Survey
from questionnaires.services import begin_survey, publish_version
from recruitment.models import Target
from tests.factories.monitoring import agreed
from tests.factories.organisations import group_with
from tests.factories.people import ResidentFactory, officer_of, sign_in, sign_in_officer
from tests.factories.questionnaires import (
    QuestionFactory,
    QuestionSetFactory,
    SectionFactory,
    SetVersionFactory,
)
from tests.factories.recruitment import RoundFactory
from tests.factories.taskforce import MeetingFactory, MemberFactory, day
from tests.factories.uploads import HOSTILE, REAL
from tests.officers.pages import made_from, press, url
from tests.panels.officers import panels_officer

pytestmark = pytest.mark.django_db

FEATURES = b"feature,value,min,max\nsex,female,1,2\n"
SAID = re.compile(
    "Choose a file that is|The file is empty|damaged, or isn't really|carries programs"
)


@dataclass(frozen=True)
class Place:
    """A page that takes a file: how one is sent to it, and one that it takes."""

    send: Callable
    kind: str = "pdf"
    content: bytes = b""
    # Whether it has taken what was sent, where it keeps no file.
    took: Callable[[], bool] | None = None


def own_photo(client) -> Place:
    sign_in(client, MemberFactory().person, "code")
    at = reverse("my_taskforce:profile")
    return Place(lambda file: press(client, at, {"agree": "on", "photo": file}), "webp")


def own_receipt(client) -> Place:
    sign_in(client, MemberFactory().person, "code")
    at, spent = reverse("my_taskforce:expenses"), day(-1)
    asked = {"kind": "travel", "pounds": "3.20", "note": "Demo bus"}
    asked |= {"spent_on_0": spent.day, "spent_on_1": spent.month, "spent_on_2": spent.year}
    return Place(lambda file: client.post(at, asked | {"receipt": file}))


def paper(client) -> Place:
    sign_in_officer(client, officer_of(roles.RECRUITMENT_OFFICER))
    meeting = MeetingFactory(state="draft")
    at = url("meeting", "change", meeting.pk)
    asked = {
        "kind": meeting.kind,
        "title_en": meeting.title,
        "slug": meeting.slug,
        "venue": meeting.venue_id,
        "starts_at": meeting.starts_at.strftime("%Y-%m-%dT%H:%M:%S"),
        "ends_at": meeting.ends_at.strftime("%Y-%m-%dT%H:%M:%S"),
        "papers-TOTAL_FORMS": 1,
        "papers-INITIAL_FORMS": 0,
        "papers-0-title_en": "Demo paper",
        "papers-0-audience": "public",
        "papers-0-order": 0,
    }
    return Place(lambda file: press(client, at, asked | {"papers-0-file": file}), "pptx")


def evidence(client) -> Place:
    sign_in_officer(client, officer_of(roles.RECRUITMENT_OFFICER))
    asked = {"title_en": "Demo counts", "kind": "statistical", "summary_en": "In short"}
    asked |= {"provenance_en": "Demo hands"}
    at = url("evidence", "add")
    return Place(lambda file: press(client, at, asked | {"file": file}), "ods")


def version_with_a_file():
    version = SetVersionFactory(question_set=QuestionSetFactory(key="demo-papers"))
    section = SectionFactory(version=version)
    QuestionFactory(section=section, key="paper", kind=Kind.FILE, label="Paper", is_required=False)
    return version


def answer(client) -> Place:
    person = ResidentFactory()
    sign_in(client, person, "code")
    version = publish_version(version_id=version_with_a_file().pk, actor=PORTAL)
    survey = Survey.objects.create(question_set=version.question_set, opens_at="2020-01-01T00:00Z")
    begin_survey(survey_id=survey.pk, person=person, actor=person, language="en")
    at = reverse("surveys:page", kwargs={"slug": "demo-papers", "page": "paper"})
    return Place(lambda file: client.post(at, {"q-paper": file}), "docx")


def preview(client) -> Place:
    panels_officer(client)
    at = reverse(
        "admin:questionnaires_setversion_preview_page", args=[version_with_a_file().pk, "paper"]
    )
    return Place(
        lambda file: client.post(at, {"q-paper": file}),
        "xlsx",
        took=lambda: "Demo file" in str(dict(client.session)),
    )


def targets(client) -> Place:
    sign_in_officer(client, officer_of(roles.RECRUITMENT_OFFICER))
    round = RoundFactory()
    shown = reverse("admin:recruitment_round_targets", args=[round.pk])
    at = reverse("admin:recruitment_round_targets_file", args=[round.pk])
    seen = made_from(client.get(shown))
    return Place(
        lambda file: client.post(at, seen | {"file": file}, follow=True),
        "csv",
        FEATURES,
        Target.objects.exists,
    )


def document(client) -> Place:
    group, owner = group_with()
    sign_in(client, owner, "code")
    at = reverse("my_organisations:document", args=[group.slug, "governing"])
    return Place(lambda file: client.post(at, {"upload": file}))


def photograph(client) -> Place:
    given = agreed()
    sign_in(client, given.lead, "code")
    at = reverse("monitoring:photograph_add", args=[given.award.reference, 1])
    return Place(lambda file: press(client, at, {"shows": "A demo table", "file": file}), "webp")


PLACES = [
    own_photo,
    own_receipt,
    paper,
    evidence,
    answer,
    preview,
    targets,
    document,
    photograph,
]


def stored() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.mark.parametrize("opened", PLACES, ids=lambda place: place.__name__)
def test_a_page_refuses_every_hostile_file_in_words_and_takes_a_real_one(client, opened):
    place = opened(client)
    for what, (name, content) in HOSTILE.items():
        page = place.send(SimpleUploadedFile(name, content))
        assert page.status_code == 200, what
        assert SAID.search(unescape(page.content.decode())), what
        assert not stored(), what
        assert not (place.took and place.took()), what
    content = place.content or REAL[place.kind]
    page = place.send(SimpleUploadedFile(f"Demo file.{place.kind}", content))
    assert not SAID.search(unescape(page.content.decode()))
    assert place.took() if place.took else len(stored()) == 1


def test_files_are_asked_for_by_one_field_and_read_by_these_pages_alone():
    asks = re.compile(r"forms\.(FileField|ImageField)\(")
    asking, reading = set(), set()
    for app in settings.BASE_DIR.glob("*/apps.py"):
        for path in app.parent.rglob("*.py"):
            text, where = path.read_text(), path.relative_to(settings.BASE_DIR).as_posix()
            asking |= {where} if asks.search(text) else set()
            reading |= {where} if "request.FILES" in text else set()
    assert asking == set()
    assert reading == {
        "core/views.py",
        "officers/saving.py",
        "people/limits.py",
        "questionnaires/pages.py",
        "recruitment/admin/targets.py",
    }
