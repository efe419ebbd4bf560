"""What every part of the public API shares: read only, by slug, and strict about filters."""

from datetime import UTC

from django import forms
from django.utils.translation import gettext as _
from django_filters import BooleanFilter, IsoDateTimeFilter
from django_filters.fields import IsoDateTimeField
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.viewsets import ReadOnlyModelViewSet


class Pages(PageNumberPagination):
    """Numbered pages of 50 unless `page_size` says otherwise, up to 100."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 100


class StrictFilters(DjangoFilterBackend):
    """Filters that say so when a parameter is not one of them, instead of ignoring it."""

    def filter_queryset(self, request, queryset, view):
        filterset = self.get_filterset(request, queryset, view)
        known = {*(filterset.filters if filterset else ()), "page", "page_size", "format"}
        unknown = {
            name: [_("There is no such filter. There are: %s.") % ", ".join(sorted(known))]
            for name in sorted(set(request.query_params) - known)
        }
        if unknown:
            raise ValidationError(unknown)
        return super().filter_queryset(request, queryset, view)


class _TrueOrFalseField(forms.TypedChoiceField):
    def __init__(self, **kwargs):
        choices = [("true", "true"), ("false", "false")]
        super().__init__(
            choices=choices, coerce=lambda value: value == "true", empty_value=None, **kwargs
        )


class TrueOrFalseFilter(BooleanFilter):
    """ "true" or "false"; anything else is refused, where Django's own would be ignored."""

    field_class = _TrueOrFalseField


class _MomentField(IsoDateTimeField):
    def to_python(self, value):
        try:
            moment = super().to_python(value)
            return moment and moment.astimezone(UTC)
        except OverflowError as error:
            raise forms.ValidationError(_("This is too far from today."), code="far") from error


class MomentFilter(IsoDateTimeFilter):
    """An ISO 8601 moment that still exists in UTC."""

    field_class = _MomentField


class PublicViewSet(ReadOnlyModelViewSet):
    """A list, and one thing by its slug."""

    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"
    filter_backends = [StrictFilters]
    pagination_class = Pages
