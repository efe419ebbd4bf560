"""Stored sentences are read in the reader's language."""

import pytest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core import words
from core.words import Words, register_words, say


@pytest.fixture
def known(monkeypatch):
    monkeypatch.setattr(words, "_words", {})
    register_words("demo.saturday", _("Saturday"))
    register_words("demo.moved", "Moved to %(place)s, 100%% sure")


def test_a_sentence_is_read_in_the_language_of_the_reader(known):
    with override("ur"):
        stored = str(Words("demo.saturday"))
        said = say(stored)
    assert say(stored) == "Saturday"
    assert said not in {"Saturday", ""}


def test_parameters_stand_in_their_places(known):
    assert say(Words("demo.moved", place="<b>Hall</b>")) == "Moved to <b>Hall</b>, 100% sure"


def test_what_a_person_typed_stays_as_it_is(known):
    assert say("Moved to %(place)s") == "Moved to %(place)s"
    assert say("") == ""


def test_a_sentence_that_is_gone_is_named_by_its_code(known):
    stored = Words("demo.moved", place="Hall")
    words._words.clear()
    assert say(stored) == "(demo.moved)"


def test_one_code_is_one_sentence(known):
    with pytest.raises(ValueError, match=r"demo\.moved"):
        register_words("demo.moved", "Other")
    with pytest.raises(KeyError):
        Words("demo.unknown")
