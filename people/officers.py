"""What all officers' pages share: a record of every reading, a history of who changed what."""

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.refusal import Refusal


def record_reading(thing, *, actor, what: str, rows: int = 1) -> LogEntry:
    """Record that `actor` read personal data.

    Args:
        thing: the saved model that was read: one registration, or the session of a list.
        actor: the officer who read it.
        what: the page or the file, such as "sign-in sheet".
        rows: how many people's data it showed.
    """
    return LogEntry.objects.log_create(
        thing,
        force_log=True,
        actor=actor,
        action=LogEntry.Action.ACCESS,
        additional_data={"what": what, "rows": rows},
    )


def add_refusal(form, refusal: Refusal) -> None:
    """Show why a service said no beside the field it is about, or above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)


def ledger(thing) -> list[dict]:
    """The moves of a thing in plain words: when, to what, from what, who, why."""
    labels = dict(thing.State.choices)
    return [
        {
            "at": move.at,
            "to": labels.get(move.to_state, move.to_state),
            "from": labels.get(move.from_state, move.from_state),
            "who": move.actor or _("the portal itself"),
            "why": move.reason,
        }
        for move in thing.moves.select_related("actor")
    ]


class HistoryMixin:
    """An admin whose History page names the old and the new value of every change."""

    object_history_template = "admin/panels/object_history.html"

    def history_view(self, request, object_id, extra_context=None):
        entries = LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(self.model), object_pk=object_id
        ).select_related("actor", "content_type")
        lines = ((entry, changes_in(entry)) for entry in entries)
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
