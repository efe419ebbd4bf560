"""Lists of the admin answer what they offer, and nothing else.

Django lets any column of a list's own table be filtered by its address: `?text__regex=^1` tells by
the number of rows what a column holds that no page shows. So the portal's site puts
`OnlyWhatIsOffered` in front of every admin that is registered, Django's and others' too.
"""

from django.contrib.admin import ListFilter, SimpleListFilter
from django.contrib.admin.filters import FieldListFilter
from django.contrib.admin.utils import (
    NotRelationField,
    get_fields_from_path,
    get_model_from_relation,
)
from django.contrib.admin.widgets import url_params_from_lookup_dict
from django.db.models import Q

from core.columns import compared
from core.text import comparable, email_address

_PARTS_OF_A_DATE = ("year", "month", "day")


class OnlyWhatIsOffered:
    """An admin whose list takes the parameters of its filters; all else is answered with 400."""

    def lookup_allowed(self, lookup, value, request=None) -> bool:
        """Whether a filter, the date hierarchy or a popup of a related field asks for this."""
        if lookup in self._offered(tuple(self.get_list_filter(request)), request):
            return True
        limits = (limit() if callable(limit) else limit for limit in self._limits())
        return any(
            (lookup, value) in url_params_from_lookup_dict(limit).items() for limit in limits
        )

    def get_search_results(self, request, queryset, search_term):
        """Find José as jose and O’Brien as O'Brien, and an address however it is spelt."""
        if "@" in search_term:
            search_term = email_address(search_term)
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        paths, words = self._compared_paths(request), comparable(search_term).split()
        if not (paths and words):
            return found, may_repeat
        alike = Q()
        for word in words:
            alike &= Q(*((f"{path}__contains", word) for path in paths), _connector=Q.OR)
        by_name = self.model._default_manager.filter(alike)
        either = Q(pk__in=found.values("pk")) | Q(pk__in=by_name.values("pk"))
        return queryset.filter(either), False

    def _compared_paths(self, request) -> list[str]:
        """The comparable columns of what this list is searched by."""
        paths = []
        for path in self.get_search_fields(request):
            before, _between, name = path.rpartition("__")
            try:
                relation = get_fields_from_path(self.model, before)[-1] if before else None
                model = get_model_from_relation(relation) if relation else self.model
            except NotRelationField:  # The name of a lookup, such as postcode__startswith.
                continue
            if name in compared(model):
                paths.append("__".join(filter(None, [before, compared(model)[name]])))
        return paths

    def to_field_allowed(self, request, to_field) -> bool:
        """Rows are named by their primary key alone."""
        return to_field in {"pk", self.opts.pk.name, self.opts.pk.attname}

    def _limits(self):
        """What fields that lead here limit their choices to, which their popups ask for."""
        return self.model._meta.related_fkey_lookups

    def _offered(self, filters: tuple, request) -> frozenset[str]:
        kept = self.__dict__.setdefault("_offered_by", {})
        if filters not in kept:
            dates = {f"{self.date_hierarchy}__{part}" for part in _PARTS_OF_A_DATE}
            names = {name for item in filters for name in self._parameters(item, request)}
            kept[filters] = frozenset(names | (dates if self.date_hierarchy else set()))
        return kept[filters]

    def _parameters(self, item, request) -> list[str]:
        """The names under which one filter of the list is asked for."""
        if isinstance(item, type) and issubclass(item, SimpleListFilter):
            return [item.parameter_name]
        if isinstance(item, type) and issubclass(item, ListFilter):
            return item(request, {}, self.model, self).expected_parameters()
        path, spec = item if isinstance(item, tuple | list) else (item, FieldListFilter.create)
        field = get_fields_from_path(self.model, path)[-1]
        return spec(field, request, {}, self.model, self, field_path=path).expected_parameters()


def guarded(admin_class: type) -> type:
    """`admin_class` with the guard in front, whatever it allows by itself."""
    if issubclass(admin_class, OnlyWhatIsOffered):
        return admin_class
    return type(
        admin_class.__name__,
        (OnlyWhatIsOffered, admin_class),
        {"__module__": admin_class.__module__, "__doc__": admin_class.__doc__},
    )
