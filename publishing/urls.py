"""Addresses of published awards and of their open data. They are kept for good."""

from django.urls import path

from publishing.views import files, public

app_name = "publishing"

urlpatterns = [
    path("fund/awards/", public.awards, name="awards"),
    path("fund/awards/figures/", public.figures, name="figures"),
    path("fund/awards/<slug:reference>/", public.award, name="award"),
    path("fund/awards/<slug:reference>/photograph/<int:pk>/", public.photograph, name="photograph"),
    path("open-data/", files.open_data, name="open_data"),
    path("open-data/360giving.json", files.grants_json, name="grants_json"),
    path("open-data/360giving.csv", files.grants_csv, name="grants_csv"),
    path("open-data/grants.csv", files.transparency_csv, name="transparency_csv"),
]
