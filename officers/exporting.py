"""A file of what an officers' list shows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from core.exports import CONTENT_TYPES, table_response
from people.services import record_reading

ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class Column:
    """One column of a file: its heading, what a row has in it, and who may take it ("": everybody
    who may take the file).
    """

    heading: str
    value: Callable
    permission: str = ""


def minute(moment) -> str:
    """A moment in Luton as files hold it, such as 2026-09-14 18:30; nothing where there is none."""
    return date_format(localtime(moment), "Y-m-d H:i") if moment else ""


class ExportsList:
    """A list that whoever has `export_permission` may take as a file; "" where nobody may."""

    export_permission = ""
    export_columns: tuple[Column, ...] = ()

    def get_urls(self):
        """With the address of the export, if there is one."""
        if not self.export_permission:
            return super().get_urls()
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        view = self.admin_site.admin_view(self.export_view)
        return [path("export/", view, name=name), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        """The list, with the way to its export, as it is filtered, for those who may take it."""
        may = self.export_permission and request.user.has_perm(self.export_permission)
        asked = f"?{request.GET.urlencode()}" if request.GET else ""
        context = {
            "title": capfirst(self.opts.verbose_name_plural),
            "export_url": self.address("export") + asked if may else "",
        }
        return super().changelist_view(request, context | (extra_context or {}))

    def export_view(self, request):
        """Say what the file holds; on a POST, send it and record who took it.

        The filters and the search of the list, in the address, hold for the file.
        """
        if not request.user.has_perm(self.export_permission):
            raise PermissionDenied
        try:
            rows = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return redirect(self.address("export"))
        columns = [
            column
            for column in self.export_columns
            if not column.permission or request.user.has_perm(column.permission)
        ]
        headings, kind = [column.heading for column in columns], request.POST.get("kind")
        number = rows.count()
        if kind not in CONTENT_TYPES:
            title = _("Export: %(what)s") % {"what": self.opts.verbose_name_plural}
            context = self.context(request, title) | {
                "headings": headings,
                "number": number,
                "is_filtered": bool(request.GET),
            }
            return TemplateResponse(request, "officers/export.html", context)
        # The record hangs on the officer, since a file is about many things at once.
        what = f"export of {self.opts.model_name} as {kind}"
        record_reading(request.user, actor=request.user, what=what, rows=number)
        name = str(self.opts.verbose_name_plural)
        return table_response(headings, self._cells(rows, columns), kind=kind, name=name)

    def _cells(self, rows, columns) -> Iterator[list]:
        for row in self.export_queryset(rows).iterator(chunk_size=ROWS_AT_ONCE):
            yield [column.value(row) for column in columns]

    def export_queryset(self, rows):
        """The rows with what the file needs beyond the list."""
        return rows
