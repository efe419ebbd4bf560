"""Pages of a round: the dashboard, inviting many, entering an application for somebody."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.db.models.functions import TruncDate
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.forms import add_refusal, posted
from core.luton import LUTON
from core.refusal import Refusal
from core.statistics import published
from messaging.kinds import BY_LETTER
from people.services import complete_profile, person_for, person_without_email
from places.services import spaced_postcode
from recruitment import services
from recruitment.admin.forms import OfflineForm
from recruitment.enums import ApplicationState
from recruitment.models import Application, Round
from recruitment.services.targets import SECTOR, counts, sent_categories, words_of
from recruitment.steps import next_steps

# A bar of the chart, of 100 in all.
WIDEST_BAR = 10


def dashboard(model_admin, request, round):
    """Applications by day, state and category, small numbers hidden, and what waits for whom."""
    by_day = (
        round.applications.sent()
        .annotate(day=TruncDate("submitted_at", tzinfo=LUTON))
        .values_list("day")
        .annotate(number=Count("pk"))
        .order_by("day")
    )
    states = dict(round.applications.values_list("state").annotate(number=Count("pk")))
    sectors = round.applications.sent().values_list("sector").annotate(number=Count("pk"))
    labels = dict(round.applications.model._meta.get_field("sector").choices)
    tally = counts(sent_categories(round, actor=request.user))
    days, words = list(by_day), words_of(round)
    return model_admin.page(
        request,
        round,
        _("Dashboard"),
        "admin/recruitment/dashboard.html",
        days=days,
        chart=_chart(days),
        states=[(s.label, states[s]) for s in ApplicationState if s in states],
        sectors=[(labels[sector], number) for sector, number in sectors],
        categories=[
            (*words.get(pair, pair), published(number))
            for pair, number in sorted(tally.items())
            if pair[0] != SECTOR
        ],
        waiting=next_steps(round),
    )


def _chart(days) -> list[dict]:
    """The bars of applications by day, as parts of a drawing 100 high."""
    most = max((number for _day, number in days), default=0)
    width = min(100 / len(days), WIDEST_BAR) if days else 0
    return [
        {
            "x": round_to(index * width),
            "width": round_to(width * 0.8),
            "y": round_to(100 - 100 * number / most),
            "height": round_to(100 * number / most),
        }
        for index, (_day, number) in enumerate(days)
    ]


def round_to(number: float) -> str:
    """A length as a drawing takes it."""
    return f"{number:.2f}"


def offline(model_admin, request, round):
    """Enter an application that came on paper or by telephone, in the applicant's name."""
    form = OfflineForm(posted(request), round=round)
    if request.method == "POST" and form.is_valid():
        details = dict(form.cleaned_data)
        try:
            with transaction.atomic():
                person = _applicant(request, round, details)
                application = services.start(
                    round_id=round.pk, person=person, actor=request.user, **details
                )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The application is begun. Enter its answers now."))
            return redirect(application)
    return model_admin.page(
        request,
        round,
        _("Enter an application"),
        "admin/recruitment/offline.html",
        form=form,
    )


def _applicant(request, round: Round, details: dict):
    """Whose application it is; takes the name and the email address out of `details`.

    Somebody without an address whom an officer has begun to enter is found by name and postcode.
    """
    name, email = details.pop("name"), details.pop("email")
    if email:
        person = person_for(email=email, name=name, postcode=details["postcode"])
        return complete_profile(person=person, actor=request.user, name=name)
    begun = Application.objects.live().filter(
        round=round,
        person__email__endswith=BY_LETTER,
        person__name__iexact=name.strip(),
        postcode=spaced_postcode(details["postcode"]) or "-",
    )
    found = begun.select_related("person").first()
    return found.person if found else person_without_email(name=name, postcode=details["postcode"])
