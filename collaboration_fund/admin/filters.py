"""How the officers' list of applications is narrowed."""

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from collaboration_fund.enums import PartnerState
from collaboration_fund.models import Partner
from organisations.models import Organisation

# (code, words, from, up to) in pence.
AMOUNTS = (
    ("0", _("Under £5,000"), 0, 499_999),
    ("5000", _("£5,000 to £9,999"), 500_000, 999_999),
    ("10000", _("£10,000 to £19,999"), 1_000_000, 1_999_999),
    ("20000", _("£20,000 and more"), 2_000_000, None),
)
# A list of thousands can't be looked through: the others are found by searching for their name.
MOST_GROUPS = 30
MOST_DIGITS = 9


class RelatedFilter(admin.RelatedOnlyFieldListFilter):
    """By a thing that the listed belong to. Nonsense is refused, also where it offers no choice."""

    def __init__(self, *args, **named):
        super().__init__(*args, **named)
        for value in self.lookup_val or ():
            if not value.isdecimal() or len(value) > MOST_DIGITS:
                raise IncorrectLookupParameters


class AmountFilter(admin.SimpleListFilter):
    """Applications by what they ask of the fund."""

    title, parameter_name = _("amount"), "amount"

    def lookups(self, request, model_admin):
        return [(code, words) for code, words, _least, _most in AMOUNTS]

    def queryset(self, request, queryset):
        for code, _words, least, most in AMOUNTS:
            if code == self.value():
                rows = queryset.filter(asked__gte=least)
                return rows.filter(asked__lte=most) if most else rows
        return queryset if self.value() is None else queryset.none()


class GroupFilter(admin.SimpleListFilter):
    """Applications by a group that leads or takes part; those of most applications are offered."""

    title, parameter_name = _("group"), "group"

    def lookups(self, request, model_admin):
        parts = Partner.objects.filter(
            state=PartnerState.IN, application__in=model_admin.get_queryset(request).values("pk")
        )
        groups = Organisation.objects.filter(fund_parts__in=parts)
        busiest = groups.annotate(number=Count("fund_parts")).order_by("-number", "name", "pk")
        found = dict(busiest.values_list("pk", "name")[:MOST_GROUPS])
        chosen = self._chosen()
        if chosen and chosen not in found:
            found |= dict(Organisation.objects.filter(pk=chosen).values_list("pk", "name"))
        return [(str(pk), name) for pk, name in found.items()]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        taking_part = Partner.objects.filter(
            application=OuterRef("pk"), organisation=self._chosen(), state=PartnerState.IN
        )
        return queryset.filter(Exists(taking_part))

    def _chosen(self) -> int | None:
        value = self.value() or ""
        return int(value) if value.isdecimal() and len(value) <= MOST_DIGITS else None
