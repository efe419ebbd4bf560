"""Saving from the officers' pages has one way: with the row locked, by a service, asked first."""

from contextlib import suppress
from functools import partial

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms.models import _get_foreign_key
from django.utils.translation import gettext_lazy as _

from core.forms import NamedLimits, add_refusal, page_address
from core.made_from import MADE_FROM, KnowsWhatItWasMadeFrom
from core.refusal import Refusal
from messaging.overhearing import overheard
from officers.asking import NOT_DONE, AskFirstError, Question, ask_first
from officers.telling import WHO_IS_TOLD
from people.services import record_reading


class ServiceForm(KnowsWhatItWasMadeFrom, NamedLimits, forms.ModelForm):
    """A form whose saving a service may refuse: it shows why and keeps what was typed.

    The address of a new thing is made of its title where none is typed.
    """

    refusal: Refusal | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self):
        """The address as typed, or made from the title."""
        model = self._meta.model
        codes = ["", *(f"_{code}" for code, _name in settings.LANGUAGES)]
        names = [f"{name}{code}" for code in codes for name in ("title", "name")]
        return page_address(
            self.cleaned_data["slug"],
            *(self.data.get(name, "") for name in names),
            rows=model.objects.exclude(pk=self.instance.pk),
            longest=model._meta.get_field("slug").max_length,
        )

    def clean(self):
        super().clean()
        if self.refusal:
            add_refusal(self, self.refusal)
        return self.cleaned_data

    def doubts(self) -> list[str]:
        """What may be a slip in what was typed: the officer is asked whether it is meant."""
        return []


class KnowsStalePages:
    """An admin, or an inline, whose form isn't saved over what somebody else saved meanwhile.

    A form of its own needs KnowsWhatItWasMadeFrom; its fieldsets needn't name the marks.
    """

    form = ServiceForm

    def get_fieldsets(self, request, obj=None):
        """With the marks, where the page can be saved."""
        fieldsets = [*super().get_fieldsets(request, obj)]
        named = MADE_FROM in flatten_fieldsets(fieldsets)
        if obj is None or named or not self.has_change_permission(request, obj):
            return fieldsets
        # What holds only rows of its own is a form without a field.
        title, options = fieldsets[0] if fieldsets else (None, {"fields": []})
        return [(title, options | {"fields": [*options["fields"], MADE_FROM]}), *fieldsets[1:]]


class SavesThroughServices(KnowsStalePages):
    """A form whose saving may be refused, and that asks before it tells people something."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form; what a service refuses, or is asked about first, keeps what was typed."""
        show = partial(super().changeform_view, request, object_id, form_url, extra_context)
        if request.method != "POST":
            return show()
        try:
            with transaction.atomic(), overheard() as posted:
                request.posted = posted
                self.lock(request, object_id)
                return show()
        except Refusal as refusal:
            request.refusal = refusal
        except IntegrityError:
            request.refusal = Refusal(
                _("Somebody else saved the same a moment ago. Look, and try again."), code="raced"
            )
        except AskFirstError as asked:
            thing = object_id and self.get_object(request, unquote(object_id))
            request.question = self.to_ask(request, thing, asked.question)
            request.refusal = Refusal(NOT_DONE, code="ask-first")
            if request.FILES:
                messages.warning(request, _("Choose your file again: it was not kept."))
        return show()

    def to_ask(self, request, thing, question: Question) -> Question:
        """The question as this officer may read it; that they read who is told is recorded."""
        if thing and question.people:
            record_reading(thing, actor=request.user, what=WHO_IS_TOLD, rows=question.people)
        return question

    def lock(self, request, object_id) -> None:
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
        form.beside = self.beside(request, obj) if obj else {}
        return form

    def beside(self, request, thing) -> dict[str, str]:
        """{label: words} of what the form of `thing` shows beside its fields: rows of its own."""
        return {
            str(inline.opts.verbose_name_plural): _rows(inline, self.model, thing)
            for inline in self.get_inline_instances(request, thing)
            if not isinstance(inline, KnowsStalePages)
        }

    def save_related(self, request, form, formsets, change):
        """Save what belongs to it, unless the officer is to be asked about it first."""
        ask_first(form.doubts(), self.to_show(request.posted), request)
        super().save_related(request, form, formsets, change)

    def to_show(self, posted: list) -> list:
        """What of the messages posted an officer is to see before they go out."""
        return posted


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
