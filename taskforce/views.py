"""Public pages of the Taskforce. Only what may be shown leaves here."""

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from taskforce import registry
from taskforce.enums import Sector
from taskforce.models import ExpenseClaim, Interest, Member

A_PAGE = 20
FEW = 5


def page_of(request, rows, size: int = A_PAGE):
    """One page of a long list; a number that makes no sense is the first or the last."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


@require_safe
def landing(request):
    """What the Taskforce is, who sits on it, and how to join."""
    context = {"number": Member.objects.serving().count(), "notice": registry.notice()}
    return render(request, "taskforce/landing.html", context)


@require_safe
def members(request):
    """Everybody in office, by sector; without consent by seat only."""
    serving = Member.objects.serving().with_details()
    page = page_of(request, serving, 50)
    sectors = [
        (sector.label, [member for member in page if member.sector == sector]) for sector in Sector
    ]
    paid = ExpenseClaim.objects.paid_total()
    context = {
        "page": page,
        "sectors": [(label, found) for label, found in sectors if found],
        # A total that few people share would say what each of them was paid.
        "expenses": f"{paid['pence'] // 100:,}" if paid["members"] >= FEW else "",
    }
    return render(request, "taskforce/members.html", context)


@require_safe
def member_page(request, slug):
    """One member in office: seat, role, register of interests; name and words with consent."""
    members = Member.objects.serving().with_details()
    current = Prefetch("interests", Interest.objects.order_by("-since", "-pk"))
    member = get_object_or_404(members.prefetch_related(current), slug=slug)
    return render(request, "taskforce/member.html", {"member": member})


@require_safe
@never_cache
def photo(request, slug):
    """A member's photo, for as long as they serve and agree."""
    member = get_object_or_404(Member.objects.serving().published(), slug=slug)
    return file_response(member.photo, content_type="image/jpeg")


def file_response(file, *, content_type: str, name: str = "") -> HttpResponse:
    """What was uploaded, for one who may have it; with a name it is a download.

    Args:
        file: the model's file field.
        content_type: what we know it to be, whatever the upload said.
        name: what the download is called, or "" to show it in the page.

    Raises:
        Http404: there is none.
    """
    try:
        with file.open() as opened:
            response = HttpResponse(opened.read(), content_type=content_type)
    except (ValueError, FileNotFoundError) as error:
        raise Http404 from error
    if name:
        response["Content-Disposition"] = content_disposition_header(True, name)
    return response
