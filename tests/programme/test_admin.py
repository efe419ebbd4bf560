"""What officers see of Luton 2040 in the admin."""

import pytest
from django.urls import reverse

from programme import services
from programme.models import Theme
from tests.factories.people import OfficerFactory, sign_in_officer
from tests.officers.pages import send

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    sign_in_officer(client, OfficerFactory(is_superuser=True))
    return client


@pytest.mark.parametrize("page", ["changelist", "add", "change", "history", "delete"])
def test_every_page_of_a_theme_opens(admin, page):
    services.load_themes()
    args = [] if page in {"changelist", "add"} else [Theme.objects.first().pk]
    assert admin.get(reverse(f"admin:programme_theme_{page}", args=args)).status_code == 200


def test_an_officer_puts_a_translation_right(admin):
    services.load_themes()
    theme = Theme.objects.get(slug="climate-emergency")
    typed = {"title_en": theme.title_en, "title_ur": "بہتر", "slug": theme.slug, "order": "4"}
    response = send(admin, reverse("admin:programme_theme_change", args=[theme.pk]), typed)
    assert response.status_code == 302
    theme.refresh_from_db()
    assert (theme.title_en, theme.title_ur) == ("Tackling the climate emergency", "بہتر")
