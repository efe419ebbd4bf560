"""What the list of awards can be narrowed by; all in the address, so that it can be shared."""

import django_filters
from django.core.cache import cache
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from collaboration_fund.models import Priority, Round
from core.forms import FilterForm
from core.text import comparable
from monitoring.models import Report, Story
from places.models import Ward
from publishing.models import PublicAward

CHOICES_SECONDS = 60


def _kept(name: str, choices) -> list[tuple[str, str]]:
    """Choices, kept for a minute in each language."""
    return cache.get_or_set(
        f"publishing.filters.{name}.{get_language()}", lambda: [*choices()], CHOICES_SECONDS
    )


def _awarded():
    return PublicAward.objects.published().values("award")


def _rounds() -> list[tuple[str, str]]:
    """Rounds that awards are published of."""
    rows = Round.objects.filter(awards__in=_awarded()).distinct()
    return _kept("rounds", lambda: ((one.slug, one.title) for one in rows))


def _priorities() -> list[tuple[str, str]]:
    """Priority areas of published awards, each once however many rounds have it."""
    rows = Priority.objects.filter(applications__award__in=_awarded()).order_by("words", "pk")

    def choices():
        return {one.words_en: one.words for one in rows}.items()

    return _kept("priorities", choices)


def _wards() -> list[tuple[str, str]]:
    return _kept("wards", lambda: Ward.objects.values_list("slug", "name"))


def _named(queryset, _name, value: str):
    """Awards, or groups, whose words have this in them."""
    typed, words = value.strip(), comparable(value)
    if not words:
        return queryset
    in_words = Q(award__title__icontains=typed) | Q(purpose__icontains=typed)
    learnt = Report.objects.accepted().filter(learnt__icontains=typed)
    told = Story.objects.filter(
        words__icontains=typed, may_be_public=True, report__in=Report.objects.accepted()
    )
    in_words |= Q(award__in=learnt.values("award")) | Q(award__in=told.values("report__award"))
    by_group = Q(award__application__partners__organisation__name_compared__contains=words)
    return queryset.filter(in_words | by_group | Q(award__reference__iexact=typed)).distinct()


def _in_ward(queryset, _name, value: str):
    """Awards for this ward, or for all."""
    return queryset.filter(Q(is_town_wide=True) | Q(wards__slug=value)).distinct()


def _in_area(queryset, _name, value: str):
    return queryset.filter(award__application__priorities__words_en=value).distinct()


class AwardFilter(django_filters.FilterSet):
    """Words, round, priority area and ward."""

    q = django_filters.CharFilter(method=_named, label=_("Words, or a group"), max_length=100)
    round = django_filters.ChoiceFilter(
        field_name="award__round__slug", choices=_rounds, label=_("Round"), empty_label=_("Any")
    )
    priority = django_filters.ChoiceFilter(
        method=_in_area, choices=_priorities, label=_("Priority area"), empty_label=_("Any")
    )
    ward = django_filters.ChoiceFilter(
        method=_in_ward, choices=_wards, label=_("Ward"), empty_label=_("Any")
    )

    class Meta:
        model = PublicAward
        fields = []
        form = FilterForm

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set."""
        return any(self.form.cleaned_data.values()) if self.form.is_valid() else True
