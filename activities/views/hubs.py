"""What takes place at a hub, for who looks after it; below /my/hubs/. To others it isn't there."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from activities import services
from activities.enums import ActivityState
from activities.forms import BackForm, ProposeForm, RelocateForm
from activities.models import Activity
from activities.pages import own_url
from activities.views import changing
from activities.views.pages import ActivityPage, shown_of
from activities.views.public import lines_of
from hubs.views.own import own_hub

BASE = "hubs/my/base.html"


@login_required
@never_cache
@require_safe
def home(request, slug):
    """All that takes place at a hub, and what groups propose."""
    hub = own_hub(request, slug)
    rows = dict.fromkeys(ActivityState.values, ())
    for state in rows:
        keys = hub.activities.filter(state=state).values_list("pk", flat=True)
        rows[state] = lines_of(list(keys))
    return render(request, "activities/my/hub.html", {"hub": hub, "base": BASE, "rows": rows})


@login_required
@never_cache
@require_safe
def activity(request, slug, pk):
    """One activity, with all that can be done with it."""
    hub = own_hub(request, slug)
    found = get_object_or_404(hub.activities.with_details(), pk=pk)
    context = shown_of(found, request.user) | {"hub": hub, "base": BASE, "of_hub": True}
    return render(request, "activities/my/activity.html", context)


class HubPage(ActivityPage):
    """A page of an activity for who looks after its hub."""

    base, owner_name = BASE, "hub"

    def own(self):
        return own_hub(self.request, self.kwargs["slug"])

    def rows(self):
        return self.owner.activities

    def page_of(self, activity: Activity) -> str:
        """Where it leads back to."""
        return own_url(activity, "activity", of_hub=True)


class New(HubPage):
    """The hub lists an activity of its own."""

    form_class = ProposeForm
    title = gettext_lazy("An activity here")
    explain = gettext_lazy("It is listed at once.")
    send = gettext_lazy("List it")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"initial": {"starts_on": timezone.localdate()}}

    def act(self, answers: dict) -> None:
        self.made = services.propose(hub_id=self.owner.pk, actor=self.request.user, **answers)
        self.done = _("It is listed. Everybody finds it.")

    def get_success_url(self) -> str:
        return self.page_of(self.made)


class _All(HubPage):
    """A page about everything that takes place at a hub."""

    def asked(self) -> dict:
        return {"hub_id": self.owner.pk, "actor": self.request.user}

    def get_success_url(self) -> str:
        return reverse("my_hub_activities:home", args=[self.owner.slug])


class Relocate(_All):
    """Everything goes to another hub for a time."""

    form_class = RelocateForm
    title = gettext_lazy("Move everything to another hub")
    explain = gettext_lazy("While works go on. Each page says so, and who follows is told.")
    send = gettext_lazy("Move everything")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"hub": self.owner}

    def act(self, answers: dict) -> None:
        number = services.relocate(**self.asked(), **answers)
        words = ngettext("%(number)s activity moves.", "%(number)s activities move.", number)
        self.done = words % {"number": number}


class Back(_All):
    """Everything is here again."""

    form_class = BackForm
    title = gettext_lazy("Bring everything back")
    send = gettext_lazy("Bring everything back")

    def get_initial(self):
        return {"day": timezone.localdate()}

    def act(self, answers: dict) -> None:
        number = services.bring_back(**self.asked(), **answers)
        words = ngettext("%(number)s activity is back.", "%(number)s activities are back.", number)
        self.done = words % {"number": number}


PAGES = {
    mixin.__name__: type(mixin.__name__, (mixin, HubPage), {"__doc__": mixin.__doc__})
    for mixin in (*changing.EITHER, *changing.HUB_ALONE)
}
