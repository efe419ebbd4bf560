"""A version as a resident will see it; what is typed stays in the officer's session."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from questionnaires.models import SetVersion
from questionnaires.pages import CheckPage, Flow, QuestionPage, TaskListPage
from questionnaires.services import Incomplete

ADMIN = "admin:questionnaires_setversion"


class PreviewFlow(Flow):
    """The pages of a version without a response."""

    tasks_name = f"{ADMIN}_preview"
    page_name = f"{ADMIN}_preview_page"
    check_name = f"{ADMIN}_preview_check"
    banner = gettext_lazy("This is a preview. Nothing that you type is saved or sent.")

    @cached_property
    def version(self) -> SetVersion:
        """The version of this address. Raises Http404 or PermissionDenied."""
        if not self.request.user.has_perm("questionnaires.view_setversion"):
            raise PermissionDenied
        pk = self.kwargs["object_id"]
        found = SetVersion.objects.with_questions().filter(pk=pk) if _is_key(pk) else None
        version = found.first() if found is not None else None
        if version is None:
            raise Http404
        return version

    @property
    def _place(self) -> str:
        return f"questionnaires-preview-{self.version.pk}"

    def get_version(self):
        return self.version

    def get_values(self):
        return self.request.session.get(self._place, {})

    def save(self, answers, *, for_now, made_from):
        kept = self.get_values() | {key: _kept(value) for key, value in answers.items()}
        self.request.session[self._place] = {k: v for k, v in kept.items() if v is not None}

    def get_leave_url(self):
        return reverse(f"{ADMIN}_change", args=[self.version.pk])


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _kept(value):
    """A file is looked at and let go of: only its name is shown."""
    if isinstance(value, File):
        return {"file": "", "name": value.name, "size": value.size}
    return value


class PreviewTasks(TaskListPage, PreviewFlow):
    """The sections of the version."""


class PreviewPage(QuestionPage, PreviewFlow):
    """One page of it."""


class PreviewCheck(CheckPage, PreviewFlow):
    """The answers to check; sending them forgets them."""

    def hand_in(self):
        missing = self.walk.missing()
        if missing:
            raise Incomplete(missing)
        self.request.session.pop(self._place, None)
        messages.info(self.request, _("This was a preview. Nothing is saved or sent."))
        return redirect(self.get_leave_url())


PREVIEWS = {
    "preview": ("preview/", PreviewTasks),
    "preview_check": ("preview/check/", PreviewCheck),
    "preview_page": ("preview/questions/<slug:page>/", PreviewPage),
}
