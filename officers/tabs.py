"""A thing's page in parts: a head that stands above all of them, and tabs that are addresses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from people.services import record_reading

ASKED = "tab"


@dataclass(frozen=True)
class Tab:
    """One part of a thing's page. A form in it holds its own fields and saves nothing else.

    Args:
        name: what it is called in its address.
        label: the words on it.
        fieldsets: its part of the form, as Django's admin takes them.
        inlines: its part of the rows that belong to the thing.
        template: what it shows above its form, or instead of one.
        more: what that template is given, by the admin, the request and the thing.
        page: the name of one of the admin's `pages`, or "history", that it leads to instead.
        may: whether this officer may open it.
        open: whether it is there in the state the thing is in.
        adds: whether its fields are asked for when a thing is added.
    """

    name: str
    label: str
    fieldsets: Sequence = ()
    inlines: Sequence = ()
    template: str = ""
    more: Callable = lambda _admin, _request, _thing: {}
    page: str = ""
    may: Callable = lambda _officer, _thing: True
    open: Callable = lambda _thing: True
    adds: bool = True

    @property
    def has_form(self) -> bool:
        """Whether something can be saved on it."""
        return bool(self.fieldsets or self.inlines)


def _overview(admin, request, thing) -> dict:
    return {
        "more": admin.more(request, thing),
        "told": [(words, said) for words, said in admin.told(request, thing) if said],
        "links": admin.links(request, thing),
    }


# The usual first one: the numbers, what was said, and the ways to what belongs to the thing.
OVERVIEW = Tab("overview", _("Overview"), template="officers/overview.html", more=_overview)
HISTORY = Tab("history", _("History"), page="history")


class HasTabs:
    """An admin whose things have their page in `tabs`; without any it is one page.

    A tab's address is the thing's with `?tab=` and its name, the first has the address alone. What
    it doesn't hold stays as it is when it is saved, and saving leads back to it.
    """

    tabs: tuple[Tab, ...] = ()

    def facts(self, request, thing) -> list[tuple[str, str]]:
        """(words, value) of what matters most about the thing, beside its name on every tab."""
        return []

    def tabs_for(self, officer, thing) -> list[Tab]:
        """The tabs that this officer can open now."""
        return [
            tab
            for tab in self.tabs
            if all(one.may(officer, thing) and one.open(thing) for one in self._ask(tab))
        ]

    def tab_address(self, thing, tab: Tab) -> str:
        """Where a tab is."""
        if tab.page:
            return self.address(tab.page.replace("-", "_"), thing.pk)
        asked = "" if tab == self.tabs[0] else f"?{ASKED}={tab.name}"
        return self.address("change", thing.pk) + asked

    def tab_of(self, request, thing) -> Tab:
        """The tab that an address asks for; of two with one name, the one that is there now.

        Raises:
            Http404: there is none of this name.
        """
        name = request.GET.get(ASKED, self.tabs[0].name)
        found = [tab for tab in self.tabs if tab.name == name and not tab.page]
        if not found:
            raise Http404
        return next((tab for tab in found if tab.open(thing)), found[0])

    def tab_of_page(self, name: str) -> Tab | None:
        """The tab that leads to the page of this name, if one does."""
        return next((tab for tab in self.tabs if tab.page == name), None)

    def _ask(self, tab: Tab) -> list:
        """What says whether a tab may be opened: itself, and the page that it leads to."""
        return [tab, *(page for page in self.pages if page.name == tab.page)]

    def get_fieldsets(self, request, obj=None):
        """Those of the tab that is open; of a new thing, all that a tab asks for."""
        if not self.tabs:
            return super().get_fieldsets(request, obj)
        tabs = [self.tab_of(request, obj)] if obj else [tab for tab in self.tabs if tab.adds]
        return [
            (words, options | {"fields": self._in_columns(options["fields"])})
            for tab in tabs
            for words, options in tab.fieldsets
        ]

    def _in_columns(self, fields) -> list:
        expand = getattr(self, "replace_orig_field", list)
        return list(expand(fields))

    def get_inlines(self, request, obj):
        """Those of the tab that is open; of a new thing, all that a tab asks for."""
        if not self.tabs:
            return super().get_inlines(request, obj)
        tabs = [self.tab_of(request, obj)] if obj else [tab for tab in self.tabs if tab.adds]
        return [inline for tab in tabs for inline in tab.inlines]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The tab that is asked for: a form, or a page that is only read."""
        thing = self.tabs and self.get_object(request, unquote(object_id))
        if not thing or not self.has_view_or_change_permission(request, thing):
            return super().change_view(request, object_id, form_url, extra_context)
        tab = self.tab_of(request, thing)
        if not tab.may(request.user, thing):
            raise PermissionDenied
        if not tab.open(thing):
            messages.warning(request, _("“%(tab)s” isn’t there now.") % {"tab": tab.label})
            return redirect(self.tab_address(thing, self.tabs[0]))
        request.tab = tab
        if tab.has_form:
            # "Save" leads back to the tab, so the other ways to save say nothing more.
            shown = {"show_save_and_continue": False, "show_save_and_add_another": False}
            shown |= extra_context or {}
            return super().change_view(request, object_id, form_url, shown)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if self.reads:
            record_reading(thing, actor=request.user, what=self.reads)
        return self.page(request, thing, tab.label, "officers/tab.html")

    def head(self, request, thing) -> dict:
        """What a page of a thing shows above itself: the head, and the tabs with the open one."""
        tab = getattr(request, "tab", None)
        if tab is None:
            return {}
        shown = self.tabs_for(request.user, thing)
        return self.acts_of(request, thing) | {
            "title": tab.label,
            "subtitle": str(thing),
            "head": {
                "tag": self.tag(thing) if hasattr(thing, "state") else "",
                "facts": [(words, value) for words, value in self.facts(request, thing) if value],
                "tabs": [(one.label, self.tab_address(thing, one), one == tab) for one in shown],
                "on_site": self.get_view_on_site_url(thing),
            },
            "tab": tab,
            "thing": thing,
            **tab.more(self, request, thing),
        }

    def history_view(self, request, object_id, extra_context=None):
        """The history under the thing's head, with its moves above the changes."""
        thing = self.get_object(request, unquote(object_id))
        tab = self.tab_of_page("history")
        if thing is None or tab is None:
            return super().history_view(request, object_id, extra_context)
        request.tab = tab
        context = self.head(request, thing) | {"ledger": self.moves_of(thing)}
        return super().history_view(request, object_id, context | (extra_context or {}))

    def response_post_save_change(self, request, obj):
        """Back to the tab that was saved."""
        tab = getattr(request, "tab", None)
        if tab is None:
            return super().response_post_save_change(request, obj)
        return redirect(self.tab_address(obj, tab))
