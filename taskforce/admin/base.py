"""What the Taskforce's officers' pages share: buttons that call a service, and forms that do.

An act is a button on a thing's page and a page behind it that says what will happen and to whom,
asks what the service needs, and acts on a POST.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from core.exports import CONTENT_TYPES, table_response
from core.forms import NamedLimits, page_address
from core.refusal import Refusal
from people.officers import DAY, HistoryMixin, add_refusal, ledger, record_reading


def day_field(label, *, required=True, **options) -> forms.DateField:
    """A date typed into the browser's own control."""
    options = {k: v for k, v in DAY.items() if k != "form_class"} | options
    return forms.DateField(label=label, required=required, **options)


class ActForm(NamedLimits, forms.Form):
    """What one act asks; its fields are the service's arguments. `thing` is what it acts on."""

    def __init__(self, thing, data=None):
        super().__init__(data)
        self.thing = thing

    def arguments(self) -> dict:
        """What the service is given beside the thing's key and the actor."""
        return self.cleaned_data


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

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is public, and members read it in their email."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


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


class OfficersAdmin(HistoryMixin):
    """History, acts and their buttons, recorded readings, dates and an export of the list.

    Subclasses say `acts`, `act_key` (the services' name for the thing's key), `reads` (the word
    under which a reading of personal data is recorded, or "") and `export_permission`.
    """

    acts: tuple[Act, ...] = ()
    act_key = ""
    reads = ""
    export_permission = ""
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
        form = act.form(thing, request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                act.run(**{self.act_key: thing.pk}, actor=request.user, **form.arguments())
            except Refusal as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, act.done)
                return redirect(
                    self._url("changelist") if act.ends else self._url("change", thing.pk)
                )
        elif not form.is_bound and not act.open(thing):
            messages.warning(request, _("This can't be done now."))
            return redirect(self._url("change", thing.pk))
        context = self._page(request, act.label) | {
            "subtitle": str(thing),
            "thing_url": self._url("change", thing.pk),
            "act": act,
            "form": form,
            "errors": form.errors,
            "rows": act.preview(thing),
        }
        return TemplateResponse(request, "admin/taskforce/act.html", context)

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

    # --- Saving through a service ---------------------------------------------------------------

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form; what a service refuses keeps what was typed and says why."""
        show = partial(super().changeform_view, request, object_id, form_url, extra_context)
        if request.method != "POST":
            return show()
        try:
            with transaction.atomic():
                return show()
        except Refusal as refusal:
            request.refusal = refusal
            return show()

    def get_form(self, request, obj=None, **kwargs):
        """The form, carrying why the service refused what was typed."""
        form = super().get_form(request, obj, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        return form

    # --- Export ---------------------------------------------------------------------------------

    def changelist_view(self, request, extra_context=None):
        """The list, with the way to its export, as it is filtered, for those who may take it."""
        may = self.export_permission and request.user.has_perm(self.export_permission)
        asked = f"?{request.GET.urlencode()}" if request.GET else ""
        export = {"export_url": self._url("export") + asked if may else ""}
        return super().changelist_view(request, export | (extra_context or {}))

    def export_view(self, request):
        """Say what the file holds; on a POST, send it and record who took it.

        The filters and the search of the list, in the address, hold for the file.
        """
        if not request.user.has_perm(self.export_permission):
            raise PermissionDenied
        try:
            rows = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return redirect(self._url("export"))
        kind = request.POST.get("kind")
        if kind not in CONTENT_TYPES:
            title = _("Export: %(what)s") % {"what": self.opts.verbose_name_plural}
            context = self._page(request, title) | {
                "subtitle": "",
                "headings": self.export_headings(),
                "number": rows.count(),
                "is_filtered": bool(request.GET),
            }
            return TemplateResponse(request, "admin/taskforce/export.html", context)
        table = [self.export_row(row) for row in self.export_queryset(rows)]
        # The record hangs on the officer, since a file is about many things at once.
        record_reading(
            request.user,
            actor=request.user,
            what=f"export of {self.opts.model_name} as {kind}",
            rows=len(table),
        )
        name = str(self.opts.verbose_name_plural)
        return table_response(self.export_headings(), table, kind=kind, name=name)

    def export_queryset(self, rows):
        """The rows with what the file needs beyond the list."""
        return rows

    def export_headings(self) -> list[str]:
        raise NotImplementedError

    def export_row(self, thing) -> list:
        raise NotImplementedError

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


class ServiceForm(NamedLimits, forms.ModelForm):
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

    def changes(self) -> dict:
        """The columns that the officer changed, and their new values."""
        columns = {field.name for field in self._meta.model._meta.concrete_fields}
        return {name: self.cleaned_data[name] for name in self.changed_data if name in columns}


class ReadOnlyMixin:
    """A list to read: services write it."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
