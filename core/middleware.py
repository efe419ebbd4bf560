"""The one door through which text comes in, and what every page says to the browser."""

from django.conf import settings
from django.http import HttpRequest, QueryDict

from core.text import tidy


class TidyText:
    """Tidies every text of a query and of a post before anything reads it.

    So no form, admin, search or API meets characters that nobody can see. Fields whose name speaks
    of a password stay as typed.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.GET = _tidied(request.GET)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        """Tidy what was posted, after the check of where it comes from."""
        if request.method == "POST":
            request.POST = _tidied(request.POST)


def _tidied(query: QueryDict) -> QueryDict:
    if all(tidy(text) == text for name in query for text in (name, *query.getlist(name))):
        return query
    clean = query.copy()
    clean.clear()
    for name, texts in query.lists():
        clean.setlist(tidy(name), texts if "password" in name else [tidy(text) for text in texts])
    clean._mutable = False
    return clean


class PermissionsPolicy:
    """Says on every answer which of the browser's powers its pages may ask for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response
