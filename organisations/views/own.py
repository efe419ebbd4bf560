"""A person's groups, and what each says of itself; below /my/organisations/."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import FormView

from core.forms import add_refusal
from core.refusal import Refusal
from organisations import registry, rules, services
from organisations.enums import Listing, MembershipState, ReachKind
from organisations.forms import FactsForm, ListForm, NewForm
from organisations.models import Membership, Organisation
from organisations.views.pages import OwnPage, own_group, own_page
from organisations.views.public import Join

FOUND = "organisations.found"
WORKS_SECONDS = 24 * 60 * 60
# What somebody is told of groups that may be theirs.
WHY = {
    "number": gettext_lazy("the same number"),
    "name": gettext_lazy("the same name, or nearly"),
    "postcode": gettext_lazy("a name like it at the same postcode"),
    "people": gettext_lazy("a name like it, and your name among its people"),
}


@own_page
@require_safe
def home(request):
    """The groups of who asks, what waits for them by day, and where they wait for an answer."""
    mine = Membership.objects.live().of(request.user).select_related("organisation")
    places = [one for one in mine.order_by("organisation__name") if one.organisation.is_standing]
    groups = [one.organisation for one in places if one.state == MembershipState.ACTIVE]
    by_key = {group.pk: group for group in groups}
    waits = registry.waits_for(request.user, groups)
    context = {
        "places": [one for one in places if one.state == MembershipState.ACTIVE],
        "asked": [one for one in places if one.state == MembershipState.ASKED],
        "waits": [(by_key[one.organisation_id], one) for one in waits],
    }
    return render(request, "organisations/my/home.html", context)


@own_page
@require_safe
def organisation(request, slug):
    """One group, as its people look after it."""
    group = own_group(request, slug)
    role = group.role_of(request.user)
    may = {act.value.replace("-", "_"): True for act in rules.MAY[role]}
    context = {
        "organisation": group,
        "role": dict(Membership._meta.get_field("role").flatchoices)[role],
        "may": may,
        "waits": [(group, one) for one in registry.waits_for(request.user, [group])],
        "own_pages": registry.own_pages_of(request.user, group),
        "people": group.reach_in_words(ReachKind.PEOPLE),
        "languages": group.reach_in_words(ReachKind.LANGUAGE),
        "numbers": group.numbers.all(),
        "committee": group.committee.all(),
        "counted": services.counted(group),
        "documents": group.documents.current(),
        "members": services.members_of(group),
        "is_listed": group.listing != Listing.PRIVATE,
    }
    return render(request, "organisations/my/organisation.html", context)


@method_decorator(never_cache, name="dispatch")
class New(LoginRequiredMixin, FormView):
    """Brings a group, unless one is here that may be the same: then the person looks first."""

    form_class = NewForm
    template_name = "organisations/my/new.html"

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"person": self.request.user}

    def form_valid(self, form: NewForm) -> HttpResponse:
        said = form.cleaned_data
        your_name = said.get("your_name", "")
        facts = services.Facts(name=said["name"], form=said["form"], postcode=said["postcode"])
        numbers = [(said["scheme"], said["identifier"])] if said["scheme"] else []
        seen = {int(pk) for pk in self.request.POST.getlist("seen") if pk.isdecimal()}
        try:
            group = services.create(
                actor=self.request.user,
                facts=facts,
                numbers=numbers,
                seen=seen if "others" in self.request.POST else (),
                consent=said["consent"],
                your_name=your_name,
            )
        except Refusal as refusal:
            if refusal.code == "alike":
                kept = [services.number_of(*number) for number in numbers]
                alike = services.alike_to(facts, kept, self.request.user.name or your_name)
                return self.render_to_response(
                    self.get_context_data(form=form, alike=self.shown(alike))
                )
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("Your group is here. Now say what it does."))
        return redirect(group.own_url)

    def shown(self, alike) -> list[dict]:
        """What may be theirs: by name where it is public, else only why; and the way to ask."""
        person = self.request.user
        return [
            {
                "key": one.organisation.pk,
                "name": one.organisation.name
                if rules.may_see_public_page(person, one.organisation)
                else "",
                "why": "; ".join(str(WHY[reason]) for reason in one.why),
                "token": signing.dumps(
                    [one.organisation.pk, person.pk], salt=FOUND, compress=False
                ),
                "belongs": bool(one.organisation.role_of(person)),
            }
            for one in alike
        ]


class JoinFound(Join):
    """Asks a group that was found on entry, also one that isn't in the directory."""

    def group(self) -> Organisation:
        """Which group was found, by whoever found it."""
        token = self.kwargs["token"]
        try:
            pk, person = signing.loads(token, salt=FOUND, max_age=WORKS_SECONDS)
        except signing.BadSignature:
            raise Http404 from None
        group = Organisation.objects.standing().filter(pk=pk).first()
        if group is None or person != self.request.user.pk:
            raise Http404
        return group


class Edit(OwnPage):
    """What the group says of itself."""

    form_class = FactsForm
    template_name = "organisations/my/edit.html"

    def get_initial(self) -> dict:
        return FactsForm.of(self.organisation)

    def act(self, answers: dict) -> None:
        said = {name: answers[name] for name in answers if name in services.Facts.__annotations__}
        services.change(**self.asked(), facts=services.Facts(**said))
        self.done = _("What you say of the group is saved.")


class Directory(OwnPage):
    """Whether the group stands in the public directory."""

    form_class = ListForm
    template_name = "organisations/my/directory.html"
    needs = rules.Act.LIST

    def post(self, request, *args, **kwargs) -> HttpResponse:
        """Take it out in one step; put it in with consent."""
        if "out" not in request.POST:
            return super().post(request, *args, **kwargs)
        services.take_out_of_directory(**self.asked())
        messages.success(request, _("The group is not in the directory any more."))
        return redirect(self.organisation.own_url)

    def act(self, answers: dict) -> None:
        group = services.put_into_directory(**self.asked())
        is_listed = group.listing == Listing.LISTED
        self.done = (
            _("The group is in the directory.")
            if is_listed
            else _("The group will be in the directory as soon as we have checked it.")
        )
