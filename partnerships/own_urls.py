"""Where groups look after their needs, offers and matches, below /my/organisations/."""

from django.urls import path

from partnerships.views import own, own_matches

app_name = "my_needs"

urlpatterns = [
    path("<slug:slug>/needs/", own.home, name="home"),
    path("<slug:slug>/needs/new/<slug:kind>/", own.New.as_view(), name="new"),
    path("<slug:slug>/needs/<int:pk>/", own.OnePosting.as_view(), name="posting"),
    path("<slug:slug>/needs/<int:pk>/change/", own.Change.as_view(), name="change"),
    path("<slug:slug>/needs/<int:pk>/close/", own.Close.as_view(), name="close"),
    path("<slug:slug>/needs/<int:pk>/again/", own.Again.as_view(), name="again"),
    path("<slug:slug>/needs/matches/<int:pk>/", own_matches.OneMatch.as_view(), name="match"),
    path("<slug:slug>/needs/matches/<int:pk>/write/", own_matches.Write.as_view(), name="write"),
    path(
        "<slug:slug>/needs/matches/<int:pk>/partnership/",
        own_matches.Propose.as_view(),
        name="propose",
    ),
    path(
        "<slug:slug>/needs/partnerships/<int:pk>/",
        own_matches.OnePartnership.as_view(),
        name="partnership",
    ),
    path("<slug:slug>/needs/partnerships/<int:pk>/end/", own_matches.End.as_view(), name="end"),
]
