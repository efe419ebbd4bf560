"""Lists of the officers' pages, and the ways to them."""

from collections.abc import Iterable

from django.urls import reverse


def links_for(officer, lists: Iterable[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """(words, address) of the lists that an officer may open.

    Args:
        lists: (permission, words, name of an address, with its query).
    """
    found = []
    for permission, words, name in lists:
        if officer.has_perm(permission):
            view, _between, query = name.partition("?")
            found.append((words, f"{reverse(f'admin:{view}')}?{query}"))
    return found


class ReadOnlyMixin:
    """A list to read: services write it."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
