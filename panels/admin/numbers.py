"""The year in numbers: a page with a chart and tables, and a file of them."""

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.exports import CONTENT_TYPES, table_response
from officers.charts import columns
from panels.services.numbers import rows_of, year_in_numbers

FIRST_YEAR = 2020
HEADINGS = (
    _("Of what"),
    _("Name"),
    _("Sessions held"),
    _("Registered"),
    _("Attended"),
    _("Walked in"),
    _("Came in all"),
    _("For the first time"),
    _("Had come before"),
    _("Not known: gave no name"),
)
LIVE_THERE = _("People who came, each once, to the nearest 5")


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
        return table_response((*HEADINGS, LIVE_THERE), rows_of(year), kind=kind, name=name)
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
        "chart": columns(
            _("How many came, month by month. The table below has the same figures."),
            [(f"{month[:3]} {of.came}", of.came) for month, of in year.months.items()],
        ),
    }
    return TemplateResponse(request, "admin/panels/session/numbers.html", context)
