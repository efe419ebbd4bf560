"""The themes of Luton 2040."""

import pytest
from django.core.management import call_command
from django.utils.translation import override

from people import roles
from programme import services
from programme.models import Theme

pytestmark = pytest.mark.django_db


def test_the_themes_are_in_the_councils_words_and_in_urdu():
    call_command("load_themes")
    with override("en"):
        assert [theme.title for theme in Theme.objects.all()] == [
            "An inclusive economy for all",
            "A child friendly town",
            "Improving health and wellbeing across our community",
            "Tackling the climate emergency",
            "A strong empowered community supporting fairness, equality and local pride "
            "and speaking with a powerful voice",
        ]
    with override("ur"):
        for theme in Theme.objects.all():
            theme.full_clean()
            assert not theme.title.isascii()


def test_loading_again_keeps_what_an_officer_changed():
    assert services.load_themes() == 5
    Theme.objects.filter(slug="child-friendly-town").update(title_ur="بہتر ترجمہ")
    assert services.load_themes() == 5
    assert Theme.objects.get(slug="child-friendly-town").title_ur == "بہتر ترجمہ"


def test_a_theme_without_urdu_shows_its_english():
    Theme.objects.create(slug="new", title_en="Something new")
    with override("ur"):
        assert Theme.objects.get(slug="new").title == "Something new"


def test_panels_officers_may_put_a_translation_right():
    assert "programme.change_theme" in roles.permissions_of(roles.PANELS_OFFICER)
    assert "programme.change_theme" not in roles.permissions_of(roles.READ_ONLY)
