"""Reviews and the members' votes for a chair."""

from django import forms
from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.officers import MOMENT
from taskforce import services
from taskforce.admin.base import Act, ActForm, OfficersAdmin, ReasonForm, ServiceForm, moves_to
from taskforce.enums import ReviewOutcome, ReviewState, VoteState
from taskforce.models import Evidence, Member, MemberRole, Review, Vote
from taskforce.rules import may_manage_members, may_run_votes


class DecideForm(ActForm):
    """Asks for the outcome and why."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=ReviewOutcome.choices)
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("It is published."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    new_chair = forms.BooleanField(label=_("The members are to choose a new chair"), required=False)


def _answers(review) -> list:
    return [
        (_("Period"), review),
        (_("Achieved"), review.impact or "–"),
        (_("Still matters"), review.relevance or "–"),
        (_("Still needed"), review.need or "–"),
        (_("Evidence"), ", ".join(str(one) for one in review.evidence.all()) or "–"),
    ]


@admin.register(Review)
class ReviewAdmin(OfficersAdmin, admin.ModelAdmin):
    """The review that is due, and those decided. The portal plans each."""

    act_key = "review_id"
    acts = (
        Act(
            name="decide",
            label=_("Decide"),
            explain=_(
                "This can't be undone. The answers, the outcome and the reason are published. "
                "“Refreshed” starts recruitment; every outcome but the end plans the next review."
            ),
            done=_("The review is decided."),
            run=services.decide_review,
            form=DecideForm,
            preview=_answers,
            **moves_to(ReviewState.DECIDED),
        ),
    )
    list_display = ["__str__", "due_on", "state", "outcome", "decided_on", "is_demo"]
    list_filter = ["state", "outcome"]
    fields = ["period_starts_on", "due_on", "impact", "relevance", "need", "evidence"]
    readonly_fields = ["period_starts_on", "due_on"]
    actions = None

    def get_readonly_fields(self, request, obj=None):
        """What is decided stays as it was."""
        if obj and obj.state == ReviewState.DECIDED:
            return self.fields
        return self.readonly_fields

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "evidence":
            kwargs["widget"] = forms.CheckboxSelectMultiple
            kwargs["queryset"] = Evidence.objects.order_by("-collected_until")[:100]
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def more(self, request, thing):
        rows = [(_("State"), thing.get_state_display())]
        if thing.outcome:
            rows += [(_("Outcome"), thing.get_outcome_display()), (_("Why"), thing.outcome_reason)]
        return [*rows, (_("Started"), thing.started_label)] if thing.started_label else rows


class VoteForm(ServiceForm):
    """A new vote and who stands."""

    candidates = forms.ModelMultipleChoiceField(
        label=_("Candidates"),
        queryset=Member.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Vote
        fields = ["title", "review", "closes_at"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "candidates" in self.fields:
            serving = Member.objects.live().serving().select_related("person")
            self.fields["candidates"].queryset = serving


def _vote_facts(vote) -> list:
    return [
        (_("Vote"), vote.title),
        (_("Closes"), vote.closes_at),
        (_("Candidates"), ", ".join(str(one) for one in vote.candidates.all())),
    ]


def _vote_facts_and_told(vote) -> list:
    electors = Member.objects.live().serving().select_related("person")
    told = ", ".join(str(member) for member in electors)
    return [*_vote_facts(vote), (_("May vote, and are told by email"), told)]


def _vote_facts_and_turnout(vote) -> list:
    return [*_vote_facts(vote), (_("Have voted"), f"{vote.turnout.count()} / {vote.electorate}")]


def _winner(vote) -> list:
    chair = MemberRole.objects.filter(role="chair", ends_on=None).select_related("member__person")
    now = chair.first()
    return [
        (_("Elected"), vote.winner or "–"),
        (_("Chair now"), now.member if now else _("nobody")),
    ]


@admin.register(Vote)
class VoteAdmin(OfficersAdmin, admin.ModelAdmin):
    """Votes: called, opened, closed. Nobody sees what a member voted."""

    act_key = "vote_id"
    acts = (
        Act(
            name="open",
            label=_("Open the vote"),
            explain=_("Members can vote from now on. They are told by email."),
            done=_("The vote is open."),
            run=services.open_vote,
            preview=_vote_facts_and_told,
            **moves_to(VoteState.OPEN),
        ),
        Act(
            name="close",
            label=_("Close and count"),
            explain=_(
                "This can't be undone. How many votes each candidate got is published. The portal "
                "does this by itself when the time is over."
            ),
            done=_("The vote is counted."),
            run=services.close_vote,
            preview=_vote_facts_and_turnout,
            **moves_to(VoteState.CLOSED),
        ),
        Act(
            name="cancel",
            label=_("Cancel the vote"),
            explain=_("This can't be undone. The votes cast are deleted without being counted."),
            done=_("The vote is cancelled."),
            run=services.cancel_vote,
            form=ReasonForm,
            preview=_vote_facts_and_turnout,
            **moves_to(VoteState.CANCELLED),
        ),
        Act(
            name="seat",
            label=_("Make the elected member chair"),
            explain=_("Whoever is chair now steps down today. The new chair is told by email."),
            done=_("The new chair is in office."),
            run=services.seat_winner,
            preview=_winner,
            may=lambda officer, _vote: may_manage_members(officer),
            open=lambda vote: vote.winner_id is not None,
        ),
    )
    form = VoteForm
    list_display = ["title", "closes_at", "state", "winner", "by_lot", "is_demo"]
    list_filter = ["state"]
    list_select_related = ["winner__person"]
    formfield_overrides = {models.DateTimeField: MOMENT}
    fields = ["title", "review", "closes_at", "candidates"]
    actions = None

    def get_fields(self, request, obj=None):
        return ["title", "review", "closes_at", "opened_on", "state"] if obj else self.fields

    def get_readonly_fields(self, request, obj=None):
        return self.get_fields(request, obj) if obj else []

    def has_add_permission(self, request):
        return may_run_votes(request.user)

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        vote = services.call_vote(actor=request.user, **form.cleaned_data)
        obj.pk, obj._state.adding = vote.pk, False

    def more(self, request, thing):
        rows = [
            (_("State"), thing.get_state_display()),
            (_("Have voted"), f"{thing.turnout.count()} / {thing.electorate}"),
        ]
        counted = thing.is_counted
        for candidate in thing.candidates.select_related("member__person"):
            rows.append((candidate.member, candidate.votes if counted else _("stands")))
        return [*rows, (_("Tie decided by lot"), _("yes"))] if thing.by_lot else rows
