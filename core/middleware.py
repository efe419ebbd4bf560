"""Answers for when the database can't be reached."""

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template import loader


class DatabaseDownMiddleware:
    """Turn a stopped database into a plain 503 page that says what to do."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, OperationalError | InterfaceError):
            page = loader.get_template("503.html").render({})
            return HttpResponse(page, status=503, headers={"Retry-After": "60"})
        return None
