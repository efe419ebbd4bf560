"""Saving from the officers' pages: by a service, with the row locked, and asked about first."""

from contextlib import suppress
from functools import partial

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms.models import _get_foreign_key
from django.utils.translation import gettext_lazy as _

from core.refusal import Refusal
from messaging.overhearing import overheard
from taskforce.admin.asking import AskFirstError, ask_first

NOT_DONE = _("Nothing is saved yet. Read “Before it is done”, and press again if you mean it.")


class SavesThroughServices:
    """A form whose saving may be refused, and that asks before it tells people something.

    `is_careful` is off where an app's own pages show first who is told what, and look after pages
    that are out of date.
    """

    is_careful = False

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form; what a service refuses, or is asked about first, keeps what was typed."""
        show = partial(super().changeform_view, request, object_id, form_url, extra_context)
        if request.method != "POST":
            return show()
        try:
            with transaction.atomic(), overheard() as posted:
                request.posted = posted
                self._lock(object_id)
                return show()
        except Refusal as refusal:
            request.refusal = refusal
        except AskFirstError as asked:
            request.question = asked.question
            request.refusal = Refusal(NOT_DONE, code="ask-first")
            if request.FILES:
                messages.warning(request, _("Choose your file again: it was not kept."))
        return show()

    def _lock(self, object_id) -> None:
        """Nobody else changes the thing while the form is checked and saved."""
        rows = self.model._base_manager.select_for_update(of=("self",))
        with suppress(ValueError, ValidationError, OverflowError):
            rows.filter(pk=object_id and unquote(object_id)).first()

    def save_model(self, request, obj, form, change):
        """Write a new thing; of one that exists, the columns that were changed and no others."""
        obj.save(update_fields=list(form.changes()) if change else None)

    def get_form(self, request, obj=None, **kwargs):
        """The form, carrying why the service refused what was typed."""
        form = super().get_form(request, obj, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        form.knows = self.is_careful and obj is not None
        form.beside = self.beside(request, obj) if form.knows else {}
        return form

    def beside(self, request, thing) -> dict[str, str]:
        """{label: words} of what the form of `thing` shows beside its fields: rows of its own."""
        return {
            str(inline.opts.verbose_name_plural): _rows(inline, self.model, thing)
            for inline in self.get_inline_instances(request, thing)
        }

    def save_related(self, request, form, formsets, change):
        """Save what belongs to it, unless the officer is to be asked about it first."""
        ask_first(form.doubts(), self.to_show(request.posted), request)
        super().save_related(request, form, formsets, change)

    def to_show(self, posted: list) -> list:
        """What of the messages posted an officer is to see before they go out."""
        return posted if self.is_careful else []


def _rows(inline, parent, thing) -> str:
    """The rows of an inline as they are kept, a line each."""
    key = _get_foreign_key(parent, inline.model)
    columns = [field.name for field in inline.model._meta.concrete_fields if field.editable]
    rows = inline.model._base_manager.filter(**{key.name: thing}).order_by("pk")
    return "\n".join(
        ", ".join(
            str(getattr(row, name)) for name in columns if name != key.name and getattr(row, name)
        )
        for row in rows
    )
