"""What somebody who looks after a hub does for it; below /my/hubs/. To others it doesn't exist."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.views import ServicePage
from hubs import rules, services
from hubs.enums import AccessKind
from hubs.forms import (
    ExceptionForm,
    FactForm,
    HolidaysForm,
    NoticeForm,
    SaidForm,
    WeekForm,
)
from hubs.models import Hub
from hubs.registry import own_pages_of
from hubs.views.public import days_of, seasons_of
from hubs.words import now_words, spans_words


def own_hub(request: HttpRequest, slug: str) -> Hub:
    """The hub at this address, for somebody who looks after it.

    Raises:
        Http404: there is none, or it isn't theirs.
    """
    hub = Hub.objects.with_details().filter(slug=slug).first()
    if hub is None or not rules.may_edit(request.user, hub):
        raise Http404
    return hub


@login_required
@never_cache
@require_safe
def home(request):
    """The hubs that somebody manages."""
    hubs = Hub.objects.managed_by(request.user).with_details()
    lines = [(entry.hub, now_words(entry.now)) for entry in services.entries_of(hubs)]
    return render(request, "hubs/my/home.html", {"lines": lines})


@login_required
@never_cache
@require_safe
def hub(request, slug):
    """One hub, with all that can be changed of it."""
    found = own_hub(request, slug)
    entry, today = services.entry_of(found), timezone.localdate()
    exceptions = found.exceptions.filter(day__gte=today).prefetch_related("windows")
    context = {
        "hub": found,
        "now": now_words(entry.now),
        "days": days_of(entry, today),
        "periods": found.periods.all(),
        "seasons": seasons_of(entry, today),
        "exceptions": [
            (one, spans_words(sorted(window.span for window in one.windows.all())))
            for one in exceptions
        ],
        "notices": entry.notices,
        "facts": [(kind, entry.facts.get(kind)) for kind in AccessKind],
        "ways": own_pages_of(request.user, found),
    }
    return render(request, "hubs/my/hub.html", context)


class OwnPage(ServicePage):
    """A page of a hub with a form that calls one service; what is refused stands in the form."""

    template_name = "hubs/my/form.html"
    title = ""
    explain = ""
    send = gettext_lazy("Save")
    part = ""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            self.hub = own_hub(request, kwargs["slug"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        shown = {
            "hub": self.hub,
            "title": self.title,
            "explain": self.explain,
            "send": self.send,
            "back": self.get_success_url(),
        }
        return super().get_context_data(**shown, **kwargs)

    def asked(self) -> dict:
        """Which hub a service is called for, and by whom."""
        return {"hub_id": self.hub.pk, "actor": self.request.user}

    def get_success_url(self) -> str:
        return f"{self.hub.own_url}{self.part}"


class Said(OwnPage):
    """What is said of the hub."""

    form_class = SaidForm
    title = gettext_lazy("What is said of the hub")

    @transaction.atomic
    def post(self, request, *args, **kwargs) -> HttpResponse:
        """The row stays locked from looking whether it changed until it is saved."""
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"instance": self.hub}

    def get_initial(self) -> dict:
        return {"facilities": [one.kind for one in self.hub.facilities.all()]}

    def act(self, answers: dict) -> None:
        said = {name: answers[name] for name in SaidForm.SAID}
        services.change(**self.asked(), said=said, facilities=answers["facilities"])
        self.done = _("What is said of the hub is saved.")


class Hours(OwnPage):
    """The hours of a week, filled in with those that hold now."""

    form_class = WeekForm
    title = gettext_lazy("Opening hours")
    explain = gettext_lazy(
        "Say the hours of a whole week. Hours that begin later replace these from their day on."
    )
    part = "#hours"

    def get_initial(self) -> dict:
        today = timezone.localdate()
        week = services.usual_week(self.hub, today)
        return {f"day_{day}": tuple(spans) for day, spans in week} | {"starts_on": today}

    def act(self, answers: dict) -> None:
        services.set_hours(**self.asked(), **WeekForm.arguments_of(answers))
        self.done = _("The opening hours are saved. Everybody sees them.")


class Exceptional(OwnPage):
    """One day with other hours."""

    form_class = ExceptionForm
    title = gettext_lazy("A day with other hours")
    part = "#hours"

    def act(self, answers: dict) -> None:
        services.set_exception(**self.asked(), **answers)
        self.done = _("The day is saved. Everybody sees it.")


class OnHolidays(OwnPage):
    """What the hub does on bank holidays."""

    form_class = HolidaysForm
    title = gettext_lazy("Bank holidays")
    part = "#hours"

    def get_initial(self) -> dict:
        return {"on_holidays": self.hub.on_holidays}

    def act(self, answers: dict) -> None:
        services.keep_holidays(**self.asked(), **answers)
        self.done = _("What the hub does on bank holidays is saved.")


class NewNotice(OwnPage):
    """That the hub is closed, or partly."""

    form_class = NoticeForm
    title = gettext_lazy("Say that it is closed")
    explain = gettext_lazy("It stands on the hub’s page and in the list at once.")
    send = gettext_lazy("Publish")
    part = "#notices"

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"hub": self.hub}

    def get_initial(self) -> dict:
        return {"from_day": timezone.localdate()}

    def act(self, answers: dict) -> None:
        services.post_notice(**self.asked(), **NoticeForm.arguments_of(answers))
        self.done = _("The notice is published.")


class Fact(OwnPage):
    """One access fact."""

    form_class = FactForm
    part = "#access"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if kwargs["kind"] not in AccessKind.values:
            raise Http404
        self.kind = AccessKind(kwargs["kind"])
        self.title = self.kind.label
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"kind": self.kind}

    def get_initial(self) -> dict:
        fact = services.facts_of(self.hub).get(self.kind)
        kept = {name: getattr(fact, name) for name in FactForm.base_fields} if fact else {}
        return kept | {"measured_on": timezone.localdate()}

    def act(self, answers: dict) -> None:
        services.record_fact(**self.asked(), kind=self.kind, **answers)
        self.done = _("It is saved. Everybody sees it.")


class Assure(OwnPage):
    """That all that is shown of the hub is right."""

    form_class = forms.Form
    title = gettext_lazy("Is all of it right?")
    explain = gettext_lazy(
        "Look at the hub’s page first: hours, notices, access, how to reach you. We ask every "
        "three months, and hide a hub of which nobody has said so for a year."
    )
    send = gettext_lazy("Yes, all of it is right today")

    def act(self, answers: dict) -> None:
        services.assure(**self.asked())
        self.done = _("Thank you. The page says that you looked today.")


@dataclass(frozen=True)
class Removal:
    """How one kind of thing of a hub is taken away: by which service, asked in which words."""

    service: Any
    key: str
    title: str
    part: str
    rows: str


REMOVALS = {
    "hours": Removal(
        services.remove_period,
        "period_id",
        gettext_lazy("Take these opening hours away?"),
        "#hours",
        "periods",
    ),
    "exception": Removal(
        services.remove_exception,
        "exception_id",
        gettext_lazy("Give this day its usual hours again?"),
        "#hours",
        "exceptions",
    ),
    "notice": Removal(
        services.end_notice,
        "notice_id",
        gettext_lazy("End this notice now?"),
        "#notices",
        "notices",
    ),
    "fact": Removal(
        services.forget_fact,
        "fact_id",
        gettext_lazy("Take this back, so that it isn’t known any more?"),
        "#access",
        "facts",
    ),
}


class Remove(OwnPage):
    """Takes hours, an exception, a notice or a fact away, after asking."""

    form_class = forms.Form
    send = gettext_lazy("Yes")

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if kwargs["what"] not in REMOVALS:
            raise Http404
        self.removal = REMOVALS[kwargs["what"]]
        self.title, self.part = self.removal.title, self.removal.part
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        """Ask, and show what is taken away."""
        thing = getattr(self.hub, self.removal.rows).filter(pk=kwargs["pk"]).first()
        if thing is None:
            raise Http404
        self.explain = str(thing)
        return super().get(request, *args, **kwargs)

    def act(self, answers: dict) -> None:
        self.removal.service(**self.asked(), **{self.removal.key: self.kwargs["pk"]})
        self.done = _("It is done.")
