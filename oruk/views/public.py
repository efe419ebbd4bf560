"""The feed of Open Referral UK, at the addresses and with the questions that its OpenAPI names."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, JsonResponse
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from activities.models import Activity
from oruk import serializers
from oruk.forms import USUAL_PAGE, PageForm, PlacesForm, ServicesForm
from oruk.keys import id_of, key_of
from oruk.services import TAXONOMIES, service, services, terms, with_all

# The feed is English, as what is in it is.
FEED_LANGUAGE = "en"
PROFILE = "https://docs.openreferraluk.org/en/latest/"
OPENAPI = "https://docs.openreferraluk.org/en/latest/openapi30.json"
A_QUARTER = 900


def of_the_feed(view: Callable) -> Callable:
    """A page of the feed: read alone, kept for a quarter of an hour, in English."""

    @require_safe
    @cache_control(public=True, max_age=A_QUARTER)
    def english(request: HttpRequest, *args, **kwargs) -> JsonResponse:
        with translation.override(FEED_LANGUAGE):
            return view(request, *args, **kwargs)

    return english


def answer(said: dict, status: int = 200) -> JsonResponse:
    """As JSON that people can read too."""
    return JsonResponse(said, status=status, json_dumps_params={"ensure_ascii": False})


def wrong(form) -> JsonResponse:
    """Which question can't be answered, and why."""
    errors = {name: [str(one) for one in said] for name, said in form.errors.items()}
    return answer({"error": "This can’t be answered.", "fields": errors}, status=400)


def nothing() -> JsonResponse:
    """There is none."""
    return answer({"error": "There is nothing with this id."}, status=404)


def page_of(found, asked: dict, say: Callable) -> JsonResponse:
    """A page of a list, with the envelope that the standard asks for; an empty one past the end.

    Args:
        found: rows, or a list.
        asked: with `page` and `per_page`, where they were asked for.
        say: one of `found` -> what the feed says of it.
    """
    size = asked.get("per_page") or USUAL_PAGE
    number = asked.get("page") or 1
    paginator = Paginator(found, size)
    pages = paginator.num_pages if paginator.count else 0
    there: Iterable = paginator.page(number) if number <= pages else ()
    contents = [say(one) for one in there]
    return answer(
        {
            "total_items": paginator.count,
            "total_pages": pages,
            "page_number": number,
            "size": len(contents),
            "first_page": number == 1,
            "last_page": number >= pages,
            "empty": not contents,
            "contents": contents,
        }
    )


@of_the_feed
def home(_request):
    """Which version this is, and where it is described."""
    return answer({"version": "HSDS-UK-3.0", "profile": PROFILE, "openapi_url": OPENAPI})


@of_the_feed
def service_list(request):
    """Services, in the order of their keys."""
    form = ServicesForm(request.GET)
    if not form.is_valid():
        return wrong(form)
    rows = with_all(services(form.cleaned_data))
    return page_of(rows, form.cleaned_data, serializers.listed)


@of_the_feed
def service_page(_request, uuid: UUID):
    """One service with all that is known of it."""
    found = service(uuid)
    return answer(serializers.full(found)) if found else nothing()


@of_the_feed
def at_location_list(request):
    """Services where they are held, as near to a postcode as was asked."""
    form = PlacesForm(request.GET)
    if not form.is_valid():
        return wrong(form)
    rows = with_all(services(form.cleaned_data))
    return page_of(rows, form.cleaned_data, at_location)


@of_the_feed
def at_location_page(_request, uuid: UUID):
    """One service where it is held."""
    key = key_of("at_location", uuid)
    found = key and with_all(Activity.objects.public()).filter(pk=key).first()
    return answer(at_location(found)) if found else nothing()


def at_location(activity) -> dict:
    """Where a service is held, with the service and its times."""
    return serializers.at_location(activity) | {
        "service_id": id_of("service", activity.pk),
        "schedules": [serializers.schedule(activity)],
        "service": serializers.listed(activity),
    }


@of_the_feed
def taxonomy_list(request):
    """The two lists of terms."""
    form = PageForm(request.GET)
    if not form.is_valid():
        return wrong(form)
    return page_of([*TAXONOMIES], form.cleaned_data, serializers.taxonomy)


@of_the_feed
def taxonomy_page(_request, uuid: UUID):
    """One list of terms."""
    key = key_of("taxonomy", uuid)
    return answer(serializers.taxonomy(key)) if key in TAXONOMIES else nothing()


@of_the_feed
def term_list(request):
    """Every term."""
    form = PageForm(request.GET)
    if not form.is_valid():
        return wrong(form)
    return page_of(terms(), form.cleaned_data, serializers.term)


@of_the_feed
def term_page(_request, uuid: UUID):
    """One term."""
    found = next((one for one in terms() if one.id == str(uuid)), None)
    return answer(serializers.term(found)) if found else nothing()
