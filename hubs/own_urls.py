"""Addresses of those who look after a hub, below /my/hubs/."""

from django.urls import path

from hubs.views import own

app_name = "my_hubs"

urlpatterns = [
    path("", own.home, name="home"),
    path("<slug:slug>/", own.hub, name="hub"),
    path("<slug:slug>/said/", own.Said.as_view(), name="said"),
    path("<slug:slug>/hours/", own.Hours.as_view(), name="hours"),
    path("<slug:slug>/exception/", own.Exceptional.as_view(), name="exception"),
    path("<slug:slug>/bank-holidays/", own.OnHolidays.as_view(), name="holidays"),
    path("<slug:slug>/notice/", own.NewNotice.as_view(), name="notice"),
    path("<slug:slug>/access/<slug:kind>/", own.Fact.as_view(), name="fact"),
    path("<slug:slug>/assure/", own.Assure.as_view(), name="assure"),
    path("<slug:slug>/<slug:what>/<int:pk>/remove/", own.Remove.as_view(), name="remove"),
]
