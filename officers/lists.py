"""Lists of the officers' pages, and the ways to them."""

from collections.abc import Iterable
from urllib.parse import parse_qsl

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _


def links_for(officer, lists: Iterable[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """(words, address) of the lists that an officer may open.

    Args:
        lists: (permission, words, name of an address, with its query).
    """
    return [
        (words, list_address(name))
        for permission, words, name in lists
        if officer.has_perm(permission)
    ]


def list_address(name: str) -> str:
    """Where a list is, by the name of its address with its query.

    Such as "panels_session_changelist?state__exact=draft".
    """
    view, _between, query = name.partition("?")
    return f"{reverse(f'admin:{view}')}?{query}"


def page_of(row) -> str:
    """The officers' own page of a row."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def filters_on(changelist) -> list[tuple[str, str, str]]:
    """(what it is about, the choice, the address without it) of each filter that is on."""
    found = []
    for spec in changelist.filter_specs:
        choices = list(spec.choices(changelist))
        chosen = [one for one in choices[1:] if one["selected"]]
        # The first choice of a filter of Django's is "All", which takes the filter off.
        found += [(spec.title, one["display"], choices[0]["query_string"]) for one in chosen]
    return found


def moment(at) -> str:
    """A moment in Luton as short as a row needs it, such as Fri 4 Dec 2026, 18:00."""
    return date_format(localtime(at), "D j M Y, H:i") if at else ""


class OpensWhatIsNew:
    """An admin whose new things open on their own page, where what comes next is done."""

    def response_add(self, request, obj, post_url_continue=None):
        """Go to its page."""
        messages.success(request, _("It is there now. Go on here."))
        return redirect(page_of(obj))


class ShowsLists:
    """A list whose rows show their state as a coloured tag, and that has tabs for its usual cuts.

    Attributes:
        list_tabs: (words, query) of each cut of the list, such as `state__exact=draft`; the first
            is the whole list where its query is "".
    """

    list_tabs: tuple[tuple[str, str], ...] = ()

    def get_list_display(self, request):
        """The state in second place; what is invented is said on the thing's own page."""
        shown = [name for name in super().get_list_display(request) if name != "is_demo"]
        if "state" not in shown:
            return shown
        shown.remove("state")
        return [*shown[:1], "tag", *shown[1:]]

    @admin.display(description=_("state"), ordering="state")
    def tag(self, thing):
        """Its state, in a colour of its kind."""
        classes = f"officers-tag officers-tag--{thing.state}"
        return format_html('<span class="{}">{}</span>', classes, thing.get_state_display())

    def changelist_view(self, request, extra_context=None):
        """The list with its tabs, and the one that is open."""
        asked = sorted(parse_qsl(request.GET.urlencode()))
        tabs = [
            (words, f"?{query}", sorted(parse_qsl(query)) == asked)
            for words, query in self.list_tabs
        ]
        page = super().changelist_view(request, {"list_tabs": tabs} | (extra_context or {}))
        shown = getattr(page, "context_data", None) or {}
        if "cl" in shown:
            shown["filters_on"] = filters_on(shown["cl"])
        return page


class ReadOnlyMixin:
    """A list to read: services write it."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
