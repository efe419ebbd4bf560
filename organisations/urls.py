"""Public addresses of the groups."""

from django.urls import path

from organisations.views import public

app_name = "organisations"

urlpatterns = [
    path("", public.directory, name="directory"),
    path("invitation/<str:token>/", public.Invitation.as_view(), name="invitation"),
    path("<slug:slug>/", public.organisation, name="organisation"),
    path("<slug:slug>/join/", public.Join.as_view(), name="join"),
]
