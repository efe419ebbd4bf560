"""What the Taskforce's officers' pages share: buttons that call a service, and forms that do.

An act is a button on a thing's page and a page behind it that says what will happen and to whom,
asks what the service needs, and acts on a POST.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.defaultfilters import linebreaks_filter
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.forms import NamedLimits, page_address
from core.refusal import Refusal
from messaging.overhearing import overheard
from people.officers import DAY as ANY_DAY
from people.officers import HistoryMixin, add_refusal, ledger, record_reading
from taskforce.admin.asking import AskFirstError, Question, ask_first
from taskforce.admin.exporting import ExportsList
from taskforce.admin.saving import NOT_DONE, SavesThroughServices
from taskforce.admin.translated import TranslatedFields
from taskforce.languages import gathered
from taskforce.made_from import KnowsWhatItWasMadeFrom


class DayField(forms.DateField):
    """A day that an officer can mean: from 2000 on and before 2100."""

    default_validators = [
        MinValueValidator(date(2000, 1, 1), _("Enter a year from 2000 on.")),
        MaxValueValidator(date(2099, 12, 31), _("Enter a year before 2100.")),
    ]


DAY = ANY_DAY | {"form_class": DayField}


def day_field(label, *, required=True, **options) -> forms.DateField:
    """A date typed into the browser's own control."""
    options = {k: v for k, v in DAY.items() if k != "form_class"} | options
    return DayField(label=label, required=required, **options)


class ActForm(KnowsWhatItWasMadeFrom, NamedLimits, TranslatedFields, forms.Form):
    """What one act asks; its fields are the service's arguments. `thing` is what it acts on."""

    def __init__(self, thing, data=None):
        super().__init__(data)
        self.thing = thing

    def doubts(self) -> list[str]:
        """What may be a slip in what was asked: the officer is asked whether it is meant."""
        return []

    def arguments(self) -> dict:
        """What the service is given beside the thing's key and the actor."""
        return gathered(self.cleaned_data, *self.translated)


class ReasonForm(ActForm):
    """Asks why."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Kept in the history. Only officers read it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PublicReasonForm(ActForm):
    """Asks why, of what the reason is told to."""

    translated = {
        "reason": forms.CharField(
            label=_("Reason"),
            help_text=_("It is public, and members read it in their email."),
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
    }


@dataclass(frozen=True)
class Act:
    """One button on a thing's page and the page behind it.

    Args:
        name: the last part of the page's address.
        label: the words on the button, which head the page.
        explain: what will happen.
        done: what the officer reads afterwards.
        run: the service; it gets the thing's key, the actor and what the form asked.
        may: whether this officer may do it to this thing at all.
        open: whether it can be done in the state the thing is in.
        form: what is asked.
        preview: (words, value) rows that show what it will change.
        ends: whether the thing is gone afterwards.
        press: the words on the button of its page, where they aren't `label`.
    """

    name: str
    label: str
    explain: str
    done: str
    run: Callable
    may: Callable
    open: Callable
    form: type[ActForm] = ActForm
    preview: Callable = lambda _thing: []
    ends: bool = False
    press: str = ""


def moves_to(state) -> dict:
    """The `may` and `open` of an act that moves a thing to `state`."""
    return {
        "may": lambda officer, thing: thing.may_move(officer, state),
        "open": lambda thing: state in thing.MOVES[thing.state],
    }


class ServiceForm(KnowsWhatItWasMadeFrom, NamedLimits, forms.ModelForm):
    """A form whose saving a service may refuse: it shows why and keeps what was typed.

    The address of a new thing is made of its English title where none is typed.
    """

    refusal = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self):
        """The address as typed, or made from the title."""
        model = self._meta.model
        codes = [code for code, _name in settings.LANGUAGES]
        names = [f"{name}_{code}" for code in codes for name in ("title", "name")]
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

    def changes(self) -> dict:
        """The columns that the officer changed, and their new values."""
        columns = {field.name for field in self._meta.model._meta.concrete_fields}
        return {name: self.cleaned_data[name] for name in self.changed_data if name in columns}


class OfficersAdmin(SavesThroughServices, ExportsList, HistoryMixin):
    """History, acts and their buttons, recorded readings, dates and an export of the list.

    Subclasses say `acts`, `act_key` (the services' name for the thing's key), `reads` (the word
    under which a reading of personal data is recorded, or "") and `export_permission`.
    """

    acts: tuple[Act, ...] = ()
    act_key = ""
    reads = ""
    form = ServiceForm
    change_form_template = "admin/taskforce/change_form.html"
    change_list_template = "admin/taskforce/change_list.html"

    class Media:
        css = {"all": ["panels/officers.css", "taskforce/officers.css"]}

    def get_urls(self):
        """One address for each act, and one for the export."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        urls = [
            path(
                f"<path:object_id>/{act.name}/",
                self.admin_site.admin_view(partial(self.act_view, act=act)),
                name=f"{name}_{act.name.replace('-', '_')}",
            )
            for act in self.acts
        ]
        if self.export_permission:
            view = self.admin_site.admin_view(self.export_view)
            urls.append(path("export/", view, name=f"{name}_export"))
        return urls + super().get_urls()

    def act_view(self, request, object_id, act):
        """Explain one act, ask what it needs, and do it on a POST."""
        thing = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, thing):
            raise PermissionDenied
        if thing is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not act.may(request.user, thing):
            raise PermissionDenied
        question = None
        if request.method == "POST":
            form, question = self._press(request, act, thing)
            if form.is_valid():
                messages.success(request, act.done)
                return redirect(
                    self._url("changelist") if act.ends else self._url("change", thing.pk)
                )
            thing = form.thing
        else:
            form = self._act_form(act, thing)
            if not act.open(thing):
                messages.warning(request, _("This can't be done now."))
                return redirect(self._url("change", thing.pk))
        context = self._page(request, act.label) | {
            "subtitle": str(thing),
            "thing_url": self._url("change", thing.pk),
            "act": act,
            "form": form,
            "errors": form.errors,
            "rows": [(words, in_paragraphs(value)) for words, value in act.preview(thing)],
            "question": question,
        }
        return TemplateResponse(request, "admin/taskforce/act.html", context)

    def _act_form(self, act, thing, data=None) -> ActForm:
        form = act.form(thing, data)
        form.knows = self.is_careful
        form.beside = {str(words): str(value) for words, value in act.preview(thing)}
        return form

    def _press(self, request, act, thing) -> tuple[ActForm, Question | None]:
        """Call the service with the thing locked, unless the officer is to be asked first.

        Returns:
            The form, with what stands in the way, and what is asked.

        Raises:
            Http404: somebody deleted the thing.
        """
        with transaction.atomic(), overheard() as posted:
            self._lock(str(thing.pk))
            thing = self.get_object(request, str(thing.pk))
            if thing is None:
                raise Http404
            form = self._act_form(act, thing, request.POST)
            try:
                with transaction.atomic():
                    if form.is_valid():
                        act.run(**{self.act_key: thing.pk}, actor=request.user, **form.arguments())
                        ask_first(form.doubts(), self.to_show(posted), request)
            except AskFirstError as asked:
                form.add_error(None, NOT_DONE)
                return form, asked.question
            except Refusal as refusal:
                add_refusal(form, refusal)
        return form, None

    def render_change_form(self, request, context, add=False, change=False, **kwargs):
        """With the buttons and the history of a thing that exists; that it was read is recorded."""
        thing = context.get("original")
        if change and thing:
            if self.reads and request.method == "GET":
                record_reading(thing, actor=request.user, what=self.reads)
            context |= {
                "acts": [
                    (act.label, self._url(act.name.replace("-", "_"), thing.pk))
                    for act in self.acts
                    if act.may(request.user, thing) and act.open(thing)
                ],
                "ledger": self.what_happened(thing) if hasattr(thing, "moves") else None,
                "more": self.more(request, thing),
                "told": [(words, said) for words, said in self.told(request, thing) if said],
            }
        context["question"] = getattr(request, "question", None)
        if context["question"]:
            # The question stands above the form: nothing in the form is an error.
            context["errors"] = []
        return super().render_change_form(request, context, add=add, change=change, **kwargs)

    def more(self, request, thing) -> list[tuple[str, str]]:
        """(words, value) rows shown above the form."""
        return []

    def what_happened(self, thing) -> list[dict]:
        """The moves of a thing, as `people.officers.ledger` gives them."""
        return ledger(thing)

    def told(self, request, thing) -> list[tuple[str, str]]:
        """(words, safe markup) of longer things shown above the form; what is empty is left out."""
        return []

    def get_view_on_site_url(self, obj=None):
        """The way to the public page, while there is one."""
        return super().get_view_on_site_url(obj) if obj and self.is_on_site(obj) else None

    def is_on_site(self, thing) -> bool:
        """Whether anybody can open the page of `thing`."""
        return True

    def _url(self, name, *args) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=args)

    def _page(self, request, title) -> dict:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "media": self.media,
            "list_url": self._url("changelist"),
            "thing_url": self._url("changelist"),
        }


class TaskforceAdmin(OfficersAdmin):
    """An admin of the Taskforce's own: it shows who is told first, and knows an old page."""

    is_careful = True


def in_paragraphs(value):
    """A value to show: text of several lines keeps its lines and paragraphs."""
    is_text = isinstance(value, str) and not isinstance(value, SafeString)
    return linebreaks_filter(value) if is_text and "\n" in value else value


class ReadOnlyMixin:
    """A list to read: services write it."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
