"""An officer's page of a set, a version or a question that somebody else overtook."""

import pytest
from django.contrib import admin
from django.test import RequestFactory

from core.made_from import MADE_FROM, KnowsWhatItWasMadeFrom
from questionnaires.enums import Kind
from questionnaires.models import Choice, Question, QuestionSet, Section, SetVersion, Survey
from tests.factories.people import OfficerFactory
from tests.factories.questionnaires import (
    QuestionFactory,
    SectionFactory,
    SetVersionFactory,
    choices,
    open_survey,
)
from tests.panels.officers import panels_officer
from tests.questionnaires.test_admin import fill, page, words

pytestmark = pytest.mark.django_db
SAID = "Somebody else saved this while you had it open"


@pytest.fixture
def draft(client):
    panels_officer(client)
    version = SetVersionFactory(intro_en="Old")
    question = QuestionFactory(
        section=SectionFactory(version=version, title_en="Old"), kind=Kind.ONE, label_en="Old?"
    )
    choices(question, "yes", "no")
    return version


def test_a_version_and_its_sections(client, draft):
    here = page("setversion", "change", draft.pk)
    opened = fill(client.get(here), **{"sections-0-title_en": "Mine"})
    Section.objects.update(title_en="Theirs", intro_en="Theirs too")
    SetVersion.objects.update(intro_en="Their reasons")
    answer = client.post(here, opened)
    assert answer.status_code == 200
    said = words(answer)
    assert SAID in said
    assert "Saved meanwhile: “Theirs”" in said
    section = Section.objects.get()
    assert (section.title_en, section.intro_en) == ("Theirs", "Theirs too")
    again = fill(answer)
    assert again["sections-0-title_en"] == "Mine"
    assert again["sections-0-intro_en"] == "Theirs too"
    assert again["intro_en"] == "Their reasons"
    assert client.post(here, again).status_code == 302
    section.refresh_from_db()
    draft.refresh_from_db()
    assert (section.title_en, section.intro_en) == ("Mine", "Theirs too")
    assert draft.intro_en == "Their reasons"


def test_a_question_and_its_choices(client, draft):
    question = Question.objects.get()
    here = page("question", "change", question.pk)
    typed = {"label_en": "Mine?", "choices-0-label_en": "Mine"}
    opened = fill(client.get(here), **typed)
    Question.objects.update(label_en="Theirs?", is_required=False)
    Choice.objects.filter(value="no").update(label_en="Theirs")
    answer = client.post(here, opened)
    said = words(answer)
    assert "Saved meanwhile: “Theirs?”" in said
    assert "Only somebody else changed: Must be answered" in said
    assert set(Choice.objects.values_list("label_en", flat=True)) == {"Yes", "Theirs"}
    again = fill(answer)
    assert (again["label_en"], again["choices-0-label_en"]) == ("Mine?", "Mine")
    assert "is_required" not in again
    assert client.post(here, again).status_code == 302
    question.refresh_from_db()
    assert (question.label_en, question.is_required) == ("Mine?", False)
    assert set(Choice.objects.values_list("label_en", flat=True)) == {"Mine", "Theirs"}


def test_what_somebody_else_changed_is_not_deleted_unseen(client, draft):
    here = page("question", "change", Question.objects.get().pk)
    opened = fill(client.get(here), **{"choices-1-DELETE": "on"})
    Choice.objects.filter(value="no").update(label_en="Theirs")
    assert "changed a part that you delete here" in words(client.post(here, opened))
    assert Choice.objects.count() == 2


def test_a_set_and_the_dates_of_its_survey(client):
    panels_officer(client)
    survey = open_survey()
    here = page("questionset", "change", survey.question_set_id)
    opened = fill(client.get(here), title_en="Mine")
    Survey.objects.update(audience="anybody", closes_at="2031-05-01T12:00:00Z")
    answer = client.post(here, opened)
    assert "Only somebody else changed: Who may answer, Closes at" in words(answer)
    assert QuestionSet.objects.get().title_en == "Demo lamps"
    assert client.post(here, fill(answer)).status_code == 302
    survey.refresh_from_db()
    assert survey.is_for_anybody
    assert survey.closes_at.isoformat() == "2031-05-01T12:00:00+00:00"
    assert QuestionSet.objects.get().title_en == "Mine"


def test_a_page_that_nobody_overtook_says_nothing(client, draft):
    for here in (
        page("setversion", "change", draft.pk),
        page("question", "change", Question.objects.get().pk),
        page("questionset", "change", draft.question_set_id),
    ):
        assert client.post(here, fill(client.get(here))).status_code == 302, here


def test_every_page_of_wording_that_can_be_saved_carries_its_marks(draft):
    request = RequestFactory().get("/")
    request.user = OfficerFactory(is_superuser=True)
    things = (draft.question_set, draft, Question.objects.get())
    for thing in things:
        model_admin = admin.site._registry[type(thing)]
        for one in (model_admin, *model_admin.get_inline_instances(request, thing)):
            form = one.get_formset(request, thing).form if one is not model_admin else None
            form = form or one.get_form(request, thing)
            assert issubclass(form, KnowsWhatItWasMadeFrom), one
            assert MADE_FROM in str(one.get_fieldsets(request, thing)), one
