"""What the own pages of activities share: for the hub that they are at, and for their group.

The same pages stand at two addresses, below the hub's own page and below the group's; what somebody
may do there is asked of the services.
"""

from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property

from activities import rules, services
from activities.models import Activity
from activities.words import ages_words, price_words
from core.views import ServicePage
from hubs.words import rule_words

DAYS_SHOWN = 90


def shown_of(activity: Activity, person) -> dict:
    """What the own page of an activity shows, and what may be done there."""
    today = timezone.localdate()
    dates = services.occurrences_of([activity], today, today + timedelta(days=DAYS_SHOWN))
    return {
        "activity": activity,
        "when": rule_words(activity),
        "price": price_words(activity),
        "ages": ages_words(activity),
        "dates": [one for one in dates if one.ends_at > timezone.now()],
        "stretches": [
            one for one in activity.stretches.all() if one.last is None or one.last >= today
        ],
        "may_approve": rules.may_approve(person, activity),
        "why_declined": _why_declined(activity),
        "followers": activity.followers.count(),
    }


def _why_declined(activity: Activity) -> str:
    if activity.state != Activity.State.DECLINED:
        return ""
    return activity.moves.filter(to_state=Activity.State.DECLINED).latest("at", "pk").reason


def day_of_address(text: str) -> date:
    """The day in an address. Raises Http404."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


class ActivityPage(ServicePage):
    """A page of one activity with a form that calls one service.

    Its subclasses, for hubs and for groups, say whose page it is (`own`), which activities it may
    show (`rows`), where it leads back to (`page_of`), and `base` and `owner_name` for its template.
    """

    template_name = "activities/my/form.html"
    title = explain = send = ""
    part = ""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            self.owner = self.own()
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def activity(self) -> Activity:
        """The one at this address. Raises Http404."""
        return get_object_or_404(self.rows().with_details(), pk=self.kwargs["pk"])

    def asked(self) -> dict:
        """Which activity a service is called for, and by whom."""
        return {"activity_id": self.activity.pk, "actor": self.request.user}

    def form_valid(self, form) -> HttpResponse:
        """With the service's arguments, where the form makes them of its fields."""
        if hasattr(form, "arguments"):
            form.cleaned_data = form.arguments()
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return f"{self.page_of(self.activity)}{self.part}"

    def get_context_data(self, **more) -> dict:
        shown = {"title": self.title, "explain": self.explain, "send": self.send}
        shown |= {"base": self.base, "owner": self.owner, self.owner_name: self.owner}
        if "pk" in self.kwargs:
            shown |= {"activity": self.activity, "back": self.page_of(self.activity)}
        return super().get_context_data(**shown | more)
