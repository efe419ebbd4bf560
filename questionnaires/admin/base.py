"""What the officers' pages of sets and versions share."""

from http import HTTPStatus

from django import forms
from django.contrib.admin.utils import unquote
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.languages import in_all
from questionnaires import rules
from questionnaires.keys import free_key, made_key
from questionnaires.models import Choice, Column, Section
from questionnaires.services.building import twin

# How choices, columns and sections are known to conditions and files, and the words it is made of.
CODES = {"key", "value"}
WORDS = {Choice: "label", Column: "label", Section: "title"}
CODE_HELP = gettext_lazy("Leave it empty to have it made of the words.")


def number_in(text: str | None) -> int | None:
    """The key of a row in an address, None where it is none."""
    usable = text and text.isascii() and text.isdigit() and len(text) < 19
    return int(text) if usable else None


class InOrder(forms.BaseInlineFormSet):
    """Parts that stand in an order: each new one comes last unless it says otherwise."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._made: list[str] = []

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if form.instance.pk is None and "order" in form.fields:
            form.fields["order"].required = False
            ahead = None if index is None else index - self.initial_form_count()
            form.fields["order"].initial = None if ahead is None else self._last() + ahead + 1
        for name in CODES & form.fields.keys():
            form.fields[name].required = False
            form.fields[name].help_text = CODE_HELP

    def clean(self):
        """A part that somebody else changed meanwhile isn't deleted unseen."""
        super().clean()
        if any(form.is_stale for form in self.deleted_forms):
            raise forms.ValidationError(
                _("Somebody else changed a part that you delete here. Look, then save again.")
            )

    def save_existing(self, form, obj, commit=True):
        """A code that was emptied is made anew."""
        self._make_code(form)
        return self._copied(form, super().save_existing(form, obj, commit))

    def _copied(self, form, part):
        """The part that was saved, with the copy of it that was asked for."""
        if form.cleaned_data.get("is_copied"):
            values = [other.instance.value for other in self.forms] + self._made
            self._made.append(free_key(part.value, values))
            twin(part, value=self._made[-1])
        return part

    def _make_code(self, form) -> None:
        """The code of a part that has none, of its words in any language."""
        for name in CODES & form.fields.keys():
            if not getattr(form.instance, name):
                others = [other.instance for other in self.forms if other is not form]
                words = [getattr(form.instance, column) for column in in_all(WORDS[self.model])]
                made = made_key(
                    words,
                    taken=[getattr(other, name) for other in others],
                    otherwise=self.model._meta.model_name,
                )
                setattr(form.instance, name, made)

    def save_new(self, form, commit=True):
        self._make_code(form)
        if not form.cleaned_data.get("order"):
            places = (other.instance.order or 0 for other in self.forms if other is not form)
            form.instance.order = max(places, default=0) + 1
        return self._copied(form, super().save_new(form, commit))

    def _last(self) -> int:
        """The place of the last part that is kept."""
        return max((part.order for part in self.get_queryset()), default=0)


class FrozenMixin:
    """Wording that is in use can be read and not written; whoever comes too late is told."""

    def version_of(self, obj):
        """The version that `obj` is, or is a part of."""
        return obj.get_version()

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or not self.version_of(obj).is_frozen)

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not self.version_of(obj).is_frozen)


class FrozenPagesMixin(FrozenMixin):
    """Pages of wording: whoever posts to what is in use meanwhile is told what to do instead."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        frozen = self._frozen(request, object_id, super(FrozenMixin, self).has_change_permission)
        return frozen or super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(self, request, object_id, extra_context=None):
        frozen = self._frozen(request, object_id, super(FrozenMixin, self).has_delete_permission)
        return frozen or super().delete_view(request, object_id, extra_context)

    def _frozen(self, request, object_id, is_allowed):
        """The page that says so, for somebody who might write it if it weren't in use."""
        if request.method != "POST" or object_id is None:
            return None
        thing = self.get_object(request, unquote(object_id))
        if thing is None or not is_allowed(request, thing):
            return None
        version = self.version_of(thing)
        if not version.is_frozen:
            return None
        words = _(
            "This version has been published or answered, so its wording is kept as it is. To "
            "change the questions, make a new version: it starts as a copy of this one."
        )
        return self.not_saved(request, words, version.question_set)

    def not_saved(self, request, message: str, question_set) -> TemplateResponse:
        """Say why nothing was saved and what to do, with what was typed so that it can be copied.

        Args:
            question_set: of which a new version would help.
        """
        context = {
            **self.context(request, _("Not saved")),
            "errors": True,
            "message": message,
            "typed": self._typed(request),
            "question_set": question_set,
            "may_build": rules.may_build(request.user),
            "here": request.get_full_path(),
        }
        template = "admin/questionnaires/not_saved.html"
        return TemplateResponse(request, template, context, status=HTTPStatus.CONFLICT)

    def _typed(self, request) -> list[tuple[str, str]]:
        """The words that were posted, each under its field's name."""
        models = [self.model, *(inline.model for inline in self.inlines)]
        names = {
            field.name: capfirst(field.verbose_name)
            for model in reversed(models)
            for field in model._meta.concrete_fields
            if not field.is_relation and not field.primary_key
        }
        return [
            (names[last], ", ".join(values))
            for name, values in request.POST.lists()
            if (last := name.rpartition("-")[2]) in names and any(values)
        ]
