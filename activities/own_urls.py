"""Where groups look after what they run at hubs, below /my/organisations/."""

from django.urls import path

from activities.own_paths import paths_of
from activities.views import groups

app_name = "my_activities"

urlpatterns = [
    path("<slug:slug>/activities/", groups.home, name="home"),
    path("<slug:slug>/activities/new/", groups.New.as_view(), name="new"),
    path("<slug:slug>/activities/<int:pk>/", groups.activity, name="activity"),
    *paths_of(groups.PAGES),
]
