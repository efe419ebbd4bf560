"""Public addresses of the Fairness Taskforce."""

from django.urls import path

from taskforce.views import public as views

app_name = "taskforce"

urlpatterns = [
    path("", views.landing, name="landing"),
    path("members/", views.members, name="members"),
    path("members/<slug:slug>/", views.member_page, name="member"),
    path("members/<slug:slug>/photo.jpg", views.photo, name="photo"),
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/<slug:slug>/", views.meeting_page, name="meeting"),
    path("meetings/<slug:slug>/meeting.ics", views.meeting_calendar, name="meeting_calendar"),
    path("papers/<int:pk>/", views.paper, name="paper"),
    path("work/", views.work, name="work"),
    path("evidence/", views.evidence, name="evidence"),
    path("evidence/<slug:slug>/", views.evidence_page, name="evidence_page"),
    path("evidence/<slug:slug>/file/", views.evidence_file, name="evidence_file"),
    path("groups/", views.groups, name="groups"),
    path("reviews/", views.reviews, name="reviews"),
]
