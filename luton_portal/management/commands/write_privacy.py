"""Write docs/personal-data.md from what each app registers about people."""

from itertools import groupby

from django.apps import apps
from django.utils.text import capfirst

from luton_portal.written import WritesAPage, row
from people.registry import dates_of, personal_fields

INTRODUCTION = """# Personal data: what, why, by what right, for how long

Each app says so of its own tables (`personal_data.py`); a test walks every key that leads to a
person and fails where a field is left out. `make personal-data` writes this page, and `make check`
fails when it is old. A period counts from the latest of the dates that are named;
`people.registry.overdue` finds the rows whose period is over. How what is kept is protected stands
in [privacy](privacy.md).
"""
HEAD = ("fields", "why", "by what right", "for how long")


class Command(WritesAPage):
    """`manage.py write_privacy [--check]`"""

    name = "personal-data"

    def lines(self):
        """A table for each model, a row for each purpose."""
        yield INTRODUCTION
        for label, fields in groupby(personal_fields(), key=lambda one: one.model):
            model = apps.get_model(label)
            yield f"## {capfirst(model._meta.verbose_name_plural)} (`{label}`)\n"
            dates = [f"`{lookup}`" for lookup in dates_of(label)]
            if dates:
                yield f"Counted from {', '.join(dates)}.\n"
            yield row(HEAD)
            yield row(["---"] * len(HEAD))
            yield from map(row, _rows(fields))
            yield ""


def _rows(fields) -> list[tuple]:
    """Fields of one purpose, right and period in one row, in the order of their first field."""
    found: dict[tuple, list[str]] = {}
    for one in fields:
        key = (str(one.purpose), str(one.basis), str(one.keep))
        found.setdefault(key, []).append(f"`{one.field}`")
    return [(", ".join(names), *key) for key, names in found.items()]
