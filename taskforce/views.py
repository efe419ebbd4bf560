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
from taskforce.models import Action, ExpenseClaim, Interest, Meeting, Member, Paper
from taskforce.papers import CONTENT_TYPES, download_name
from taskforce.rules import may_read_paper

A_PAGE = 20
FEW = 5


def page_of(request, rows, size: int = A_PAGE):
    """One page of a long list; a number that makes no sense is the first or the last."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


@require_safe
def landing(request):
    """What the Taskforce is, who sits on it, and how to join."""
    context = {
        "number": Member.objects.serving().count(),
        "notice": registry.notice(),
        "next": Meeting.objects.public().upcoming().select_related("venue").first(),
    }
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


@require_safe
def meetings(request):
    """Meetings ahead, and those over."""
    public = Meeting.objects.public().select_related("venue")
    context = {
        "upcoming": public.upcoming()[:A_PAGE],
        "page": page_of(request, public.past().select_related("minutes")),
    }
    return render(request, "taskforce/meetings.html", context)


@require_safe
def meeting_page(request, slug):
    """One meeting: agenda, papers, who came in numbers; with the minutes what came of it."""
    public = Meeting.objects.public().with_numbers().select_related("venue__ward", "minutes")
    meeting = get_object_or_404(public, slug=slug)
    sitting = sitting_member(request.user)
    papers = meeting.papers.for_members() if sitting else meeting.papers.public()
    minutes = getattr(meeting, "minutes", None)
    context = {"meeting": meeting, "papers": papers, "sitting": sitting, "minutes": None}
    if minutes and minutes.are_public:
        context |= {
            "minutes": minutes,
            "decisions": meeting.decisions.all(),
            "actions": Action.objects.filter(meeting=meeting).with_owners(),
        }
    return render(request, "taskforce/meeting.html", context)


@require_safe
@never_cache
def paper(request, pk):
    """A paper, if whoever asks may read it now."""
    found = get_object_or_404(Paper.objects.select_related("meeting"), pk=min(pk, 2**62))
    if not may_read_paper(sitting_member(request.user), found):
        raise Http404
    name = download_name(found.title, found.ending)
    return file_response(found.file, content_type=CONTENT_TYPES[found.ending], name=name)


def sitting_member(user) -> Member | None:
    """The membership of somebody in office today."""
    if not user.is_authenticated:
        return None
    return Member.objects.serving().live().of(user).first()


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
