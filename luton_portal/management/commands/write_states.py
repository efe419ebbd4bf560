"""Write docs/states.md from the tables of moves that the code enforces."""

from django.apps import apps
from django.utils.text import capfirst

from luton_portal.written import WritesAPage

INTRODUCTION = """# States and moves

What can become what. `core.moves.move` enforces these tables and records who moved what, when and
why.
`make states` writes this page from the code; `make check` fails when it is out of date.
"""


class Command(WritesAPage):
    """`manage.py write_states [--check]`"""

    name = "states"

    def lines(self):
        """The table of each model that moves."""
        return [INTRODUCTION, *map(table, models_with_moves())]


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
