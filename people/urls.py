"""Addresses of a person's own pages, below /my/."""

from django.urls import path

from people.views import own as views

app_name = "people"

urlpatterns = [
    path("details/", views.Details.as_view(), name="details"),
    path("preferences/", views.Preferences.as_view(), name="preferences"),
]
