"""The directory, a group's public page, asking to join, and the link of an invitation."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import FormView

from core.forms import add_refusal, posted
from core.refusal import Refusal
from organisations import registry, rules, services
from organisations.enums import OrganisationState, ReachKind
from organisations.filters import DirectoryFilter
from organisations.forms import AcceptForm, JoinForm
from organisations.models import Organisation
from people.services import person_for
from people.sign_in import start_code_sign_in

GROUPS_A_PAGE = 20


@require_safe
def directory(request):
    """The groups that agreed to be found, narrowed by the address."""
    groups = Organisation.objects.public().select_related("ward").prefetch_related("wards")
    groups = groups.order_by("name_compared", "pk")
    narrowed = DirectoryFilter(request.GET, queryset=groups)
    found = narrowed.qs if narrowed.form.is_valid() else groups.none()
    page = Paginator(found, GROUPS_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": narrowed.form, "page": page, "is_narrowed": narrowed.is_narrowed}
    return render(request, "organisations/directory.html", context)


def public_group(request, slug: str) -> Organisation:
    """The group at this address if there is a page of it for who asks.

    Raises:
        Http404: there is none, the same as if the group didn't exist.
    """
    group = Organisation.objects.with_details().filter(slug=slug).first()
    if group is None or not rules.may_see_public_page(request.user, group):
        raise Http404
    return group


@require_safe
def organisation(request, slug):
    """What a group says of itself, and what the apps say of it."""
    merged = Organisation.objects.filter(slug=slug, state=OrganisationState.MERGED)
    gone = merged.select_related("merged_into").first()
    if gone is not None and rules.may_see_public_page(request.user, gone.merged_into):
        return redirect(gone.merged_into, permanent=True)
    group = public_group(request, slug)
    context = {
        "organisation": group,
        "is_public": rules.is_public(group),
        "people": group.reach_in_words(ReachKind.PEOPLE),
        "languages": group.reach_in_words(ReachKind.LANGUAGE),
        "sections": registry.sections_of(group),
        "belongs": request.user.is_authenticated and group.role_of(request.user),
    }
    return render(request, "organisations/organisation.html", context)


@method_decorator(never_cache, name="dispatch")
class Join(LoginRequiredMixin, FormView):
    """Asks a group of the directory to be let in."""

    form_class = JoinForm
    template_name = "organisations/join.html"

    def group(self) -> Organisation:
        """Which group is asked; whoever may not see its page gets 404."""
        return public_group(self.request, self.kwargs["slug"])

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            self.organisation = self.group()
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        # Of a group that isn't public its name stays unsaid, also to who found that it is here.
        named = rules.may_see_public_page(self.request.user, self.organisation)
        context = {"organisation": self.organisation, "named": named}
        return super().get_context_data(**context, **kwargs)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"person": self.request.user}

    def form_valid(self, form: JoinForm) -> HttpResponse:
        try:
            services.ask_to_join(
                organisation_id=self.organisation.pk, actor=self.request.user, **form.cleaned_data
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("You have asked. The group’s owner will answer you."))
        return redirect("my_organisations:home")


@method_decorator(never_cache, name="dispatch")
class Invitation(View):
    """The link of an invitation: who invites to what, and yes or no.

    Whoever isn't signed in is sent a code first, which proves the address and makes the account.
    """

    def dispatch(self, request: HttpRequest, token: str) -> HttpResponse:
        try:
            self.membership = services.invitation_of(token)
            response = super().dispatch(request, token)
        except Refusal as refusal:
            page = {"refusal": refusal.message}
            status = HTTPStatus.CONFLICT
            response = render(request, "organisations/invitation.html", page, status=status)
        # Keeps the link to ourselves; "no-referrer" would make browsers post without an origin.
        response["Referrer-Policy"] = "strict-origin"
        return response

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show it."""
        return self.show()

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Say no, prove the address, or say yes."""
        if "no" in request.POST:
            services.decline_invitation(token=token)
            return render(request, "organisations/invitation_declined.html")
        if not request.user.is_authenticated:
            email = self.membership.email
            person = person_for(email=email, language=get_language())
            return start_code_sign_in(request, user=person, email=email, next_url=request.path)
        form = self.form()
        if form is None or not form.is_valid():
            return self.show(form)
        try:
            services.accept_invitation(token=token, person=request.user, **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
            return self.show(form)
        messages.success(request, _("You belong to the group now."))
        return redirect(self.membership.organisation.own_url)

    def form(self) -> AcceptForm | None:
        """What is asked of who was invited; nothing of anybody else."""
        person = self.request.user
        if not person.is_authenticated or person.email != self.membership.email:
            return None
        return AcceptForm(posted(self.request), person=person)

    def show(self, form: AcceptForm | None = None) -> HttpResponse:
        """The page, with the form as it was typed."""
        context = {
            "membership": self.membership,
            "organisation": self.membership.organisation,
            "form": form or self.form(),
        }
        return render(self.request, "organisations/invitation.html", context)
