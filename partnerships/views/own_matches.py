"""Matches and partnerships as the people of a group see them: answer, talk, become partners."""

from operator import attrgetter

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from organisations.rules import Act
from organisations.views.pages import OwnPage
from partnerships import registry, rules, services
from partnerships.enums import MatchState, PartnershipState, PostingState
from partnerships.forms import EndForm, MessageForm, PartnershipForm, YesForm
from partnerships.models import Match, Partnership
from partnerships.registry import Step
from partnerships.views.own import LARGEST
from partnerships.views.sides import sides_of, title_of


class OfMatch(OwnPage):
    """A page of one match that the group is a side of."""

    @cached_property
    def match(self) -> Match:
        """The one that the address names, if the group is a side of it."""
        matches = Match.objects.of(self.organisation).with_details()
        return get_object_or_404(matches, pk=min(self.kwargs["pk"], LARGEST))

    def asked(self) -> dict:
        """Of which match a service is called, for which group and by whom."""
        return super().asked() | {"match_id": self.match.pk}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(match=self.match, **kwargs)

    def get_success_url(self) -> str:
        return reverse("my_needs:match", args=[self.organisation.slug, self.match.pk])


class OneMatch(OfMatch):
    """A match: who could do what, and why; yes or no; then who they are and what was written."""

    form_class = YesForm
    template_name = "partnerships/my/match.html"
    needs = Act.SEE

    def get_context_data(self, **kwargs) -> dict:
        match, person = self.match, self.request.user
        mine = next(one for one in match.sides.all() if one.organisation_id == self.organisation.pk)
        standing = match.partnerships.exclude(state=PartnershipState.DROPPED)
        partnership = standing.order_by("-pk").first() if match.is_agreed else None
        gives, lacks = match.gives()
        return super().get_context_data(
            title=title_of(self.organisation, match),
            gives=gives,
            lacks=lacks,
            sides=sides_of(self.organisation, match),
            mine=mine,
            may_post=rules.may_post(person, self.organisation),
            written=match.messages.select_related("author", "organisation"),
            message_form=MessageForm(),
            partnership=partnership,
            partnership_url=partnership and partnership.own_url(self.organisation),
            **kwargs,
        )

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"person": self.request.user}

    def post(self, request, *args, **kwargs) -> HttpResponse:
        """No needs no form; yes needs consent."""
        if "no" in request.POST:
            self.done = _("You said no. The others aren’t told who you are.")
            self.act = lambda _answers: services.answer(**self.asked(), says_yes=False)
            form = YesForm({"consent": "on"})
            return self.form_valid(form) if form.is_valid() else self.form_invalid(form)
        return super().post(request, *args, **kwargs)

    def act(self, answers: dict) -> None:
        your_name = answers.get("your_name", "")
        match = services.answer(**self.asked(), says_yes=True, your_name=your_name)
        self.done = (
            _("All have said yes. Here is how you reach each other.")
            if match.state == MatchState.AGREED
            else _("You said yes. We tell you when all have.")
        )


class Write(OfMatch):
    """Writes to the other groups of an agreed match."""

    form_class = MessageForm
    template_name = "partnerships/my/write.html"

    def act(self, answers: dict) -> None:
        services.write(**self.asked(), **answers)
        self.done = _("It is sent.")


class Propose(OfMatch):
    """Proposes that the groups of a match become partners."""

    form_class = PartnershipForm
    template_name = "partnerships/my/propose.html"

    def act(self, answers: dict) -> None:
        self.made = services.propose(**self.asked(), **answers)
        self.done = _("It is proposed. The partnership stands as soon as all have said yes.")

    def get_success_url(self) -> str:
        return self.made.own_url(self.organisation)


class OfPartnership(OwnPage):
    """A page of one partnership of the group."""

    @cached_property
    def partnership(self) -> Partnership:
        """The one that the address names, if the group is in it."""
        partnerships = Partnership.objects.of(self.organisation).with_details()
        return get_object_or_404(partnerships, pk=min(self.kwargs["pk"], LARGEST))

    def asked(self) -> dict:
        """Of which partnership a service is called, for which group and by whom."""
        return super().asked() | {"partnership_id": self.partnership.pk}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(partnership=self.partnership, **kwargs)

    def get_success_url(self) -> str:
        return self.partnership.own_url(self.organisation)


class OnePartnership(OfPartnership):
    """A partnership: its groups, the way from the need to here, and what can be begun with it."""

    form_class = forms.Form
    template_name = "partnerships/my/partnership.html"
    needs = Act.SEE

    def get_context_data(self, **kwargs) -> dict:
        partnership, person = self.partnership, self.request.user
        partners = partnership.partners.all()
        mine = next(one for one in partners if one.organisation_id == self.organisation.pk)
        may_post = rules.may_post(person, self.organisation)
        begins = may_post and partnership.is_formed
        need = self.organisation.postings.with_details().filter(pk=partnership.match.need_id)
        return super().get_context_data(
            partners=partners,
            mine=mine,
            may_post=may_post,
            is_proposed=partnership.state == PartnershipState.PROPOSED,
            acts=registry.acts_of(person, partnership, self.organisation) if begins else [],
            need=need.filter(state=PostingState.OPEN).first() if begins else None,
            steps=thread(partnership, self.organisation),
            **kwargs,
        )

    def act(self, answers: dict) -> None:
        if "no" in self.request.POST:
            services.turn_down(**self.asked())
            self.done = _("You said no. The other groups are told.")
        else:
            services.agree(**self.asked())
            self.done = _("You said yes.")


class End(OfPartnership):
    """Ends a partnership that stands."""

    form_class = EndForm
    template_name = "partnerships/my/end.html"

    def act(self, answers: dict) -> None:
        services.end(**self.asked(), **answers)
        self.done = _("The partnership has ended. The other groups are told.")


def thread(partnership: Partnership, organisation) -> list[Step]:
    """The way from a need to what came of it, step by step, as one of its groups sees it."""
    match, need = partnership.match, partnership.match.need
    url = reverse("my_needs:match", args=[organisation.slug, match.pk])
    steps = [
        Step(need.created_at, _("Needed: %(title)s") % {"title": need.title}),
        Step(match.found_at, _("We found that these groups fit"), url),
        Step(match.agreed_at, _("All said yes, and could talk"), url),
        Step(partnership.proposed_at, _("The partnership was proposed")),
    ]
    formed = partnership.moves.filter(to_state=PartnershipState.FORMED).first()
    if formed:
        steps.append(Step(formed.at, _("The partnership was formed")))
    return sorted([*steps, *registry.steps_of(partnership)], key=attrgetter("at"))
