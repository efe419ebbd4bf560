"""Offers and draws: to read; the services write them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.words import say
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.lists import ReadOnlyMixin
from people.services import record_reading
from recruitment.admin.base import RoundScoped
from recruitment.models import Draw, Offer
from recruitment.services.panel import OFFERS


@admin.register(Offer)
class OfferAdmin(RoundScoped, ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """Every offer and how it came about."""

    area, place = Area.RECRUITMENT, 4
    of_round = "application__round"
    reads = "offer"
    list_display = ["application", "name", "sector", "basis", "answer", "reply_by", "offered_at"]
    list_filter = [
        ("application__round", admin.RelatedOnlyFieldListFilter),
        "answer",
        "basis",
        "sector",
    ]
    list_select_related = ["application__person"]
    fields = readonly_fields = [
        "application",
        "name",
        "sector",
        "basis",
        "reason",
        "replaces",
        "offered_at",
        "reply_by",
        "answer",
        "answered_at",
        "decline_reason",
        "interests",
    ]

    def changelist_view(self, request, extra_context=None):
        """The list, which names people; that it was read is recorded."""
        if request.method == "GET" and self.has_view_permission(request):
            rows = self.get_queryset(request).count()
            record_reading(request.user, actor=request.user, what=OFFERS, rows=rows)
        return super().changelist_view(request, extra_context)

    @admin.display(description=_("full name"), ordering="application__person__name")
    def name(self, offer):
        """To whom."""
        return offer.application.person.name

    @admin.display(description=_("why to this applicant"))
    def reason(self, offer):
        """In the reader's language where the portal wrote it."""
        return say(offer.why)


@admin.register(Draw)
class DrawAdmin(RoundScoped, ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """Every draw and what it was made of, kept for ever."""

    area, place = Area.RECRUITMENT, 5
    list_display = ["round", "state", "size", "created_at", "published_at", "number", "drawn_at"]
    list_filter = ["state", ("round", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["round"]
    fields = readonly_fields = [
        "round",
        "state",
        "size",
        "panels",
        "seed",
        "lottery_sha256",
        "published_at",
        "number_source",
        "chance",
        "number",
        "drawn_at",
        "certificate",
    ]

    @admin.display(description=_("what the method certified"))
    def certificate(self, draw):
        """The gap, the solver and its version, the way it took."""
        return ", ".join(
            f"{name}: {value}"
            for name, value in sorted(draw.outcome.items())
            if not isinstance(value, list | dict)
        )
