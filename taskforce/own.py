"""A member's own pages below /my/taskforce/. To anybody else they don't exist."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django.views.generic import FormView

from core.refusal import Refusal
from people.officers import add_refusal
from taskforce import services
from taskforce.enums import Attended
from taskforce.forms import (
    BallotForm,
    EndInterestForm,
    EngagementForm,
    ExpenseForm,
    InterestForm,
    ProfileForm,
    WorkForm,
)
from taskforce.models import Action, Interest, Meeting, Member, Vote, WorkItem


def own_membership(request) -> Member:
    """The membership of who asks.

    Raises:
        Http404: they have none that is not over.
    """
    member = Member.objects.live().of(request.user).select_related("person").first()
    if member is None or not request.user.has_perm("taskforce.keep_own_page", member):
        raise Http404
    return member


def own_page(view):
    """Only for a signed-in member; never kept by a cache."""
    return login_required(never_cache(view))


@own_page
@require_safe
def home(request):
    """Seat, term, and everything a member looks after."""
    member = own_membership(request)
    today = Meeting.objects.public().upcoming()
    sent = today.filter(attendance__member=member, attendance__mark=Attended.APOLOGIES)
    context = {
        "member": member,
        "claims": member.expenses.all()[:5],
        "meetings": today.annotate(has_apologies=Exists(sent.filter(pk=OuterRef("pk"))))[:5],
        "votes": Vote.objects.open().exclude(turnout__member=member),
        "items": WorkItem.objects.filter(owner=member).open()[:20],
        "actions": Action.objects.filter(owner=member).open().select_related("meeting")[:20],
    }
    return render(request, "taskforce/my/home.html", context)


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def apologies(request, slug):
    """Ask, then say that the member can't come."""
    member = own_membership(request)
    meeting = get_object_or_404(Meeting.objects.public().upcoming(), slug=slug)
    context = {"member": member, "meeting": meeting}
    if request.method == "POST":
        try:
            services.send_apologies(meeting_id=meeting.pk, member_id=member.pk, actor=request.user)
        except Refusal as refusal:
            return render(
                request, "taskforce/my/apologies.html", context | {"refusal": refusal}, status=409
            )
        messages.success(request, _("Your apologies are sent."))
        return redirect("my_taskforce:home")
    return render(request, "taskforce/my/apologies.html", context)


@method_decorator(never_cache, name="dispatch")
class OwnForm(LoginRequiredMixin, FormView):
    """A question to a member; a refusal stands beside its field and nothing typed is lost."""

    success_url = reverse_lazy("my_taskforce:home")
    done = ""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.member = own_membership(request)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(member=self.member, **kwargs)

    def form_valid(self, form):
        try:
            self.act(form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return super().form_valid(form)

    def act(self, answers: dict) -> None:
        """Call the service."""
        raise NotImplementedError


class Profile(OwnForm):
    """Words, photo and consent."""

    form_class = ProfileForm
    template_name = "taskforce/my/profile.html"

    def get_initial(self):
        return {"biography": self.member.biography, "agree": self.member.may_be_named}

    def act(self, answers):
        services.consent_to_publish(
            member_id=self.member.pk,
            actor=self.request.user,
            biography=answers["biography"],
            photo=answers["photo"],
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


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def interests(request):
    """The register as it stands; a POST confirms it."""
    member = own_membership(request)
    if request.method == "POST":
        services.confirm_interests(member_id=member.pk, actor=request.user)
        messages.success(request, _("Thank you. Your register is confirmed."))
        return redirect("my_taskforce:interests")
    context = {"member": member, "interests": member.interests.all()}
    return render(request, "taskforce/my/interests.html", context)


class AddInterest(OwnForm):
    """A new entry."""

    form_class = InterestForm
    template_name = "taskforce/my/interest_add.html"
    success_url = reverse_lazy("my_taskforce:interests")

    def act(self, answers):
        services.declare_interest(member_id=self.member.pk, actor=self.request.user, **answers)
        self.done = _("The interest is in the register.")


class EndInterest(OwnForm):
    """The last day of an entry."""

    form_class = EndInterestForm
    template_name = "taskforce/my/interest_end.html"
    success_url = reverse_lazy("my_taskforce:interests")

    def get_context_data(self, **kwargs):
        return super().get_context_data(interest=self._interest(), **kwargs)

    def act(self, answers):
        services.end_interest(interest_id=self._interest().pk, actor=self.request.user, **answers)
        self.done = _("The interest is marked as over.")

    def _interest(self) -> Interest:
        return get_object_or_404(self.member.interests, pk=min(self.kwargs["pk"], 2**62))


class Expenses(OwnForm):
    """Claims so far, and a new one."""

    form_class = ExpenseForm
    template_name = "taskforce/my/expenses.html"
    success_url = reverse_lazy("my_taskforce:expenses")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            claims=self.member.expenses.select_related("meeting")[:100], **kwargs
        )

    def act(self, answers):
        pounds = answers.pop("pounds")
        services.claim_expense(
            member_id=self.member.pk,
            actor=self.request.user,
            pence=int(pounds * 100),
            **answers,
        )
        self.done = _("Your claim is sent. We will email you when it is decided.")


class MoveWork(OwnForm):
    """How far something is that the member is to do."""

    form_class = WorkForm
    template_name = "taskforce/my/move_work.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"work": self._work()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(work=self._work(), **kwargs)

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


class Engagements(OwnForm):
    """Where the member spoke for the work so far, and a new one."""

    form_class = EngagementForm
    template_name = "taskforce/my/engagements.html"
    success_url = reverse_lazy("my_taskforce:engagements")

    def get_context_data(self, **kwargs):
        return super().get_context_data(engagements=self.member.engagements.all()[:100], **kwargs)

    def act(self, answers):
        services.record_engagement(member_id=self.member.pk, actor=self.request.user, **answers)
        self.done = _("Thank you. It is recorded.")


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
