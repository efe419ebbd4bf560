"""What everybody reads of the panels: the programme, a session, what came of sessions."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from panels.filters import SessionFilter
from panels.models import Session
from panels.structured import event_data
from panels.views.journey import Journey

SESSIONS_A_PAGE = 20


@require_safe
def programme(request):
    """The programme ahead, narrowed by the address."""
    sessions = Session.objects.public().ahead().with_details()
    narrowed = SessionFilter(request.GET, queryset=sessions)
    found = narrowed.qs if narrowed.form.is_valid() else sessions.none()
    page = Paginator(found, SESSIONS_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": narrowed.form, "page": page, "is_narrowed": narrowed.is_narrowed}
    return render(request, "panels/programme.html", context)


@require_safe
def results(request):
    """Sessions that took place, how many people came, and what came of it."""
    held = Session.objects.held().with_details().with_numbers()
    page = Paginator(held, SESSIONS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "panels/results.html", {"page": page})


@require_safe
def session_page(request, slug):
    """One session: when, where, what to expect, and the way in."""
    sessions = Session.objects.visible_to(request.user).with_details()
    session = get_object_or_404(sessions.with_numbers(), slug=slug)
    mine = held = None
    if request.user.is_authenticated:
        mine = session.registrations.live().of(request.user).first()
    elif (journey := Journey(request, session)).is_begun:
        held = session.registrations.live().filter(held_by=journey.visitor).first()
    context = {"session": session, "mine": mine, "held": held, "event": event_data(session)}
    return render(request, "panels/session.html", context)


@require_safe
def session_number(request, pk):
    """The session of a short address, as a letter has it: leads to its page."""
    return redirect(get_object_or_404(Session.objects.visible_to(request.user), pk=pk))
