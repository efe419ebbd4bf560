"""The example in docs/add-a-feature.md does what the guide says."""

import re
from runpy import run_path
from types import ModuleType

import pytest
from django import forms
from django.conf import settings
from django.contrib import admin
from django.urls import clear_url_caches, path, reverse

from core.refusal import Refusal
from luton_portal import urls
from officers import registry
from officers.acts import Act, ActForm
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.exporting import Column
from officers.registry import HomePart, Waiting, register_part
from officers.site import PortalAdminSite
from panels.models import Topic
from tests.factories.panels import TopicFactory
from tests.factories.people import OfficerFactory, sign_in_officer
from tests.officers.pages import seen, send

pytestmark = pytest.mark.django_db

GUIDE = settings.BASE_DIR / "docs/add-a-feature.md"
KNOWN = (Act, ActForm, Area, Column, OfficersAdmin, Refusal, HomePart, Topic, Waiting)


@pytest.fixture
def example(settings, monkeypatch, tmp_path):
    """The admin of the guide, on a site of its own behind the portal's addresses."""
    monkeypatch.setattr(registry, "_parts", [])
    [code] = re.findall(r"```python\n(class RenameForm.*?)```", GUIDE.read_text(), re.S)
    site = PortalAdminSite()
    names = {one.__name__: one for one in KNOWN}
    names |= {"site": site, "admin": admin, "forms": forms, "register_part": register_part}
    (tmp_path / "example.py").write_text(code)
    run_path(str(tmp_path / "example.py"), init_globals=names)
    ours = ModuleType("example_urls")
    others = [one for one in urls.urlpatterns if getattr(one, "namespace", "") != "admin"]
    ours.urlpatterns = [path("admin/", site.urls), *others]
    settings.ROOT_URLCONF = ours
    clear_url_caches()
    yield code
    clear_url_caches()


def test_a_new_model_has_its_pages_in_few_lines(example, client):
    assert len([line for line in example.splitlines() if line.strip()]) <= 36
    officer = OfficerFactory(is_superuser=True)
    sign_in_officer(client, officer)
    topic, other = TopicFactory(title="Lamps"), TopicFactory(title="Parks")
    Topic.objects.update(summary_en="")
    address = {
        name: reverse(f"admin:panels_topic_{name}", args=[topic.pk])
        for name in ("change", "rename", "history")
    }
    home = client.get(reverse("admin:index")).content.decode()
    assert "Topics without a summary" in home
    assert reverse("admin:panels_topic_changelist") in home
    assert address["rename"] in client.get(address["change"]).content.decode()

    ask = send(client, address["rename"], {"title": "Parks"})
    assert "Another topic has this title." in ask.content.decode()
    assert send(client, address["rename"], {"title": "Parks"} | seen(ask)).status_code == 302
    topic.refresh_from_db()
    assert topic.title == other.title

    old = {"title": "Streets", "slug": topic.slug, "theme": topic.theme_id, "made_from": "old"}
    assert "Somebody else saved this" in client.post(address["change"], old).content.decode()
    assert client.get(address["history"]).status_code == 200
    file = client.post(reverse("admin:panels_topic_export"), {"kind": "csv"})
    assert b"".join(file.streaming_content).decode().count('"Parks"') == 2
