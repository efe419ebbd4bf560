"""Keys of their own, exchanged without losing an answer."""

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from core.actors import PORTAL
from questionnaires import vault
from questionnaires.models import Response
from questionnaires.services import answers_of, submit

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))


def test_what_is_sealed_is_opened_by_the_same_key_only(settings):
    settings.EQUALITY_KEYS = [OLD]
    sealed = vault.seal({"ethnic-group": "roma", "text": "ے" * 300})
    assert vault.unseal(sealed) == {"ethnic-group": "roma", "text": "ے" * 300}
    settings.EQUALITY_KEYS = [NEW]
    with pytest.raises(ImproperlyConfigured, match="EQUALITY_KEYS"):
        vault.unseal(sealed)


@pytest.mark.parametrize(("one", "other"), [("male", "prefer-not-to-say"), ("x", ["a", "b"])])
def test_the_length_of_what_is_sealed_tells_nothing(one, other):
    assert len(vault.seal(one)) == len(vault.seal(other))


@pytest.mark.parametrize("keys", [["short"], ["é" * 32], [""]])
def test_a_key_that_is_none_is_named(settings, keys):
    settings.EQUALITY_KEYS = keys
    with pytest.raises(ImproperlyConfigured, match="EQUALITY_KEYS"):
        vault.check_keys()


@pytest.mark.django_db
def test_a_key_is_exchanged_in_three_steps(settings, special):
    # `special` was sealed with the key before.
    before = settings.EQUALITY_KEYS
    submit(response_id=special.pk, actor=PORTAL)
    settings.EQUALITY_KEYS = [NEW, *before]
    call_command("reseal_answers", verbosity=0)
    settings.EQUALITY_KEYS = [NEW]
    read = answers_of(Response.objects.get(pk=special.pk))
    assert "Demo Ash" in [answered.text for answered in read]
    settings.EQUALITY_KEYS = [OLD]
    with pytest.raises(InvalidToken):
        call_command("reseal_answers", verbosity=0)
