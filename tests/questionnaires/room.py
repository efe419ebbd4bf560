"""A room that asks, for tests: whoever knows the response's id may answer it."""

import uuid

from django.http import Http404, HttpResponse
from django.urls import include, path

from questionnaires.models import Response
from questionnaires.pages import CheckPage, QuestionPage, ResponseFlow, TaskListPage


class Ask(ResponseFlow):
    page_name, check_name = "room:page", "room:check"

    def get_response(self):
        response = Response.objects.filter(pk=self.kwargs["pk"]).first()
        if response is None:
            raise Http404
        return response

    def get_leave_url(self):
        return "/contact/"


class AskTasks(Ask):
    page_name, check_name, tasks_name = "room:task_page", "room:task_check", "room:tasks"


class Check(CheckPage):
    def on_submit(self, submission):
        return HttpResponse(f"sent {submission.number}", content_type="text/plain")


def _view(*parts):
    return type("Page", parts, {}).as_view()


def address(response: Response, *more: str, tasks: bool = False) -> str:
    """An address of the room's."""
    return f"/room/{'tasks/' if tasks else ''}{response.pk}/" + "".join(f"{m}/" for m in more)


room = (
    [
        path("<uuid:pk>/check/", _view(Check, Ask), name="check"),
        path("<uuid:pk>/<slug:page>/", _view(QuestionPage, Ask), name="page"),
        path("tasks/<uuid:pk>/", _view(TaskListPage, AskTasks), name="tasks"),
        path("tasks/<uuid:pk>/check/", _view(Check, AskTasks), name="task_check"),
        path("tasks/<uuid:pk>/<slug:page>/", _view(QuestionPage, AskTasks), name="task_page"),
    ],
    "room",
)
urlpatterns = [path("room/", include(room)), path("", include("luton_portal.urls"))]
NOBODY = uuid.UUID(int=0)
