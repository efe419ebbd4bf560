"""The year in numbers: a page with a chart and tables, and a file of them."""

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.exports import CONTENT_TYPES, table_response
from panels.services.numbers import rows_of, year_in_numbers

FIRST_YEAR = 2020
HIGHEST_BAR = 150
WIDTH = 50
HEADINGS = (
    _("Of what"),
    _("Name"),
    _("Sessions held"),
    _("Registered"),
    _("Attended"),
    _("Walked in"),
    _("For the first time"),
    _("Had come before"),
)


def numbers_view(model_admin, request):
    """The numbers of a year, for everybody who may see sessions; nobody can be found in them."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    this_year = timezone.localdate().year
    years = [str(year) for year in range(this_year, FIRST_YEAR - 1, -1)]
    asked = request.GET.get("year")
    year = year_in_numbers(int(asked) if asked in years else this_year)
    kind = request.GET.get("kind")
    if kind in CONTENT_TYPES:
        name = f"citizen panels {year.year}"
        return table_response(HEADINGS, rows_of(year), kind=kind, name=name)
    most = max(1, *(numbers.came for numbers in year.months.values()))
    tables = [
        (_("By month"), year.months),
        (_("By topic"), year.topics),
        (_("By ward in which it was held"), year.places),
        (_("By session"), year.sessions),
    ]
    context = model_admin.context(request, _("The year in numbers")) | {
        "year": year,
        "years": years,
        "headings": HEADINGS[2:],
        "tables": [(words, table) for words, table in tables if table],
        "bars": [
            {
                "x": 10 + number * WIDTH,
                "height": numbers.came * HIGHEST_BAR // most,
                "month": month[:3],
                "came": numbers.came,
            }
            for number, (month, numbers) in enumerate(year.months.items())
        ],
    }
    return TemplateResponse(request, "admin/panels/session/numbers.html", context)
