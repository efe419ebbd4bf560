"""Addresses of the Collaboration Fund, below /fund/."""

from django.urls import path

from collaboration_fund.views import public

app_name = "collaboration_fund"

urlpatterns = [
    path("", public.rounds, name="rounds"),
    path("<slug:slug>/", public.round_page, name="round"),
    path("<slug:slug>/can-we-apply/", public.eligibility, name="eligibility"),
]
