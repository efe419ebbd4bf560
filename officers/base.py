"""What every officers' page is made of: acts, pages, saving, history, exports, recorded reading."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.defaultfilters import linebreaks_filter
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.forms import add_refusal
from core.made_from import MADE_FROM
from core.refusal import Refusal
from messaging.overhearing import overheard
from officers.acts import Act, ActForm
from officers.asking import AskFirstError, Question, ask_first
from officers.exporting import ExportsList
from officers.history import HistoryMixin, ledger
from officers.lists import ShowsLists
from officers.saving import SavesThroughServices
from officers.tabs import HasTabs
from officers.translated import NamesLanguages
from people.services import record_reading


@dataclass(frozen=True)
class Page:
    """A page of one thing beside its form: `view` gets the admin, the request and the thing.

    Args:
        name: the last part of its address.
        view: shows it.
        label: the words of the way to it, or "" where the thing's page shows none.
        may: whether this officer may open it.
        open: whether it is there in the state the thing is in.
    """

    name: str
    view: Callable
    label: str = ""
    may: Callable = lambda _officer, _thing: True
    open: Callable = lambda _thing: True


class OfficersAdmin(
    NamesLanguages, SavesThroughServices, HasTabs, ExportsList, ShowsLists, HistoryMixin
):
    """An admin of the portal: history, acts and their buttons, pages, recorded readings, an export.

    Subclasses say `acts`, `act_key` (the services' name for the thing's key), `pages`, `tabs`,
    `reads` (the word under which a reading of personal data is recorded, or "") and what they
    export.
    """

    acts: tuple[Act, ...] = ()
    act_key = ""
    pages: tuple[Page, ...] = ()
    # Whether an act that asks nothing is tried, and taken back, to show who it would tell.
    tries_first = True
    reads = ""
    change_form_template = "officers/change_form.html"
    change_list_template = "officers/change_list.html"

    def get_urls(self):
        """One address for each act and page."""
        views = {act.name: partial(self.act_view, act=act) for act in self.acts}
        views |= {page.name: partial(self.page_view, page=page) for page in self.pages}
        model = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(view),
                name=f"{model}_{name.replace('-', '_')}",
            )
            for name, view in views.items()
        ] + super().get_urls()

    # --- Pages of one thing ---------------------------------------------------------------------

    def page_view(self, request, object_id, page: Page):
        """One page of a thing, for who may see the thing and open the page."""
        thing = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, thing):
            raise PermissionDenied
        if thing is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not page.may(request.user, thing):
            raise PermissionDenied
        if not page.open(thing):
            messages.warning(request, not_now(thing))
            return self.back(thing)
        request.tab = self.tab_of_page(page.name)
        return page.view(self, request, thing)

    def page(self, request, thing, title, template: str, **context) -> TemplateResponse:
        """Show one of these pages, from `template`; one that is a tab stands under the head."""
        context = self.context(request, title, thing) | self.head(request, thing) | context
        context["errors"] = bool(getattr(context.get("form"), "errors", None))
        return TemplateResponse(request, template, context)

    def back(self, thing):
        """Lead to the page of `thing`."""
        return redirect(self.address("change", thing.pk))

    def act_view(self, request, object_id, act: Act):
        """Explain one act, ask what it needs, and do it on a POST."""
        thing = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, thing):
            raise PermissionDenied
        if thing is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not act.may(request.user, thing):
            raise PermissionDenied
        question = refused = None
        if request.method == "POST":
            form, found, question = self._press(request, act, thing)
            if form.is_valid() and question is None:
                messages.success(request, act.done)
                return redirect(act.then(self, thing, found))
            thing = form.thing
        else:
            form = self._act_form(act, thing)
            if not act.open(thing):
                messages.warning(request, not_now(thing))
                return self.back(thing)
            refused = refusal_of(act, thing)
            if not refused and self.tries_first and not form.visible_fields():
                form, question = self._try(request, act, thing)
        rows = [(words, in_paragraphs(value)) for words, value in act.preview(thing)]
        context = {"act": act, "form": form, "rows": rows, "question": question}
        context["refused"] = refused
        return self.page(request, thing, act.label, act.template, **context, **act.more(thing))

    def _act_form(self, act, thing, data=None) -> ActForm:
        form = act.form(thing, data)
        form.beside = {str(words): str(value) for words, value in act.preview(thing)}
        return form

    def _try(self, request, act, thing) -> tuple[ActForm, Question | None]:
        """What an act that asks nothing would meet: why it is refused, or who would be told."""
        sent = {MADE_FROM: self._act_form(act, thing)[MADE_FROM].value()}
        form, _found, question = self._press(request, act, thing, sent)
        return form, question if question and (question.doubts or question.tellings) else None

    def _press(self, request, act, thing, sent=None) -> tuple[ActForm, object, Question | None]:
        """Call the service with the thing locked, unless the officer is to be asked first.

        Args:
            sent: what is only tried with, and taken back; else what the officer sent.

        Returns:
            The form, with what stands in the way; what the service returned; and what is asked.

        Raises:
            Http404: somebody deleted the thing.
        """
        try:
            with transaction.atomic(), overheard() as posted:
                self.lock(request, str(thing.pk))
                thing = self.get_object(request, str(thing.pk))
                if thing is None:
                    raise Http404
                form = self._act_form(act, thing, request.POST if sent is None else sent)
                form.actor = request.user
                if not form.is_valid():
                    return form, None, None
                # What is done here would else be in doubt because of itself.
                asked, doubts = form.arguments(), form.doubts()
                found = act.run(**{self.act_key: thing.pk}, actor=request.user, **asked)
                always = bool(act.first) or sent is not None
                ask_first(doubts, self.to_show(posted), request, always=always)
                return form, found, None
        except AskFirstError as asked:
            return form, None, self.to_ask(request, thing, asked.question)
        except Refusal as refusal:
            add_refusal(form, refusal)
        return form, None, None

    # --- The thing's own page -------------------------------------------------------------------

    def render_change_form(self, request, context, add=False, change=False, **kwargs):
        """With the buttons and the history of a thing that exists; that it was read is recorded."""
        thing = context.get("original")
        if change and thing:
            if self.reads and request.method == "GET":
                record_reading(thing, actor=request.user, what=self.reads)
            context |= self.head(request, thing) or self._stand(request, thing)
            shown = ("leading", "acts", "ending", "page_links", "more", "told", "links")
            context["stands"] = context.get("stands") or any(context.get(name) for name in shown)
        context["question"] = getattr(request, "question", None)
        if context["question"]:
            # The question stands above the form: nothing in the form is an error.
            context["errors"] = []
        return super().render_change_form(request, context, add=add, change=change, **kwargs)

    def _stand(self, request, thing) -> dict:
        """What stands above the form of a thing without tabs."""
        return self.acts_of(request, thing) | {
            "ledger": self.moves_of(thing),
            "more": self.more(request, thing),
            "told": [(words, said) for words, said in self.told(request, thing) if said],
            "links": self.links(request, thing),
        }

    def acts_of(self, request, thing) -> dict:
        """(words, address) of what this officer can do and open now: `leading` is what comes next,
        `ending` can't be undone, `acts` are the others, `page_links` are pages that no tab shows.
        """
        open_acts = [act for act in self.acts if act.may(request.user, thing) and act.open(thing)]
        pages = [
            page
            for page in self.pages
            if page.label
            and not self.tab_of_page(page.name)
            and page.may(request.user, thing)
            and page.open(thing)
        ]
        kinds = {
            "leading": [act for act in open_acts if act.leads],
            "acts": [act for act in open_acts if not (act.leads or act.ends)],
            "ending": [act for act in open_acts if act.ends],
            "page_links": pages,
        }
        return {
            kind: [(one.label, self.address(one.name.replace("-", "_"), thing.pk)) for one in some]
            for kind, some in kinds.items()
        }

    def moves_of(self, thing) -> list[dict] | None:
        """What happened to a thing that moves; None of one that doesn't."""
        return self.what_happened(thing) if hasattr(thing, "moves") else None

    def more(self, request, thing) -> list[tuple[str, str]]:
        """(words, value) rows shown above the form."""
        return []

    def what_happened(self, thing) -> list[dict]:
        """The moves of a thing, as `officers.history.ledger` gives them."""
        return ledger(thing)

    def told(self, request, thing) -> list[tuple[str, str]]:
        """(words, safe markup) of longer things shown above the form; what is empty is left out."""
        return []

    def links(self, request, thing) -> list[tuple[str, str]]:
        """(words, address) of lists of what belongs to the thing, for this officer."""
        return []

    def get_view_on_site_url(self, obj=None):
        """The way to the public page, while there is one."""
        return super().get_view_on_site_url(obj) if obj and self.is_on_site(obj) else None

    def is_on_site(self, thing) -> bool:
        """Whether anybody can open the page of `thing`."""
        return True

    def address(self, name: str, *args) -> str:
        """An address of this model's in the officers' pages."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=args)

    def context(self, request, title, thing=None) -> dict:
        """What every page of this model's is given."""
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": str(thing) if thing else "",
            "thing": thing,
            "opts": self.opts,
            "media": self.media,
            "list_url": self.address("changelist"),
            "thing_url": self.address("change", thing.pk) if thing else self.address("changelist"),
        }


def in_paragraphs(value):
    """A value to show: text of several lines keeps its lines and paragraphs."""
    is_text = isinstance(value, str) and not isinstance(value, SafeString)
    return linebreaks_filter(value) if is_text and "\n" in value else value


def refusal_of(act: Act, thing) -> str:
    """Why the service would refuse whatever an act's form asks, or ""."""
    try:
        act.check(thing)
    except Refusal as refusal:
        return refusal.message
    return ""


def not_now(thing) -> str:
    """Why an act can't be done, as far as the state of the thing says it."""
    if not hasattr(thing, "get_state_display"):
        return _("This can’t be done now.")
    said = _("This can’t be done now: it is “%(state)s”.")
    return said % {"state": thing.get_state_display()}
