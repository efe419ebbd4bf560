"""Addresses of activities, below /hubs/activities/."""

from django.urls import path

from activities.views import public

app_name = "activities"

urlpatterns = [
    path("", public.activities, name="activities"),
    path("<slug:slug>/", public.activity, name="activity"),
    path("<slug:slug>/follow/", public.follow, name="follow"),
    path("<slug:slug>/calendar.ics", public.feed, name="feed"),
]
