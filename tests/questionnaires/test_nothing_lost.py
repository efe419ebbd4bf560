"""What was typed in a question that opens is kept; what was sent with no answer counts so."""

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from core.actors import PORTAL
from questionnaires import services
from questionnaires.enums import Kind
from questionnaires.forms import page_form
from questionnaires.models import Response, Survey
from tests.factories.people import ResidentFactory
from tests.factories.questionnaires import (
    QuestionFactory,
    QuestionSetFactory,
    SectionFactory,
    SetVersionFactory,
    choices,
    columns,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey():
    """Which things matter, at most one; what hangs on the answer; and what needn't be said."""
    version = SetVersionFactory(question_set=QuestionSetFactory(key="matters"))
    section = SectionFactory(version=version, is_one_page=True)
    matters = QuestionFactory(
        section=section, key="matters", kind=Kind.MANY, max_choices=1, is_required=False
    )
    choices(matters, "parks", "other")
    where = {
        "section": section,
        "show_if_question": matters,
        "show_if_operator": "includes",
        "show_if_value": "other",
        "is_required": False,
    }
    QuestionFactory(key="which", **where)
    columns(QuestionFactory(key="list", kind=Kind.TABLE, **where), what=Kind.SHORT_TEXT)
    services.publish_version(version_id=version.pk, actor=PORTAL)
    return Survey.objects.create(
        question_set=version.question_set,
        audience=Survey.Audience.ANYBODY,
        opens_at=timezone.now(),
    )


def test_what_was_typed_in_an_opened_question_stays_where_the_answer_that_opens_it_is_refused(
    client, survey
):
    here = reverse("surveys:answer", args=["matters"])
    typed = {
        "version": survey.version_id,
        "asked": ["matters", "which list"],
        "q-matters": ["parks", "other"],
        "q-which": "The canal",
        "q-list.rows": "2",
        "q-list.1.what": "A bench",
    }
    refused = client.post(here, typed)
    assert "Choose one answer only" in refused.text
    assert "The canal" in refused.text
    assert "A bench" in refused.text
    # They wait for the script as before, and nothing of them is judged yet.
    assert refused.text.count("<template data-waits>") == 2
    assert client.post(here, typed | {"q-matters": "other"}).status_code == 302
    assert services.values_of(Response.objects.get()) == {
        "matters": ["other"],
        "which": "The canal",
        "list": [{"what": "A bench"}],
    }


def test_what_was_kept_before_is_offered_again_where_the_page_never_showed_it(survey):
    person = ResidentFactory()
    who = {"survey_id": survey.pk, "person": person, "actor": person}
    draft = services.begin_survey(**who, language="en")
    values = {"matters": ["other"], "which": "The canal"}
    services.save_answers(response_id=draft.pk, values=values, actor=person)
    services.save_answers(response_id=draft.pk, values={"matters": ["parks"]}, actor=person)
    questions = list(draft.version.questions.all())
    data = QueryDict(mutable=True)
    data.setlist("q-matters", ["parks", "other"])
    kept = services.values_of(Response.objects.for_reading().get())
    form = page_form(questions, questions, values=kept, data=data)
    assert form.opened["which"].field.value() == "The canal"


def test_what_was_sent_without_an_answer_counts_so_while_it_is_changed(survey):
    person = ResidentFactory()
    who = {"survey_id": survey.pk, "person": person, "actor": person}
    services.begin_survey(**who, language="en")
    services.submit_survey(**who)
    draft = services.begin_survey(**who, language="en")
    services.save_answers(response_id=draft.pk, values={"matters": ["parks"]}, actor=person)
    response = Response.objects.for_reading().get()
    assert [one.value for one in services.answers_of(response)] == [None]
    _number, (found, *_others) = services.results(Response.objects.all())
    assert (found.answered, found.apart[0].count) == ("0", "fewer than 5")
