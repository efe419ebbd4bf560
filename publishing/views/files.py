"""The files of open data, and the page that says what they are."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import http_date
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from publishing import services
from publishing.models import PublicAward
from publishing.services import PublicFile

KEPT_SECONDS = 300
kept = cache_control(public=True, max_age=KEPT_SECONDS)


@require_safe
def open_data(request):
    """What there is to take, and under which licence."""
    context = {
        "number": PublicAward.objects.published().count(),
        "licence": settings.OPEN_DATA_LICENCE,
        "funder": settings.FUNDER_NAME,
    }
    return render(request, "publishing/open_data.html", context)


@require_safe
@kept
def grants_json(_request):
    """The grants as 360Giving JSON."""
    return _sent(services.grants_json(), "application/json")


@require_safe
@kept
def grants_csv(_request):
    """The same as a table."""
    return _sent(services.grants_csv(), "text/csv; charset=utf-8", name="360giving.csv")


@require_safe
@kept
def transparency_csv(_request):
    """The grants as the Transparency Code asks; in English, as all of the data is."""
    with override(settings.LANGUAGE_CODE):
        return _sent(services.transparency_csv(), "text/csv; charset=utf-8", name="grants.csv")


def _sent(file: PublicFile | None, content_type: str, name: str = "") -> HttpResponse:
    """A file; the ETag is of its words, made by the middleware.

    Raises:
        Http404: nothing is published.
    """
    if file is None:
        raise Http404
    response = HttpResponse(file.text, content_type=content_type)
    response["Last-Modified"] = http_date(file.changed_at.timestamp())
    if name:
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
