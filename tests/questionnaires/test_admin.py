"""Officers build, preview, publish and copy sets; few read answers, and that is recorded."""

import re
from html import unescape

import pytest
from auditlog.models import LogEntry
from django.apps import apps
from django.urls import reverse

from core.actors import PORTAL
from questionnaires.enums import Kind
from questionnaires.models import Choice, Question, QuestionSet, Response, SetVersion
from questionnaires.services import (
    load_question_sets,
    new_version,
    submit,
    untranslated,
)
from tests.factories.questionnaires import (
    QuestionFactory,
    SectionFactory,
)
from tests.officers.pages import send
from tests.panels.officers import officer_who_may, panels_officer

pytestmark = pytest.mark.django_db


def page(model: str, name: str, *arguments) -> str:
    return reverse(f"admin:questionnaires_{model}_{name}", args=arguments)


def words(answer) -> str:
    text = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return unescape(re.sub(r"<[^>]+>", " ", text.decode()))


def readings() -> list[dict]:
    entries = LogEntry.objects.filter(action=LogEntry.Action.ACCESS).order_by("pk")
    return [entry.additional_data for entry in entries]


def fill(answer, prefix="", **typed) -> dict:
    """What a browser would post back from a form as it was shown, and what is typed."""
    inlines = answer.context["inline_admin_formsets"]
    forms = [answer.context["adminform"].form]
    forms += [form for inline in inlines for form in inline.formset.forms]
    forms += [inline.formset.management_form for inline in inlines]
    values = {
        bound.html_name: bound.value()
        for form in forms
        for bound in form
        if bound.value() is not None and bound.value() is not False
    }
    return values | typed


def test_a_set_is_built_previewed_published_and_changed(client):
    panels_officer(client)
    added = client.post(
        page("questionset", "add"),
        {"title_en": "Street survey", "key": "street-survey", "purpose": "survey"},
    )
    whole = QuestionSet.objects.get(key="street-survey")
    draft = whole.versions.get()
    here = page("setversion", "change", draft.pk)
    assert added.url == here
    form = client.get(here)
    inline = {
        "sections-TOTAL_FORMS": "1",
        "sections-0-order": "1",
        "sections-0-key": "lamps",
        "sections-0-title_en": "Lamps",
    }
    assert client.post(here, fill(form, **inline)).status_code == 302
    add = page("question", "add") + f"?version={draft.pk}"
    typed = {
        "section": draft.sections.get().pk,
        "order": "1",
        "key": "dark",
        "kind": "one",
        "label_en": "Is your street dark?",
        "is_required": "on",
        "choices-TOTAL_FORMS": "1",
        "choices-0-order": "1",
        "choices-0-value": "yes",
        "choices-0-label_en": "Yes",
    }
    assert client.post(add, fill(client.get(add), **typed)).url == here
    twin = client.post(add, fill(client.get(add), **typed))
    assert "Another question of this version has this key" in words(twin)
    assert "Is your street dark?" in words(client.get(here))

    preview = page("setversion", "preview", draft.pk)
    assert "This is a preview" in words(client.get(preview))
    question = page("setversion", "preview_page", draft.pk, "dark")
    assert client.post(question, {"q-dark": "yes"}).status_code == 302
    check = page("setversion", "preview_check", draft.pk)
    assert "Yes" in words(client.get(check))
    client.post(check)
    assert client.post(check).status_code == 409
    assert not Response.objects.exists()

    publish = page("setversion", "publish", draft.pk)
    client.get(publish)
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert client.post(publish).url == page("questionset", "change", whole.pk)
    draft.refresh_from_db()
    assert draft.state == "published"
    assert "already" in words(client.post(publish))
    assert LogEntry.objects.get_for_model(Question).exists()


def test_an_unfinished_version_is_refused_with_the_reason(client, version):
    panels_officer(client)
    draft = new_version(question_set_id=version.question_set_id, actor=PORTAL)
    Choice.objects.filter(question__version=draft).delete()
    answer = client.post(page("setversion", "publish", draft.pk))
    assert "add the answers to choose from" in words(answer)


def test_an_unfinished_draft_can_be_previewed(client):
    panels_officer(client)
    section = SectionFactory()
    for kind in (Kind.TABLE, Kind.ONE, Kind.MANY, Kind.STATEMENT):
        QuestionFactory(section=section, key=kind, kind=kind)
    SectionFactory(version=section.version)
    for kind in (Kind.TABLE, Kind.ONE, Kind.MANY, Kind.STATEMENT):
        here = page("setversion", "preview_page", section.version_id, kind)
        assert client.get(here).status_code == 200
        assert client.post(here, {"q-table.rows": "1"}).status_code in (200, 302)


def test_what_is_in_use_is_read_only(client, version):
    panels_officer(client)
    question = version.questions.get(key="member")
    for model, thing in (("setversion", version), ("question", question)):
        here = page(model, "change", thing.pk)
        form = client.get(here)
        assert form.status_code == 200
        assert 'name="_save"' not in form.content.decode()
        answer = client.post(here, {"label_en": "Changed", "intro_en": "Changed"})
        assert answer.status_code == 409
        said = words(answer)
        assert "has been published or answered, so its wording is kept" in said
        assert "Changed" in said
        assert page("questionset", "new_version", version.question_set_id) in answer.text
        assert client.post(page(model, "delete", thing.pk), {"post": "yes"}).status_code == 409
    assert "make a new version" in words(client.get(page("question", "change", question.pk)))
    assert version.questions.get(key="member").label == question.label
    added = client.post(
        page("question", "add"),
        {"section": version.sections.first().pk, "order": 1, "key": "x", "kind": "date"},
    )
    assert added.status_code == 200
    assert version.questions.filter(key="x").count() == 0
    officer_who_may(client, "view_question")
    assert client.post(page("question", "change", question.pk), {}).status_code == 403


def test_a_page_that_was_open_when_somebody_published_is_refused_kindly(client, version):
    panels_officer(client)
    draft = new_version(question_set_id=version.question_set_id, actor=PORTAL)
    here = page("questionset", "change", version.question_set_id)
    typed = {"title_en": "X", "purpose": "monitoring", "is_special": "on"}
    answer = client.post(here, fill(client.get(here), **typed), follow=True)
    assert "can't change once a version is published" in words(answer)
    client.post(page("setversion", "delete", draft.pk), {"post": "yes"})
    assert not SetVersion.objects.filter(pk=draft.pk).exists()


def test_a_question_added_to_what_was_published_meanwhile_is_not_lost(client, version):
    panels_officer(client)
    add = page("question", "add") + f"?version={version.pk}"
    typed = {
        "section": version.sections.first().pk,
        "order": "9",
        "key": "late",
        "kind": "date",
        "label_en": "Too late?",
    }
    answer = client.post(add, fill(client.get(add), **typed))
    assert "Make a new version" in words(answer)
    assert "Too late?" in answer.text
    assert not version.questions.filter(key="late").exists()


def test_publishing_names_what_has_no_translation_and_forbids_nothing(client, version):
    panels_officer(client)
    draft = new_version(question_set_id=version.question_set_id, actor=PORTAL)
    question = draft.questions.get(key="member")
    here = page("setversion", "publish", draft.pk)
    shown = client.get(here)
    assert "Not in Urdu yet" in words(shown)
    assert "Do you belong to a group?" in words(shown)
    assert page("question", "change", question.pk) in shown.text
    assert "This survey has no dates yet" in words(shown)
    question.label_ur = "کیا آپ کسی گروپ میں ہیں؟"
    question.save()
    assert "Do you belong to a group?" not in words(client.get(here))
    client.post(here)
    draft.refresh_from_db()
    assert draft.state == "published"


def test_what_is_whole_in_every_language_gives_no_warning(client):
    load_question_sets()
    whole = QuestionSet.objects.get(key="equality")
    draft = new_version(question_set_id=whole.pk, actor=PORTAL)
    assert untranslated(SetVersion.objects.with_questions().get(pk=draft.pk)) == {}


def test_every_constraint_speaks_plainly():
    """No officer meets the name of a constraint, or Django's words around it."""
    for model in apps.get_app_config("questionnaires").get_models():
        for constraint in model._meta.constraints:
            said = str(constraint.get_violation_error_message())
            assert said != str(constraint.default_violation_error_message), constraint.name
            assert constraint.name not in said
            assert said.endswith(".")


def test_a_set_is_copied(client, version):
    panels_officer(client)
    here = page("questionset", "copy", version.question_set_id)
    taken = send(client, here, {"title": "Copy", "key": "everything"})
    assert "Another set has this key" in words(taken)
    send(client, here, {"title": "Copy", "key": "copied"})
    assert QuestionSet.objects.get(key="copied").versions.get().questions.count() == 12


@pytest.mark.parametrize("bad", ["0", "x", "9" * 30, "-1"])
def test_addresses_of_nothing_lead_nowhere_and_are_no_fault(client, bad):
    panels_officer(client)
    for model, name in (
        ("questionset", "copy"),
        ("questionset", "results"),
        ("setversion", "preview"),
        ("setversion", "publish"),
        ("question", "change"),
    ):
        assert client.get(page(model, name, bad)).status_code in (302, 404)
    assert client.get(page("question", "add"), {"version": bad}).status_code == 200


def test_who_only_builds_reads_no_answers(client, response):
    officer_who_may(client, "view_questionset", "change_questionset", "publish_setversion")
    submit(response_id=response.pk, actor=PORTAL)
    whole = response.version.question_set
    for address in (
        page("response", "changelist"),
        page("response", "change", response.pk),
        page("questionset", "export", whole.pk),
    ):
        assert client.get(address).status_code == 403
    shown = words(client.get(page("questionset", "change", whole.pk)))
    assert "Export answers" not in shown
    assert "Responses to this set" not in shown
