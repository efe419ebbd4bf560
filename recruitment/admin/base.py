"""What recruitment's pages in the admin share: who sees which round, and a page of one round."""

from functools import wraps

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import reverse

from recruitment import rules
from recruitment.models import Round

RUNS = ("recruitment.run_round", "recruitment.run_own_round")


def runs_any(officer) -> bool:
    """Whether they may run rounds at all: all of them, or those that name them."""
    return any(map(officer.has_perm, RUNS))


class Careful:
    """Writes nothing from a page that is out of date.

    The pages of recruitment show themselves who is told what, so they don't ask a second time.
    """

    is_careful = True

    def to_show(self, posted: list) -> list:
        """Nothing: the page of the act has shown it."""
        return []


class RoundScoped:
    """Rows of the rounds that an officer runs; services write them.

    Subclasses say in `of_round` how their rows lead to a round.
    """

    of_round = "round"

    def has_module_permission(self, request):
        return runs_any(request.user) or super().has_module_permission(request)

    def has_view_permission(self, request, obj=None):
        return runs_any(request.user) or super().has_view_permission(request, obj)

    def get_queryset(self, request):
        """Those of the rounds they run; whoever scores in a round sees none of it."""
        rounds = Round.objects.run_by(request.user).exclude(panel__person=request.user)
        return super().get_queryset(request).filter(**{f"{self.of_round}__in": rounds})


def page_of_round(view):
    """A page about one round in `RoundAdmin`, for those who run it."""

    @wraps(view)
    def wrapped(self, request, object_id, **kwargs):
        round = self.get_object(request, unquote(object_id))
        if round is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not rules.may_run(request.user, round):
            raise PermissionDenied
        return view(self, request, round, **kwargs)

    return wrapped


def round_page(model_admin, request, round, title, template, **context) -> TemplateResponse:
    """One of these pages."""
    context = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "subtitle": str(round),
        "round": round,
        "opts": model_admin.opts,
        "media": model_admin.media,
        "list_url": reverse("admin:recruitment_round_changelist"),
        "thing_url": reverse("admin:recruitment_round_change", args=[round.pk]),
        **context,
    }
    context["errors"] = bool(getattr(context.get("form"), "errors", None))
    return TemplateResponse(request, f"admin/recruitment/{template}.html", context)
