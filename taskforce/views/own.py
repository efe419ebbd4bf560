"""A member's own pages below /my/taskforce/. To anybody else they don't exist."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.refusal import Refusal
from core.views import ServicePage
from taskforce import services
from taskforce.enums import Attended
from taskforce.forms import (
    BallotForm,
    ProfileForm,
    WorkForm,
)
from taskforce.models import (
    Action,
    Candidate,
    Meeting,
    Member,
    Minutes,
    PriorityArea,
    Vote,
    WorkItem,
)


def own_membership(request) -> Member:
    """The membership of who asks.

    Raises:
        Http404: they have none that is not over.
    """
    member = Member.objects.live().of(request.user).select_related("person").first()
    if member is None or not request.user.has_perm("taskforce.keep_own_page", member):
        raise Http404
    return member


def last_membership(request) -> Member:
    """The membership of who asks; once it is over, the last one while expenses can be claimed.

    Raises:
        Http404: there is none.
    """
    terms = Member.objects.of(request.user).select_related("person").order_by("-ends_on", "-pk")
    live = next((term for term in terms if term.is_live), None)
    member = live or next((term for term in terms if term.can_claim), None)
    if member is None:
        raise Http404
    return member


def own_page(view):
    """Only for a signed-in member; never kept by a cache."""
    return login_required(never_cache(view))


@own_page
@require_safe
def home(request):
    """Seat, term, and everything a member looks after; of who has left, their claims."""
    member = last_membership(request)
    if not member.is_live:
        return redirect("my_taskforce:expenses")
    ahead = (
        Meeting.objects.public()
        .upcoming()
        .filter(starts_at__date__gte=member.starts_on, starts_at__date__lte=member.ends_on)
    )
    sent = ahead.filter(attendance__member=member, attendance__mark=Attended.APOLOGIES)
    context = {
        "member": member,
        "claims": member.expenses.all()[:5],
        "meetings": ahead.annotate(has_apologies=Exists(sent.filter(pk=OuterRef("pk"))))[:5],
        "votes": Vote.objects.open().exclude(turnout__member=member),
        "standing": _taking_candidates(member),
        "items": WorkItem.objects.filter(owner=member).open()[:20],
        "actions": Action.objects.filter(owner=member).open().select_related("meeting")[:20],
        "areas": PriorityArea.objects.filter(owner=member).open()[:20],
        "drafts": _minutes_to_check(member),
    }
    return render(request, "taskforce/my/home.html", context)


def _taking_candidates(member: Member):
    """Votes ahead that members can stand in, with `stands`: whether this one does."""
    mine = Candidate.objects.filter(vote=OuterRef("pk"), member=member)
    return Vote.objects.taking_candidates().annotate(stands=Exists(mine))


def _minutes_to_check(member: Member):
    """Meetings of the member's term whose minutes are with the members."""
    return Meeting.objects.filter(
        minutes__state=Minutes.State.CIRCULATED,
        starts_at__date__gte=member.starts_on,
        starts_at__date__lte=member.ends_on,
    )


@own_page
@require_safe
def minutes(request, slug):
    """The draft of the minutes, with decisions and actions, for members to check."""
    member = own_membership(request)
    drafts = _minutes_to_check(member).select_related("minutes")
    meeting = get_object_or_404(drafts, slug=slug)
    context = {
        "member": member,
        "meeting": meeting,
        "minutes": meeting.minutes,
        "decisions": meeting.decisions.all(),
        "actions": Action.objects.filter(meeting=meeting).with_owners(),
    }
    return render(request, "taskforce/my/minutes.html", context)


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def stand(request, pk):
    """Say whether the member stands for chair."""
    member = own_membership(request)
    vote = get_object_or_404(Vote.objects.exclude(asked_on=None), pk=min(pk, 2**62))
    context = {
        "member": member,
        "vote": vote,
        "stands": vote.candidates.filter(member=member).exists(),
    }
    if request.method == "POST":
        stands = request.POST.get("stand") == "yes"
        try:
            services.stand(vote_id=vote.pk, member_id=member.pk, actor=request.user, stands=stands)
        except Refusal as refusal:
            return render(
                request, "taskforce/my/stand.html", context | {"refusal": refusal}, status=409
            )
        messages.success(request, _("You stand.") if stands else _("You no longer stand."))
        return redirect("my_taskforce:home")
    return render(request, "taskforce/my/stand.html", context)


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def apologies(request, slug):
    """Ask, then say that the member can't come, or can after all."""
    member = own_membership(request)
    meeting = get_object_or_404(Meeting.objects.public().upcoming(), slug=slug)
    sent = meeting.attendance.filter(member=member, mark=Attended.APOLOGIES).exists()
    context = {"member": member, "meeting": meeting, "sent": sent}
    if request.method == "POST":
        comes = request.POST.get("comes") == "yes"
        try:
            services.send_apologies(
                meeting_id=meeting.pk, member_id=member.pk, actor=request.user, comes=comes
            )
        except Refusal as refusal:
            return render(
                request, "taskforce/my/apologies.html", context | {"refusal": refusal}, status=409
            )
        messages.success(
            request,
            _("Thank you. We expect you.") if comes else _("Your apologies are sent."),
        )
        return redirect("my_taskforce:home")
    return render(request, "taskforce/my/apologies.html", context)


class OwnForm(ServicePage):
    """A question to a member; a refusal stands beside its field and nothing typed is lost."""

    success_url = reverse_lazy("my_taskforce:home")
    # Finds the membership of who asks, or answers 404.
    find = staticmethod(own_membership)

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.member = self.find(request)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(member=self.member, **kwargs)


class Profile(OwnForm):
    """Words, photo and consent."""

    form_class = ProfileForm
    template_name = "taskforce/my/profile.html"

    def get_initial(self):
        return {"biography": self.member.biography, "agree": self.member.may_be_named}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"has_photo": hasattr(self.member, "photo")}

    def act(self, answers):
        services.consent_to_publish(
            member_id=self.member.pk,
            actor=self.request.user,
            biography=answers["biography"],
            photo=answers["photo"],
            remove_photo=answers.get("remove_photo", False),
        )
        self.done = _("Your public page is saved.")


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request):
    """Ask, then take name, words and photo down."""
    member = own_membership(request)
    if request.method == "POST":
        services.withdraw_consent(member_id=member.pk, actor=request.user)
        messages.success(request, _("Your name, your words and your photo are no longer shown."))
        return redirect("my_taskforce:home")
    return render(request, "taskforce/my/withdraw.html", {"member": member})


class MoveWork(OwnForm):
    """How far something is that the member is to do."""

    form_class = WorkForm
    template_name = "taskforce/my/move_work.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"work": self._work()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(work=self._work(), **kwargs)

    def beside(self):
        work = self._work()
        return {_("How far"): work.get_state_display(), _("Reason"): work.state_reason}

    def act(self, answers):
        self.move(self._work().pk, actor=self.request.user, **answers)
        self.done = _("Thank you. It is noted.")

    def move(self, pk: int, **arguments) -> None:
        """Call the service."""
        raise NotImplementedError

    def _work(self) -> Action | WorkItem:
        pk = min(self.kwargs["pk"], 2**62)
        return get_object_or_404(self.model.objects.open(), owner=self.member, pk=pk)


class MoveAction(MoveWork):
    """What the member promised at a meeting."""

    model = Action

    def move(self, pk, **arguments):
        services.move_action(action_id=pk, **arguments)


class MoveWorkItem(MoveWork):
    """A piece of the work programme that is the member's."""

    model = WorkItem

    def move(self, pk, **arguments):
        services.move_work_item(item_id=pk, **arguments)


class MoveArea(MoveWork):
    """A priority area that the member looks after."""

    model = PriorityArea

    def move(self, pk, **arguments):
        services.move_area(area_id=pk, **arguments)


class CastVote(OwnForm):
    """The secret vote for a chair: once, and nobody can tell which one was whose."""

    form_class = BallotForm
    template_name = "taskforce/my/vote.html"

    def get_form_kwargs(self):
        standing = self._vote.candidates.select_related("member__person")
        names = [(one.pk, one.member.person.name or one.member.seat) for one in standing]
        return super().get_form_kwargs() | {"candidates": names}

    def get_context_data(self, **kwargs):
        has_voted = self._vote.turnout.filter(member=self.member).exists()
        return super().get_context_data(vote=self._vote, has_voted=has_voted, **kwargs)

    def act(self, answers):
        services.cast_vote(
            vote_id=self._vote.pk,
            candidate_id=answers["candidate"],
            member_id=self.member.pk,
            actor=self.request.user,
        )
        self.done = _("Your vote is cast. Thank you.")

    @cached_property
    def _vote(self) -> Vote:
        called = Vote.objects.filter(state__in=[Vote.State.OPEN, Vote.State.CLOSED])
        return get_object_or_404(called, pk=min(self.kwargs["pk"], 2**62))
