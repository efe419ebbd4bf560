"""A group's own needs and offers: post, change, confirm, close; and what they have come to."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from organisations.models import Membership, Organisation
from organisations.rules import Act
from organisations.views.pages import OwnPage, own_group, own_page
from partnerships import rules, services
from partnerships.enums import Kind, MatchState, PartnershipState, PostingState
from partnerships.forms import AgainForm, CloseForm, PostingForm
from partnerships.models import Match, Partner, Partnership, Posting
from partnerships.reminders import EDITORS
from partnerships.views.sides import known_name

LARGEST = 2**62


@own_page
@require_safe
def home(request, slug):
    """All of one group: what waits, what is open, matches, partnerships, and what is over."""
    group = own_group(request, slug)
    postings = list(group.postings.with_details())
    states = PostingState
    matches = Match.objects.of(group).with_details().exclude(state=MatchState.WITHDRAWN)
    matches = matches.order_by("-found_at", "-pk")
    context = {
        "organisation": group,
        "may_post": rules.may_post(request.user, group),
        "to_confirm": [one for one in postings if one.state == states.DRAFT],
        "open": [one for one in postings if one.state == states.OPEN],
        "over": [one for one in postings if one.state not in (states.DRAFT, states.OPEN)],
        "needs": _by_need(group, matches),
        "partnerships": Partnership.objects.of(group)
        .with_details()
        .exclude(state=PartnershipState.DROPPED),
    }
    return render(request, "partnerships/my/home.html", context)


def _by_need(group, matches) -> list[dict]:
    """Each need with its matches, as the list shows them; the newest match comes first."""
    partners = Partner.objects.keys_with(group)
    found: dict[int, dict] = {}
    for match in matches:
        need = match.need
        is_ours = need.organisation_id == group.pk
        whose = "" if is_ours else known_name(group, need.organisation, match, partners)
        shown = found.setdefault(need.pk, {"need": need, "whose": whose, "matches": []})
        shown["matches"].append(_line(group, match, partners))
    return list(found.values())


def _line(group, match: Match, partners: set[int]) -> dict:
    """What the list shows of a match: what would be given, and by whom."""
    mine = next(side for side in match.sides.all() if side.organisation_id == group.pk)
    others = [known_name(group, one, match, partners) for one in match.groups() if one != group]
    gives, lacks = match.gives()
    return {
        "match": match,
        "title": "; ".join(dict.fromkeys(gift.posting.title for gift in match.gifts())),
        "gives": gives,
        "lacks": lacks,
        "others": others,
        "waits": match.is_suggested and mine.says_yes is None,
        "url": reverse("my_needs:match", args=[group.slug, match.pk]),
    }


@own_page
@require_safe
def answer(request, pk):
    """Which of their groups answers a public need or offer; where it can be one only, its form."""
    public = Posting.objects.public().select_related("organisation")
    posting = get_object_or_404(public, pk=min(pk, LARGEST))
    mine = Membership.objects.active().of(request.user).filter(role__in=EDITORS)
    groups = Organisation.objects.standing().filter(pk__in=mine.values("organisation"))
    ways = [
        (
            group,
            f"{reverse('my_needs:new', args=[group.slug, posting.other_kind])}?for={posting.pk}",
        )
        for group in groups.exclude(pk=posting.organisation_id)
    ]
    if len(ways) == 1:
        return redirect(ways[0][1])
    return render(request, "partnerships/answer.html", {"posting": posting, "ways": ways})


class OwnNeeds(OwnPage):
    """A page of a group's needs and offers; afterwards it leads back to all of them."""

    def get_success_url(self) -> str:
        return reverse("my_needs:home", args=[self.organisation.slug])


class New(OwnNeeds):
    """Posts a need or an offer, `for` a public one of another group or by itself.

    What answers another begins with what that one says, and their match is looked for at once.
    """

    form_class = PostingForm
    template_name = "partnerships/my/edit.html"
    match = None

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        if kwargs["kind"] not in Kind.values:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def answered(self) -> Posting | None:
        """What the new one is for, if the address names something that it can answer."""
        pk = self.request.GET.get("for", "")[:18]
        others = Posting.objects.public().with_details().exclude(organisation=self.organisation)
        others = others.exclude(kind=self.kwargs["kind"])
        return others.filter(pk=int(pk)).first() if pk.isdecimal() else None

    def get_initial(self) -> dict:
        return PostingForm.answering(self.answered) if self.answered else {}

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"person": self.request.user}

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.knows = False
        return form

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            kind=self.kwargs["kind"], is_new=True, answered=self.answered, **kwargs
        )

    def form_valid(self, form: PostingForm) -> HttpResponse:
        self.facts = form.facts(self.kwargs["kind"])
        return super().form_valid(form)

    def act(self, answers: dict) -> None:
        your_name = answers.get("your_name", "")
        posted = services.post(**self.asked(), facts=self.facts, your_name=your_name)
        self.done = _("It is posted. We look for matches now, and tell you when there are some.")
        if self.answered:
            services.look_for_matches()
            found = Match.objects.between(self.answered, posted)
            self.match = found.filter(state=MatchState.SUGGESTED).first()
        if self.match:
            self.done = _("It is posted, and this is the match. Say yes, so that they can too.")

    def get_success_url(self) -> str:
        if self.match is None:
            return super().get_success_url()
        return reverse("my_needs:match", args=[self.organisation.slug, self.match.pk])


class OfPosting(OwnNeeds):
    """A page of one need or offer of the group."""

    @cached_property
    def posting(self) -> Posting:
        """The one that the address names, if it is this group's."""
        postings = self.organisation.postings.with_details()
        return get_object_or_404(postings, pk=min(self.kwargs["pk"], LARGEST))

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(posting=self.posting, kind=self.posting.kind, **kwargs)

    def asked(self) -> dict:
        """Of which posting a service is called, and by whom."""
        return {"posting_id": self.posting.pk, "actor": self.request.user}


class OnePosting(OfPosting):
    """One need or offer: as it stands, with a button to confirm it or to say that it is met."""

    form_class = CloseForm
    template_name = "partnerships/my/posting.html"
    needs = Act.SEE

    def get_context_data(self, **kwargs) -> dict:
        posting = self.posting
        return super().get_context_data(
            may_post=rules.may_post(self.request.user, self.organisation),
            can_change=posting.state in (PostingState.DRAFT, PostingState.OPEN),
            can_open=posting.state in (PostingState.MATCHED, PostingState.EXPIRED),
            can_close=posting.state != PostingState.CLOSED,
            **kwargs,
        )

    def form_valid(self, form) -> HttpResponse:
        done = {
            "confirm": (services.confirm, _("Thank you. It is open, and we look for matches.")),
            "met": (services.mark_met, _("Good. It isn’t shown any more.")),
        }
        service, self.done = done.get(self.request.POST.get("act"), (None, ""))
        if service is None:
            return redirect(self.posting.own_url)
        self.act = lambda _answers: service(**self.asked())
        return super().form_valid(form)


class Change(OfPosting):
    """Says something else of a need or an offer."""

    form_class = PostingForm
    template_name = "partnerships/my/edit.html"

    def get_initial(self) -> dict:
        return PostingForm.of(self.posting)

    def form_valid(self, form: PostingForm) -> HttpResponse:
        self.facts = form.facts(self.posting.kind)
        return super().form_valid(form)

    def act(self, answers: dict) -> None:
        services.change(**self.asked(), facts=self.facts)
        self.done = _("It is saved. We look for matches anew.")


class Close(OfPosting):
    """Ends a need or an offer for good."""

    form_class = CloseForm
    template_name = "partnerships/my/close.html"

    def act(self, answers: dict) -> None:
        services.close(**self.asked(), **answers)
        self.done = _("It is closed.")


class Again(OfPosting):
    """Opens what ran out or was met once more."""

    form_class = AgainForm
    template_name = "partnerships/my/again.html"

    def act(self, answers: dict) -> None:
        services.open_again(**self.asked(), **answers)
        self.done = _("It is open again, and we look for matches.")
