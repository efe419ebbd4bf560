"""Write docs/states.md from the tables of moves that the code enforces."""

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.text import capfirst
from django.utils.translation import override

PAGE = settings.BASE_DIR / "docs" / "states.md"
INTRODUCTION = """# States and moves

What can become what. `core.moves.move` enforces these tables and records who moved what, when and
why.
`make states` writes this page from the code; `make check` fails when it is out of date.
"""


class Command(BaseCommand):
    """`manage.py write_states [--check]`"""

    help = "Write docs/states.md from the tables of moves; with --check, only compare."

    def add_arguments(self, parser):
        """--check: fail where the page is out of date, and write nothing."""
        parser.add_argument("--check", action="store_true", help="Compare, and write nothing.")

    def handle(self, *, check, **options):
        with override("en"):
            page = "\n".join([INTRODUCTION, *map(table, models_with_moves())])
        if not check:
            PAGE.write_text(page)
        elif not PAGE.exists() or PAGE.read_text() != page:
            raise CommandError("docs/states.md is out of date: run `make states` and commit it.")


def models_with_moves() -> list:
    """Every model that declares a table of moves, in the order of their names."""
    found = [model for model in apps.get_models() if hasattr(model, "MOVES")]
    return sorted(found, key=lambda model: model._meta.label)


def table(model) -> str:
    """The moves of one model: what officers call each state, and what may follow it.

    A model that tells the public something else says so in `PUBLIC_LABELS`.
    """
    labels = dict(model.State.choices)
    public = getattr(model, "PUBLIC_LABELS", None)
    head = ["state", "called", *(["the public reads"] if public else []), "can become"]
    rows = [
        [
            f"`{state}`",
            str(label),
            *([str(public.get(state) or "nothing")] if public else []),
            ", ".join(f"`{to}`" for to in labels if to in model.MOVES.get(state, ()))
            or "ends here",
        ]
        for state, label in labels.items()
    ]
    lines = [head, ["---"] * len(head), *rows]
    heading = f"## {capfirst(model._meta.verbose_name)} (`{model._meta.label}`)"
    return "\n".join([heading, "", *("| " + " | ".join(line) + " |" for line in lines), ""])
