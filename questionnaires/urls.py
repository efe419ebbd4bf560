"""Addresses of a person's own answers about equality, below /my/equality/."""

from django.urls import path

from questionnaires.views import own as views

app_name = "questionnaires"

urlpatterns = [
    path("", views.Equality.as_view(), name="equality"),
    path("check/", views.EqualityCheck.as_view(), name="equality_check"),
    path("withdraw/", views.EqualityWithdraw.as_view(), name="equality_withdraw"),
    path("questions/<slug:page>/", views.EqualityPage.as_view(), name="equality_page"),
]
