"""Addresses of the case for hubs, below /hubs/plans/."""

from django.urls import path

from investment.views import public

app_name = "investment"

urlpatterns = [
    path("", public.programme, name="programme"),
    path("<slug:slug>/", public.case, name="case"),
]
