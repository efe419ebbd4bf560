"""What happened to a thing: its moves, and who changed or read what."""

from auditlog.models import LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.words import say


def ledger(thing) -> list[dict]:
    """The moves of a thing in plain words: when, to what, from what, who, why."""
    labels = dict(thing.State.choices)
    return [
        {
            "at": move.at,
            "to": labels.get(move.to_state, move.to_state),
            "from": labels.get(move.from_state, move.from_state),
            "who": move.actor or _("the portal itself"),
            "why": say(move.reason),
        }
        for move in thing.moves.select_related("actor")
    ]


class HistoryMixin:
    """An admin whose History page names the old and the new value of every change."""

    object_history_template = "officers/object_history.html"

    def history_parts(self, thing) -> list:
        """Querysets of rows that belong to `thing` and whose changes its history tells too."""
        return []

    def history_gone(self, thing) -> list:
        """(model, foreign key, its value) of deleted rows that the history tells of too."""
        return []

    def history_view(self, request, object_id, extra_context=None):
        thing = self.get_object(request, unquote(object_id))
        of = Q(content_type=ContentType.objects.get_for_model(self.model), object_pk=object_id)
        for rows in self.history_parts(thing) if thing else []:
            kind = ContentType.objects.get_for_model(rows.model)
            of |= Q(content_type=kind, object_id__in=rows.values("pk"))
        for model, key, value in self.history_gone(thing) if thing else []:
            kind = ContentType.objects.get_for_model(model)
            was = {f"changes__{key}__0__in": [value, str(value)]}
            of |= Q(content_type=kind, action=LogEntry.Action.DELETE, **was)
        entries = LogEntry.objects.filter(of).select_related("actor", "content_type")
        lines = (
            (entry, changes_in(entry), entry.content_type.model_class() is not self.model)
            for entry in entries
        )
        return super().history_view(request, object_id, {"lines": lines, **(extra_context or {})})


def changes_in(entry: LogEntry) -> list[str]:
    """What an entry of the history says changed, one line a field; of a new thing, nothing."""
    if entry.action != LogEntry.Action.UPDATE:
        return []
    changes = entry.changes or {}
    lists = {name: change for name, change in changes.items() if isinstance(change, dict)}
    entry.changes = {name: change for name, change in changes.items() if name not in lists}
    values = [
        f"{capfirst(label)}: {' → '.join(map(str, pair))}"
        for label, pair in entry.changes_display_dict.items()
    ]
    signs = {"add": "+", "delete": "−"}
    model = entry.content_type.model_class()
    return values + [
        f"{capfirst(model._meta.get_field(name).verbose_name)}: "
        f"{signs[change['operation']]} {', '.join(change['objects'])}"
        for name, change in lists.items()
    ]
