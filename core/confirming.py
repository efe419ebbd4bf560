"""Admins that show who would be told what before they save a change."""

from collections.abc import Sequence

from django.contrib.admin.utils import unquote
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _

from core.telling import Telling, digest
from core.text import clock


class NotConfirmedError(Exception):
    """A change would tell people something that the officer hasn't seen yet."""

    def __init__(self, form, tellings: Sequence[Telling]):
        super().__init__()
        self.form, self.tellings = form, tellings


def changed_columns(form) -> dict:
    """The columns that an officer changed in a form of a model, and their new values."""
    columns = {field.name for field in form._meta.model._meta.concrete_fields}
    return {name: form.cleaned_data[name] for name in form.changed_data if name in columns}


def is_confirmed(request, tellings: Sequence[Telling]) -> bool:
    """Whether the officer has seen exactly these emails; or there are none, and they saw none."""
    return request.POST.get("_confirmed", digest([])) == digest(tellings)


def carried(request) -> list[tuple[str, str]]:
    """What was posted, to post it again once it is confirmed."""
    left_out = {"csrfmiddlewaretoken", "_back", "_confirmed"}
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in left_out
        for value in values
    ]


class TellsFirst:
    """A ModelAdmin that asks before a change tells people something."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form; a change that tells somebody is shown first with whom and what."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except NotConfirmedError as ask:
            return self.ask(request, unquote(object_id), ask)

    def require_confirmed(self, request, form, tellings: Sequence[Telling]) -> None:
        """Raise NotConfirmedError unless the officer has seen who is told what."""
        if not is_confirmed(request, tellings):
            raise NotConfirmedError(form, tellings)

    def ask(self, request, object_id, ask: NotConfirmedError) -> TemplateResponse:
        """Show what is new beside what was, and who is told what."""
        thing = self.get_queryset(request).get(pk=object_id)
        rows = [
            (capfirst(ask.form[name].label), shown(getattr(thing, name)), shown(value))
            for name, value in changed_columns(ask.form).items()
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Tell people about the change?") if ask.tellings else _("Save the change?"),
            "subtitle": thing,
            "opts": self.opts,
            "media": self.media,
            "list_url": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"),
            "thing_url": request.path,
            "rows": rows,
            "carried": carried(request),
            "tellings": ask.tellings,
            "confirmation": digest(ask.tellings),
        }
        return TemplateResponse(request, "admin/confirm_change.html", context)


def shown(value) -> str:
    """A moment, yes or no, or anything else as an officer reads it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if hasattr(value, "astimezone") and is_aware(value):
        return f"{date_format(localtime(value), 'l j F Y')}, {clock(value)}"
    return _("none") if value is None or value == "" else str(value)
