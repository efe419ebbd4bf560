"""Addresses of the citizen panels."""

from django.urls import path

from panels.feeds import ProgrammeFeed, programme_calendar, session_calendar
from panels.views import own, public, registering

app_name = "panels"

urlpatterns = [
    path("", public.programme, name="programme"),
    path("feed.ics", programme_calendar, name="calendar"),
    path("feed.rss", ProgrammeFeed(), name="rss"),
    path("results/", public.results, name="results"),
    path("<int:pk>/", public.session_number, name="session_number"),
    path("sessions/<slug:slug>/", public.session_page, name="session"),
    path("sessions/<slug:slug>/session.ics", session_calendar, name="session_calendar"),
    path("sessions/<slug:slug>/register/", registering.session_register, name="session_register"),
    path(
        "sessions/<slug:slug>/register/code/",
        registering.RegistrationCode.as_view(),
        name="session_register_code",
    ),
    path(
        "sessions/<slug:slug>/register/<str:step>/",
        registering.session_register,
        name="session_register_step",
    ),
    path("sessions/<slug:slug>/registered/", own.registered, name="registered"),
    path("registrations/<str:reference>/", own.registration, name="registration"),
    path(
        "registrations/<str:reference>/session.ics",
        own.registration_calendar,
        name="registration_calendar",
    ),
    path("registrations/<str:reference>/details/", own.details, name="registration_details"),
    path("registrations/<str:reference>/mine/", own.was_it_you, name="registration_mine"),
    path("registrations/<str:reference>/withdraw/", own.withdraw, name="withdraw"),
    path("withdraw/<str:token>/", own.withdraw_by_link, name="withdraw_link"),
    path("group/<str:token>/", registering.group_by_link, name="group_link"),
    path("feedback/<str:token>/", own.feedback_by_link, name="feedback_link"),
]
