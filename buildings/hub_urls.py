"""Where who looks after a hub keeps the record of its building, below /my/hubs/."""

from django.urls import path

from buildings.views import hubs

app_name = "my_hub_building"

urlpatterns = [
    path("<slug:slug>/building/", hubs.home, name="home"),
    path("<slug:slug>/building/check/", hubs.RecordCheck.as_view(), name="check"),
    path("<slug:slug>/building/count/", hubs.CountPeople.as_view(), name="count"),
    path("<slug:slug>/building/incident/", hubs.NoteIncident.as_view(), name="incident"),
]
