"""The activities that a group runs at hubs, for its people; below /my/organisations/."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from activities import services
from activities.forms import ProposeForm
from activities.models import Activity
from activities.pages import own_url
from activities.views import changing
from activities.views.pages import ActivityPage, shown_of
from activities.views.public import lines_of
from hubs.enums import HubState
from hubs.models import Hub
from organisations import rules as organisations
from organisations.rules import Act
from organisations.views.pages import leads_on, own_group, own_page

BASE = "organisations/my/base.html"


@own_page
@require_safe
def home(request, slug):
    """All that a group runs, and has proposed."""
    group = own_group(request, slug)
    lines = lines_of(list(group.activities.values_list("pk", flat=True)))
    context = {
        "organisation": group,
        "base": BASE,
        "lines": lines,
        "may_propose": organisations.may(request.user, group, Act.EDIT),
    }
    return render(request, "activities/my/group.html", context)


@own_page
@require_safe
def activity(request, slug, pk):
    """One activity, with all that the group can do with it."""
    group = own_group(request, slug)
    found = get_object_or_404(group.activities.with_details(), pk=pk)
    may_change = organisations.may(request.user, group, Act.EDIT)
    context = shown_of(found, request.user) | {"organisation": group, "base": BASE}
    context |= {"may_change": may_change, "of_hub": False}
    return render(request, "activities/my/activity.html", context)


@method_decorator(leads_on, name="dispatch")
class GroupPage(ActivityPage):
    """A page of an activity for who acts for its group."""

    base, owner_name = BASE, "organisation"

    def own(self):
        return own_group(self.request, self.kwargs["slug"], Act.EDIT)

    def rows(self):
        return self.owner.activities

    def page_of(self, activity: Activity) -> str:
        """Where it leads back to."""
        return own_url(activity, "activity", of_hub=False)


class New(GroupPage):
    """A group proposes an activity at a hub."""

    form_class = ProposeForm
    title = gettext_lazy("Propose an activity at a hub")
    explain = gettext_lazy("Who looks after the hub answers. We write to you then.")
    send = gettext_lazy("Propose it")

    def get_form_kwargs(self):
        hubs = Hub.objects.public().filter(state=HubState.OPEN).select_related("venue")
        initial = {"starts_on": timezone.localdate()}
        return super().get_form_kwargs() | {"hubs": hubs, "initial": initial}

    def act(self, answers: dict) -> None:
        asked = {"actor": self.request.user, "organisation": self.owner}
        self.made = services.propose(**asked, **answers)
        self.done = _("It is proposed. The hub answers, and we write to you.")

    def get_success_url(self) -> str:
        return self.page_of(self.made)


PAGES = {
    mixin.__name__: type(mixin.__name__, (mixin, GroupPage), {"__doc__": mixin.__doc__})
    for mixin in changing.EITHER
    if mixin is not changing.When
}
