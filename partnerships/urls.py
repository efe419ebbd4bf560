"""The public list of needs and offers."""

from django.urls import path

from partnerships.views import own, public

app_name = "needs"

urlpatterns = [
    path("", public.needs, name="list"),
    path("<int:pk>/answer/", own.answer, name="answer"),
]
