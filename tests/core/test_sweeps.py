"""One row that fails stops no other, and is named."""

import pytest
from django.contrib.auth.models import Group

from core.sweeps import each_alone, watched, words_of

pytestmark = pytest.mark.django_db


def rename(group):
    """Fails for one, after it has written."""
    Group.objects.filter(pk=group.pk).update(name=group.name.upper())
    if group.name == "bad":
        raise LookupError("no such\0 thing")
    return group.name != "left"


def test_a_row_that_fails_is_alone_and_named(caplog):
    groups = [Group.objects.create(name=name) for name in ("one", "bad", "left", "two")]
    with watched() as failures:
        assert each_alone(groups, rename) == 2
    ours = Group.objects.filter(pk__in=[group.pk for group in groups])
    names = list(ours.order_by("pk").values_list("name", flat=True))
    assert names == ["ONE", "bad", "LEFT", "TWO"]
    assert (failures.number, str(failures)) == (
        1,
        f"rename {groups[1].pk}: LookupError: no such thing",
    )
    assert f"rename {groups[1].pk} failed." in caplog.text


def test_a_database_error_spoils_no_other_row():
    first, second, third = [Group.objects.create(name=name) for name in "abc"]

    def clash(pk):
        return Group.objects.filter(pk=pk).update(name="c" if pk == first.pk else f"new {pk}")

    assert each_alone([first.pk, second.pk, third.pk], clash) == 2


def test_many_failures_are_counted_and_the_first_are_named():
    with watched() as failures:
        each_alone(range(25), lambda row: 1 / 0)
    assert failures.number == 25
    assert str(failures).count("ZeroDivisionError") == 20
    assert str(failures).endswith("... and 5 more")


def test_nobody_needs_to_watch():
    assert each_alone([1, 0], lambda row: 1 / row) == 1


def test_an_error_is_said_in_a_line_that_can_be_kept():
    assert words_of(ValueError("\nb\0c \ud800\nDETAIL: Key (email)=(x)")) == "ValueError: b c ?"
    assert words_of(ValueError()) == "ValueError:"
    assert len(words_of(ValueError("x" * 9999))) == 300
