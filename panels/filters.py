"""What a resident can narrow the programme by; all in the address, so that it can be shared."""

import django_filters
from django.core.cache import cache
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.fields import DateField
from core.forms import FilterForm
from panels.models import AccessProvision, Session, Topic
from places.models import Area, Ward

CHOICES_SECONDS = 60


def _choices(model):
    """(slug, words) pairs of a reference table, kept for a minute in each language."""

    def choices():
        label = "name" if model is Ward else "title"
        return cache.get_or_set(
            f"panels.filters.{model._meta.model_name}.{get_language()}",
            lambda: [(row.slug, getattr(row, label)) for row in model.objects.all()],
            CHOICES_SECONDS,
        )

    return choices


def filter_how(queryset, _name, value):
    """Sessions that one can join "online", or "in-person"."""
    if value == "online":
        return queryset.exclude(online_link="")
    return queryset.exclude(venue=None)


class DateFilter(django_filters.Filter):
    """A date typed as day, month and year."""

    field_class = DateField


class SessionFilterForm(FilterForm):
    """The filters as a form, of which the first are shown and the others folded away."""

    first = ("topic", "ward")

    @property
    def more(self) -> list:
        """The filters that are folded away."""
        return [bound for bound in self if bound.name not in self.first]

    @property
    def more_is_set(self) -> bool:
        """Whether a folded filter is in use."""
        return any(self.cleaned_data.get(bound.name) for bound in self.more)


class SessionFilter(django_filters.FilterSet):
    """Topic, ward, area, dates, online or in person, access provision."""

    topic = django_filters.ChoiceFilter(
        field_name="topic__slug", choices=_choices(Topic), label=_("Topic"), empty_label=_("Any")
    )
    ward = django_filters.ChoiceFilter(
        field_name="venue__ward__slug",
        choices=_choices(Ward),
        label=_("Ward"),
        empty_label=_("Any"),
    )
    area = django_filters.ChoiceFilter(
        field_name="venue__ward__area",
        choices=Area.choices,
        label=_("Area of Luton"),
        empty_label=_("Any"),
    )
    after = DateFilter(field_name="starts_at__date", lookup_expr="gte", label=_("From this date"))
    before = DateFilter(field_name="starts_at__date", lookup_expr="lte", label=_("To this date"))
    how = django_filters.ChoiceFilter(
        choices=[("online", _("Online")), ("in-person", _("In person"))],
        method=filter_how,
        label=_("Online or in person"),
        empty_label=_("Any"),
    )
    provision = django_filters.ChoiceFilter(
        field_name="provisions__slug",
        choices=_choices(AccessProvision),
        label=_("Access provision"),
        empty_label=_("Any"),
    )

    class Meta:
        model = Session
        fields = []
        form = SessionFilterForm

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set."""
        return any(self.form.cleaned_data.values()) if self.form.is_valid() else True
