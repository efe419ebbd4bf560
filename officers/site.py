"""The admin site: a password and a second factor on every page."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.admin import AdminSite, ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.admin_guard import guarded
from officers.areas import by_area
from officers.home import home_view, search_view
from people.sign_in import signed_in_with_two_factors


class PortalAdminSite(AdminSite):
    """Django's own admin, for staff whose session has both factors."""

    site_header = gettext_lazy("Luton involvement portal: officers")
    site_title = gettext_lazy("Officers")
    index_title = gettext_lazy("Officers’ home")

    def get_urls(self):
        """With one search over everything."""
        return [path("search/", self.admin_view(self.search), name="search"), *super().get_urls()]

    def index(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        """What is on, what waits, what comes, and the ways to everything."""
        return home_view(self, request, extra_context)

    def search(self, request: HttpRequest) -> HttpResponse:
        """People and things by a name, an address or a reference."""
        return search_view(self, request)

    def get_app_list(self, request: HttpRequest, app_label=None) -> list[dict]:
        """The lists by what they are for, as in the home and the side bar."""
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        models = [model for app in apps for model in app["models"]]
        return by_area(models, self.get_model_admin)

    def register(self, model_or_iterable, admin_class=None, **options):
        """Register as Django does, with the guard of `core.admin_guard` in front of every admin."""
        super().register(model_or_iterable, guarded(admin_class or ModelAdmin), **options)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Complete only the fields that an admin says complete themselves."""
        asked = tuple(request.GET.get(name) for name in ("app_label", "model_name", "field_name"))
        if asked not in self._completed_fields():
            raise PermissionDenied
        return super().autocomplete_view(request)

    def _completed_fields(self) -> set[tuple[str, str, str]]:
        """Each as app, model and field in small letters."""
        admins = list(self._registry.values())
        inlines = [
            inline(admin.model, self)
            for admin in admins
            for inline in getattr(admin, "inlines", [])
        ]
        return {
            (options.opts.app_label, options.opts.model_name, field)
            for options in [*admins, *inlines]
            for field in options.autocomplete_fields
        }

    def has_permission(self, request: HttpRequest) -> bool:
        """An active member of staff who has shown both factors in this session."""
        return super().has_permission(request) and signed_in_with_two_factors(request)

    def login(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        """Lead to whichever step is still missing, and back here afterwards."""
        here = request.GET.get("next", "")
        if not url_has_allowed_host_and_scheme(here, allowed_hosts=None):
            here = reverse("admin:index")
        if self.has_permission(request):
            return redirect(here)
        methods = {record["method"] for record in get_authentication_records(request, request.user)}
        if not request.user.is_authenticated or "password" not in methods:
            step = "staff_sign_in"
        elif is_mfa_enabled(request.user):
            step = "mfa_reauthenticate"
        else:
            messages.warning(request, _("Set up a second step first. Then you can go on."))
            step = "mfa_index"
        return redirect(f"{reverse(step)}?{urlencode({'next': here})}")

    def password_change(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        """Passwords have one home, which also tells the officer by email."""
        return redirect("account_change_password")
