"""Numbers and money as people type them."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from core.fields import PoundsField, WholeNumberField


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", 12),
        (" 1,200 ", 1200),
        ("1,00,000", 100_000),
        ("1 200", 1200),
        ("-5", -5),
        ("−5", -5),
        ("0", 0),
    ],
)
def test_whole_numbers(typed, value):
    assert WholeNumberField().clean(typed) == value


@pytest.mark.parametrize(
    ("typed", "pence"),
    [("250", 25000), ("£1,250.50", 125050), ("99.5", 9950), ("0.05", 5), ("0", 0)],
)
def test_pounds_become_pence(typed, pence):
    assert PoundsField().clean(typed) == pence


@pytest.mark.parametrize(
    "typed",
    ["x", "12,34", "1,2,345", "1,234,5", "1.5.5", "1e5", "٣", "9" * 5000, "--1", "½", "\x00"],
)
def test_what_is_no_number_is_said(typed):
    for field in (WholeNumberField(), PoundsField()):
        with pytest.raises(ValidationError):
            field.clean(typed)
    with pytest.raises(ValidationError):
        PoundsField().clean("1.234")
    with pytest.raises(ValidationError):
        PoundsField().clean("-1")


def test_nothing_is_nothing():
    for field in (WholeNumberField(required=False), PoundsField(required=False)):
        assert field.clean("   ") is None
    with pytest.raises(ValidationError, match="required"):
        PoundsField().clean("")


@pytest.mark.parametrize(("pence", "shown"), [(25000, "250"), (9950, "99.50"), (5, "0.05")])
def test_pence_are_shown_as_pounds(pence, shown):
    form = type("F", (forms.Form,), {"cost": PoundsField(initial=pence)})()
    html = str(form["cost"].as_field_group())
    assert f'value="{shown}"' in html
    assert "£" in html
