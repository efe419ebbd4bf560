"""Reviews and the members' votes for a chair."""

from django import forms
from django.contrib import admin
from django.db import models
from django.template.defaultfilters import linebreaks_filter
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from core.languages import gathered, shown
from officers.acts import Act, ActForm, ReasonForm, moves_to
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.exporting import Column
from officers.fields import MOMENT, text_field
from officers.saving import ServiceForm
from taskforce import services
from taskforce.admin import doubts
from taskforce.enums import ReviewOutcome, ReviewState, VoteState
from taskforce.models import Evidence, Member, MemberRole, Review, Vote
from taskforce.rules import may_manage_members, may_run_votes


class DecideForm(ActForm):
    """Asks for the outcome and why."""

    field_order = ["outcome", "reason", "new_chair"]
    translated = {
        "reason": text_field(_("Why"), most=2000, rows=5, help_text=_("It is published."))
    }
    outcome = forms.ChoiceField(label=_("Outcome"), choices=ReviewOutcome.choices)
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
class ReviewAdmin(OfficersAdmin, TranslationAdmin):
    """The review that is due, and those decided. The portal plans each."""

    area, place = Area.TASKFORCE, 11
    act_key = "review_id"
    export_permission = "taskforce.export_reviews"
    export_columns = (
        Column(_("Period"), lambda review: review),
        Column(_("Due on"), lambda review: review.due_on),
        Column(_("State"), lambda review: review.get_state_display()),
        Column(_("Achieved"), lambda review: review.impact),
        Column(_("Still matters"), lambda review: review.relevance),
        Column(_("Still needed"), lambda review: review.need),
        Column(
            _("Evidence"),
            lambda review: "; ".join(str(evidence) for evidence in review.evidence.all()),
        ),
        Column(_("Outcome"), lambda review: review.get_outcome_display()),
        Column(_("Why"), lambda review: review.outcome_reason),
        Column(_("Decided on"), lambda review: review.decided_on or ""),
    )
    acts = (
        Act(
            name="decide",
            label=_("Decide"),
            explain=_(
                "This can't be undone. The answers, the outcome and the reason are published. "
                "“Refreshed” drafts a round for the seats that fall empty; a new chair, a vote; "
                "every outcome but the end plans the next review."
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
            return self.replace_orig_field(self.fields)
        return self.readonly_fields

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "evidence":
            kwargs["widget"] = forms.CheckboxSelectMultiple
            kwargs["queryset"] = Evidence.objects.order_by("-collected_until", "-pk")
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def more(self, request, thing):
        rows = [(_("State"), thing.get_state_display())]
        if thing.outcome:
            rows.append((_("Outcome"), thing.get_outcome_display()))
        if thing.started_label:
            link = format_html('<a href="{}">{}</a>', thing.started_url, thing.started_label)
            rows.append((_("Started"), link))
        return rows + [(_("Vote for a chair"), _vote_link(vote)) for vote in thing.votes.all()]

    def told(self, request, thing):
        """Why it was decided so, in each language."""
        return [(_("Why"), linebreaks_filter(words)) for words in _reasons(thing)]

    def export_queryset(self, rows):
        return rows.prefetch_related("evidence")


def _reasons(review) -> list[str]:
    return [words for words in shown(review, "outcome_reason").values() if words]


def _vote_link(vote) -> str:
    href = reverse("admin:taskforce_vote_change", args=[vote.pk])
    return format_html('<a href="{}">{}: {}</a>', href, vote.title, vote.get_state_display())


class VoteForm(ServiceForm):
    """A vote that isn't open yet, and who stands."""

    candidates = forms.ModelMultipleChoiceField(
        label=_("Candidates"),
        help_text=_("Tick who has agreed to stand. Members can also say so themselves."),
        queryset=Member.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        show_hidden_initial=True,
    )
    # Members stand while the page is open: what was ticked or not is all that is written.
    not_compared = ("candidates",)

    class Meta:
        model = Vote
        fields = "__all__"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "candidates" in self.fields:
            serving = Member.objects.live().serving().select_related("person")
            self.fields["candidates"].queryset = serving
            if self.instance.pk:
                stand = self.instance.candidates.values_list("member_id", flat=True)
                self.initial["candidates"] = list(stand)

    def doubts(self):
        closes_at = self.changes().get("closes_at")
        return doubts.of_a_closing(closes_at) if closes_at else []


SHOWN = "initial-candidates"


def _numbers(typed: list[str]) -> list[int]:
    return [int(one) for one in typed if one.isdecimal() and len(one) < 18]


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


def _chair() -> Member | None:
    chair = MemberRole.objects.filter(role="chair", ends_on=None).select_related("member__person")
    return chair.first().member if chair else None


def _winner(vote) -> list:
    return [(_("Elected"), vote.winner or "–"), (_("Chair now"), _chair() or _("nobody"))]


def _can_be_seated(vote) -> bool:
    """The last vote that was counted elected somebody who isn't chair."""
    last = Vote.objects.counted().order_by("-closes_at", "-pk").first()
    return vote.winner_id is not None and vote == last and vote.winner != _chair()


@admin.register(Vote)
class VoteAdmin(OfficersAdmin, TranslationAdmin):
    """Votes: called, opened, closed. Nobody sees what a member voted."""

    area, place = Area.TASKFORCE, 12
    act_key = "vote_id"
    acts = (
        Act(
            name="ask",
            label=_("Ask members who stands"),
            explain=_("Members are told by email and can stand until you open the vote."),
            done=_("The members are asked."),
            run=services.ask_to_stand,
            preview=_vote_facts_and_told,
            may=lambda officer, _vote: may_run_votes(officer),
            open=lambda vote: vote.state == VoteState.DRAFT and vote.asked_on is None,
        ),
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
            open=_can_be_seated,
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
        if obj is None or obj.state == VoteState.DRAFT:
            return self.fields
        return ["title", "review", "closes_at", "asked_on", "opened_on", "state"]

    def get_readonly_fields(self, request, obj=None):
        """What is open or over stays as it is."""
        if obj is None or obj.state == VoteState.DRAFT:
            return []
        return self.replace_orig_field(self.get_fields(request, obj))

    def has_add_permission(self, request):
        return may_run_votes(request.user)

    def has_change_permission(self, request, obj=None):
        return may_run_votes(request.user) and (obj is None or obj.state == VoteState.DRAFT)

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        if change:
            asked = gathered(form.cleaned_data, "title")
            wanted = set(asked.pop("candidates"))
            # What the page showed when it was opened; members may have stood since.
            shown = Member.objects.filter(pk__in=_numbers(request.POST.getlist(SHOWN)))
            services.change_vote(
                vote_id=obj.pk,
                actor=request.user,
                candidates=wanted - set(shown),
                no_longer=set(shown) - wanted,
                **asked,
            )
            return
        asked = gathered(form.cleaned_data, "title")
        vote = services.call_vote(actor=request.user, **asked)
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
