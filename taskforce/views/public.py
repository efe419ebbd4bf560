"""Public pages of the Taskforce. Only what may be shown leaves here."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.calendar import calendar_file
from core.files import sent
from taskforce import registry
from taskforce.calendar import calendar_of
from taskforce.enums import EvidenceKind, Sector
from taskforce.models import (
    Action,
    Candidate,
    CrossSectorGroup,
    Engagement,
    Evidence,
    EvidenceFile,
    ExpenseClaim,
    Interest,
    Meeting,
    Member,
    Paper,
    Photo,
    PriorityArea,
    Receipt,
    Review,
    SectorSeats,
    Vote,
    WorkItem,
)
from taskforce.rules import may_read_paper

A_PAGE = 20
FEW = 5
# How long the list of members says that somebody left.
LEFT_DAYS = 365


def page_of(request, rows, size: int = A_PAGE):
    """One page of a long list; a number that makes no sense is the first or the last."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


@require_safe
def landing(request):
    """What the Taskforce is, who sits on it, and how to join."""
    context = {
        "number": Member.objects.serving().count(),
        "notices": registry.notices(),
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
    today = timezone.localdate()
    recent = today - timedelta(days=LEFT_DAYS)
    context = {
        "page": page,
        "sectors": [(label, found) for label, found in sectors if found],
        "coming": Member.objects.coming()
        .with_details()
        .order_by("starts_on", "sector", "seat_order")[:50],
        "empty": SectorSeats.objects.empty(),
        "left": Member.objects.filter(
            left_on__gt=recent, left_on__lte=timezone.localdate()
        ).order_by("-left_on")[:A_PAGE],
        # A total that few people share would say what each of them was paid.
        "expenses": f"{paid['pence'] // 100:,}" if paid["members"] >= FEW else "",
    }
    return render(request, "taskforce/members.html", context)


@require_safe
def member_page(request, slug):
    """One member: seat, role, register of interests; name and words with consent."""
    members = Member.objects.on_site().with_details()
    current = Prefetch("interests", Interest.objects.order_by("-since", "-pk"))
    member = get_object_or_404(members.prefetch_related(current), slug=slug)
    return render(request, "taskforce/member.html", {"member": member})


@require_safe
@never_cache
def photo(request, slug):
    """A member's photo, for as long as they serve and agree."""
    shown = Member.objects.on_site().published().filter(slug=slug)
    found = get_object_or_404(Photo, member__in=shown)
    return sent(request, found, name="photo", inline=True)


@require_safe
def meetings(request):
    """Meetings ahead, and those over."""
    public = Meeting.objects.public().select_related("venue")
    context = {
        "upcoming": public.ahead()[:A_PAGE],
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
def meeting_calendar(request, slug):
    """A calendar file of one meeting; for members with the online link."""
    public = Meeting.objects.public().select_related("venue")
    meeting = get_object_or_404(public, slug=slug)
    text = calendar_of(meeting, with_link=sitting_member(request.user) is not None)
    return calendar_file(text, name=meeting.slug)


@require_safe
@never_cache
def paper(request, pk):
    """A paper, if whoever asks may read it now."""
    found = get_object_or_404(Paper.objects.select_related("meeting"), pk=min(pk, 2**62))
    if not may_read_paper(sitting_member(request.user), found):
        raise Http404
    return sent(request, found, name=named(found.title))


@require_safe
def work(request):
    """The work programme by priority area, and how far members have carried it."""
    items = WorkItem.objects.filter(is_public=True).with_owners().order_by("due_on", "pk")
    agreed = PriorityArea.objects.agreed().select_related("theme").with_owners()
    context = {
        "page": page_of(request, agreed.prefetch_related(Prefetch("items", items))),
        "engaged": Engagement.objects.totals(),
    }
    return render(request, "taskforce/work.html", context)


@require_safe
def evidence(request):
    """The library: what may be shown, by kind."""
    kind = request.GET.get("kind", "")
    listed = Evidence.objects.listed().select_related("area")
    if kind in EvidenceKind.values:
        listed = listed.filter(kind=kind)
    context = {"page": page_of(request, listed), "kinds": EvidenceKind.choices, "kind": kind}
    return render(request, "taskforce/evidence.html", context)


@require_safe
def evidence_page(request, slug):
    """One piece of evidence: as much of it as may be shown."""
    listed = Evidence.objects.listed().select_related("area")
    found = get_object_or_404(listed.select_related("file"), slug=slug)
    return render(request, "taskforce/evidence_page.html", {"evidence": found})


@require_safe
@never_cache
def evidence_file(request, slug):
    """Its file, while all of it is public."""
    public = EvidenceFile.objects.filter(evidence__in=Evidence.objects.public())
    found = get_object_or_404(public.select_related("evidence"), evidence__slug=slug)
    return sent(request, found, name=named(found.evidence.title))


@require_safe
def groups(request):
    """The cross-sector groups: who is in them and how they are measured."""
    public = CrossSectorGroup.objects.filter(is_public=True).select_related("area")
    page = page_of(request, public.prefetch_related("members", "measures"))
    return render(request, "taskforce/groups.html", {"page": page})


@require_safe
def reviews(request):
    """What reviews decided, and how members voted for their chair, in numbers."""
    standing = Candidate.objects.select_related("vote").prefetch_related(
        Prefetch("member", Member.objects.with_consent().select_related("person"))
    )
    votes = Vote.objects.counted().prefetch_related(Prefetch("candidates", standing))
    decided = Review.objects.filter(state=Review.State.DECIDED)
    listed = Evidence.objects.listed()
    context = {
        "reviews": decided.prefetch_related(Prefetch("evidence", listed))[:A_PAGE],
        "votes": votes[:A_PAGE],
        "notices": registry.notices(),
    }
    return render(request, "taskforce/reviews.html", context)


def sitting_member(user) -> Member | None:
    """The membership of somebody in office today."""
    if not user.is_authenticated:
        return None
    return Member.objects.serving().live().of(user).first()


def named(title: str) -> str:
    """What a download is called after its title."""
    return slugify(title) or "paper"


def receipt_sent(request, claim: ExpenseClaim, *, to_sender: bool = False) -> HttpResponse:
    """The receipt of a claim, for one who may have it, such as the member who `to_sender` is.

    Raises:
        Http404: there is none.
    """
    receipt = get_object_or_404(Receipt, claim=claim)
    return sent(request, receipt, name=f"receipt-{claim.pk}", to_sender=to_sender)
