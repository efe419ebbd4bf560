"""What the pages of a group's own people share. To anybody else they don't exist."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from core.views import ServicePage
from organisations import rules
from organisations.models import Organisation


def own_group(request: HttpRequest, slug: str, act: rules.Act = rules.Act.SEE) -> Organisation:
    """The group at this address, for somebody who belongs to it and may do this.

    Raises:
        Http404: there is none, or who asks doesn't belong to it.
        PermissionDenied: they belong to it, and may not do this.
    """
    group = Organisation.objects.select_related("ward").filter(slug=slug).first()
    if group is None or not rules.may(request.user, group, rules.Act.SEE):
        raise Http404
    if not rules.may(request.user, group, act):
        raise PermissionDenied
    return group


def leads_on(view):
    """The old address of a merged group leads to the same page of the one that is kept.

    Only where a page is read, by somebody who belongs to that one.
    """

    @wraps(view)
    def led(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            # Pages of no group at all, such as the list of one's own, have no slug.
            slug = kwargs.get("slug", "")
            merged = Organisation.objects.filter(slug=slug, merged_into__isnull=False)
            gone = merged.select_related("merged_into").first()
            reads = request.method in {"GET", "HEAD"}
            if not (gone and reads and rules.may(request.user, gone.merged_into, rules.Act.SEE)):
                raise
            at = kwargs | {"slug": gone.merged_into.slug}
            return redirect(request.resolver_match.view_name, permanent=True, **at)

    return led


def own_page(view):
    """Only for who is signed in; never kept by a cache."""
    return login_required(never_cache(leads_on(view)))


@method_decorator(leads_on, name="dispatch")
class OwnPage(ServicePage):
    """A page of a group with a form that calls one service; what is refused stands in the form.

    Subclasses say which `needs`, and `act`; `page` is where it leads afterwards.
    """

    template_name = "organisations/my/form.html"
    needs = rules.Act.EDIT
    page = "organisation"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            self.organisation = own_group(request, kwargs["slug"], self.needs)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(organisation=self.organisation, **kwargs)

    def asked(self) -> dict:
        """Whose group a service is called for, and by whom."""
        return {"organisation_id": self.organisation.pk, "actor": self.request.user}

    def get_success_url(self) -> str:
        return reverse(f"my_organisations:{self.page}", args=[self.organisation.slug])
