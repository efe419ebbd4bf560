"""What the public list of needs and offers can be narrowed by; all in the address."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.forms import FilterForm
from organisations.enums import Language
from partnerships.enums import Family, Kind
from partnerships.models import Part, Posting
from places.models import Ward


def _wards():
    return Ward.objects.values_list("slug", "name")


def _with_words(queryset, _name, value):
    words = value.strip()
    return queryset.filter(Q(title__icontains=words) | Q(details__icontains=words))


def _of_family(queryset, _name, value):
    parts = Part.objects.filter(Q(category=value) | Q(category__startswith=f"{value}-"))
    return queryset.filter(pk__in=parts.values("posting"))


def _in_ward(queryset, _name, value):
    """Of this ward, or of the whole town."""
    return queryset.filter(Q(wards=None) | Q(wards__slug=value)).distinct()


def _speaking(queryset, _name, value):
    return queryset.filter(spoken__code=value)


class NeedsFilter(django_filters.FilterSet):
    """Words, which way round, what about, ward and language."""

    q = django_filters.CharFilter(method=_with_words, label=_("Words"), max_length=100)
    kind = django_filters.ChoiceFilter(
        choices=Kind.choices, label=_("Needs or offers"), empty_label=_("Both")
    )
    about = django_filters.ChoiceFilter(
        method=_of_family, choices=Family.choices, label=_("About"), empty_label=_("Anything")
    )
    ward = django_filters.ChoiceFilter(
        method=_in_ward, choices=_wards, label=_("Ward"), empty_label=_("Any")
    )
    language = django_filters.ChoiceFilter(
        method=_speaking, choices=Language.choices, label=_("Language"), empty_label=_("Any")
    )

    class Meta:
        model = Posting
        fields = []
        form = FilterForm

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set."""
        return any(self.form.cleaned_data.values()) if self.form.is_valid() else True
