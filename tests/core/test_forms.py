"""Words on limits name the field, whatever Django would say."""

import pytest
from django import forms
from django.utils.translation import override

from core.forms import NamedLimits


class DemoForm(NamedLimits, forms.Form):
    name = forms.CharField(label="Your name, 100% of it", max_length=1200, required=False)
    own = forms.CharField(max_length=3, required=False, error_messages={"max_length": "Too much."})
    seats = forms.IntegerField(label="Seats", min_value=1, max_value=500, required=False)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (
            {"name": "x" * 1201},
            "Shorten “Your name, 100% of it” to 1,200 characters or fewer",
        ),
        ({"own": "long"}, "Too much."),
        ({"seats": "501"}, "“Seats” must be 500 or less"),
        ({"seats": "0"}, "“Seats” must be 1 or more"),
    ],
)
def test_what_is_over_a_limit_says_of_which_field_and_by_what(typed, words):
    form = DemoForm(typed)
    assert form.errors == {next(iter(typed)): [words]}


def test_what_is_within_the_limits_says_nothing():
    assert DemoForm({"name": "x" * 1200, "seats": "500"}).is_valid()


def test_the_words_are_of_the_language_of_the_request():
    with override("ur"):
        DemoForm({"name": "x" * 1201}).is_valid()
    assert DemoForm({"name": "x" * 1201}).errors["name"][0].startswith("Shorten")
