"""Where who looks after a hub sees to what takes place there, below /my/hubs/."""

from django.urls import path

from activities.own_paths import paths_of
from activities.views import hubs

app_name = "my_hub_activities"

urlpatterns = [
    path("<slug:slug>/activities/", hubs.home, name="home"),
    path("<slug:slug>/activities/new/", hubs.New.as_view(), name="new"),
    path("<slug:slug>/activities/relocate/", hubs.Relocate.as_view(), name="relocate"),
    path("<slug:slug>/activities/back/", hubs.Back.as_view(), name="back"),
    path("<slug:slug>/activities/<int:pk>/", hubs.activity, name="activity"),
    *paths_of(hubs.PAGES),
]
