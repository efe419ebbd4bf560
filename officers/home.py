"""The officers' home: what is on, what waits, what comes, the year in numbers; and one search."""

from datetime import date, datetime, time, timedelta
from itertools import groupby

from django import forms
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.luton import LUTON
from core.text import comparable
from officers.registry import parts
from people.services import record_reading

DAYS_AHEAD = 14
LEAST = 2
TOO_SHORT = _("Enter at least two letters or digits.")


class SearchForm(forms.Form):
    """What to look for."""

    q = forms.CharField(
        label=_("Search"),
        help_text=_("A name, email address, telephone number, postcode, reference or title"),
        max_length=120,
        min_length=LEAST,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
        error_messages={"min_length": TOO_SHORT},
    )

    def clean_q(self):
        """Signs alone are in everything."""
        words = self.cleaned_data["q"].strip()
        if len(comparable(words)) < LEAST:
            raise forms.ValidationError(TOO_SHORT)
        return words


def home_view(site, request, extra_context=None) -> TemplateResponse:
    """What an officer looks at first in the morning."""
    today = timezone.localdate()
    begins, ends = _midnight(today), _midnight(today + timedelta(days=1))
    waits = [one for part in parts() for one in part.waits(request.user) if one.number]
    waits.sort(key=lambda one: (_day(one.due or one.oldest or ends), str(one.words)))
    shared = site.each_context(request)
    context = {
        **shared,
        "title": site.index_title,
        "subtitle": None,
        "app_list": shared["available_apps"],
        # The page shows these ways itself.
        "is_nav_sidebar_enabled": False,
        "today": _on(request.user, begins, ends),
        "urgent": [one for one in waits if one.is_urgent],
        "waits": [one for one in waits if not one.is_urgent],
        "past": [one for part in parts() for one in part.past(request.user)],
        "coming": _on(request.user, ends, _midnight(today + timedelta(days=1 + DAYS_AHEAD))),
        "figures": [
            figure
            for part in parts()
            for figure in part.figures(request.user, today.replace(month=1, day=1))
        ],
        "year": today.year,
        "days_ahead": DAYS_AHEAD,
        "search": SearchForm(),
        **(extra_context or {}),
    }
    return TemplateResponse(request, "officers/home.html", context)


def search_view(site, request) -> TemplateResponse:
    """Everything that this officer may read and that matches; that they looked is recorded."""
    form = SearchForm(request.GET if "q" in request.GET else None)
    found = []
    if form.is_valid():
        words = form.cleaned_data["q"]
        found = [one for part in parts() for one in part.finds(request.user, words)]
        found.sort(key=lambda one: (one.rank, str(one.kind)))
        if found:
            record_reading(request.user, actor=request.user, what="search", rows=len(found))
    kinds = groupby(sorted(found, key=lambda one: str(one.kind)), key=lambda one: str(one.kind))
    context = {
        **site.each_context(request),
        "title": _("Search"),
        "search": form,
        "errors": bool(form.errors),
        "found": [(kind, list(things)) for kind, things in kinds],
        "asked": form.is_valid(),
    }
    return TemplateResponse(request, "officers/search.html", context)


def _midnight(day: date) -> datetime:
    """When a day begins in Luton."""
    return datetime.combine(day, time.min, tzinfo=LUTON)


def _day(moment: date | datetime) -> date:
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment


def _on(officer, begins: datetime, ends: datetime) -> list:
    found = [one for part in parts() for one in part.on(officer, begins, ends)]
    return sorted(found, key=lambda one: (one.at, str(one.words)))
