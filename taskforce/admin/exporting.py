"""A file of what an officers' list shows."""

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from core.exports import CONTENT_TYPES, table_response
from people.officers import record_reading


class ExportsList:
    """A list that whoever has `export_permission` may take as a file; "" where nobody may."""

    export_permission = ""

    def changelist_view(self, request, extra_context=None):
        """The list, with the way to its export, as it is filtered, for those who may take it."""
        may = self.export_permission and request.user.has_perm(self.export_permission)
        asked = f"?{request.GET.urlencode()}" if request.GET else ""
        export = {"export_url": self._url("export") + asked if may else ""}
        return super().changelist_view(request, export | (extra_context or {}))

    def export_view(self, request):
        """Say what the file holds; on a POST, send it and record who took it.

        The filters and the search of the list, in the address, hold for the file.
        """
        if not request.user.has_perm(self.export_permission):
            raise PermissionDenied
        try:
            rows = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return redirect(self._url("export"))
        kind = request.POST.get("kind")
        if kind not in CONTENT_TYPES:
            title = _("Export: %(what)s") % {"what": self.opts.verbose_name_plural}
            context = self._page(request, title) | {
                "subtitle": "",
                "headings": self.export_headings(),
                "number": rows.count(),
                "is_filtered": bool(request.GET),
            }
            return TemplateResponse(request, "admin/taskforce/export.html", context)
        table = [self.export_row(row) for row in self.export_queryset(rows)]
        # The record hangs on the officer, since a file is about many things at once.
        record_reading(
            request.user,
            actor=request.user,
            what=f"export of {self.opts.model_name} as {kind}",
            rows=len(table),
        )
        name = str(self.opts.verbose_name_plural)
        return table_response(self.export_headings(), table, kind=kind, name=name)

    def export_queryset(self, rows):
        """The rows with what the file needs beyond the list."""
        return rows

    def export_headings(self) -> list[str]:
        raise NotImplementedError

    def export_row(self, thing) -> list:
        raise NotImplementedError
