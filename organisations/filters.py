"""What the directory can be narrowed by; all in the address, so that it can be shared."""

import django_filters
from django.core.cache import cache
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.forms import FilterForm
from core.text import comparable
from organisations.enums import Language, LegalForm, People, ReachKind
from organisations.models import Organisation
from places.models import Ward

CHOICES_SECONDS = 60


def _wards() -> list[tuple[str, str]]:
    """(slug, name) of each ward, kept for a minute."""
    return cache.get_or_set(
        "organisations.filters.wards",
        lambda: [*Ward.objects.values_list("slug", "name")],
        CHOICES_SECONDS,
    )


def _named(queryset, _name, value):
    """Groups whose name or words have this in them."""
    words = comparable(value)
    if not words:
        return queryset
    return queryset.filter(Q(name_compared__contains=words) | Q(summary__icontains=value.strip()))


def _in_ward(queryset, _name, value):
    """Groups that work in this ward, or in all."""
    return queryset.filter(Q(is_town_wide=True) | Q(wards__slug=value)).distinct()


def _reaching(kind):
    def reaching(queryset, _name, value):
        return queryset.filter(reaches__kind=kind, reaches__code=value)

    return reaching


class DirectoryFilter(django_filters.FilterSet):
    """Words, ward, people, language and kind of group."""

    q = django_filters.CharFilter(method=_named, label=_("Name, or what it does"), max_length=100)
    ward = django_filters.ChoiceFilter(
        method=_in_ward, choices=_wards, label=_("Ward"), empty_label=_("Any")
    )
    people = django_filters.ChoiceFilter(
        method=_reaching(ReachKind.PEOPLE),
        choices=People.choices,
        label=_("People it works with"),
        empty_label=_("Any"),
    )
    language = django_filters.ChoiceFilter(
        method=_reaching(ReachKind.LANGUAGE),
        choices=Language.choices,
        label=_("Language it speaks"),
        empty_label=_("Any"),
    )
    form_of = django_filters.ChoiceFilter(
        field_name="form",
        choices=LegalForm.choices,
        label=_("Kind of group"),
        empty_label=_("Any"),
    )

    class Meta:
        model = Organisation
        fields = []
        form = FilterForm

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set."""
        return any(self.form.cleaned_data.values()) if self.form.is_valid() else True
