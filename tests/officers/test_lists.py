"""Lists and forms of officers in the words of their work."""

import pytest
from django.contrib.admin import site
from django.urls import reverse

from officers.base import OfficersAdmin
from panels.admin.sessions import SessionAdmin
from tests.factories.panels import SessionFactory
from tests.factories.people import OfficerFactory, sign_in_officer
from tests.officers.pages import opened
from tests.panels.officers import session_tab

pytestmark = pytest.mark.django_db

OURS = sorted(
    (
        model._meta.label_lower
        for model, one in site._registry.items()
        if isinstance(one, OfficersAdmin)
    ),
)


@pytest.fixture
def chief(client):
    officer = OfficerFactory(is_superuser=True)
    sign_in_officer(client, officer)
    return officer


def listed(model: str) -> str:
    return reverse(f"admin:{model.replace('.', '_')}_changelist")


@pytest.mark.parametrize("model", OURS)
def test_a_list_is_called_by_what_it_lists_and_shows_the_state_second(client, chief, model):
    page = client.get(listed(model))
    title = str(page.context["title"])
    assert not title.startswith("Select")
    columns = list(page.context["cl"].list_display)
    columns = [name for name in columns if name != "action_checkbox"]
    assert "is_demo" not in columns
    assert "state" not in columns
    assert "tag" not in columns or columns[1] == "tag"


@pytest.mark.parametrize("model", OURS)
def test_a_new_things_form_names_languages_and_its_address_plainly(client, chief, model):
    page = client.get(reverse(f"admin:{model.replace('.', '_')}_add"))
    if page.status_code == 403:
        return
    labels = [str(field.label) for field in page.context["adminform"].form]
    assert not [label for label in labels if "[" in label or label.casefold() == "slug"], labels


def test_the_tabs_of_the_sessions_lead_to_each_cut_and_one_is_open(client, chief):
    kept = {state: SessionFactory(state=state) for state in ("draft", "published", "held")}
    page = client.get(listed("panels.session"))
    assert [words for words, _href, is_open in page.context["list_tabs"] if is_open] == ["All"]
    for words, state in (("Drafts", "draft"), ("To report on", "held"), ("Coming", "published")):
        [href] = [href for label, href, _open in page.context["list_tabs"] if label == words]
        cut = client.get(listed("panels.session") + href)
        assert [*cut.context["cl"].queryset] == [kept[state]], words
        assert (
            f'<a href="{href.replace("&", "&amp;")}" aria-current="page">' in cut.content.decode()
        )
    assert len(SessionAdmin.list_tabs) == len(page.context["list_tabs"])


def test_a_state_is_a_tag_in_words_too(client, chief):
    session = SessionFactory(state="cancelled", cancel_reason_en="Snow")
    page = client.get(listed("panels.session")).content.decode()
    assert '<span class="officers-tag officers-tag--cancelled">Cancelled</span>' in page
    assert opened(client, session_tab(session))
