"""Addresses of a member's own pages, below /my/taskforce/."""

from django.urls import path

from taskforce import own

app_name = "my_taskforce"

urlpatterns = [
    path("", own.home, name="home"),
    path("profile/", own.Profile.as_view(), name="profile"),
    path("profile/withdraw/", own.withdraw, name="withdraw"),
    path("interests/", own.interests, name="interests"),
    path("interests/add/", own.AddInterest.as_view(), name="interest_add"),
    path("interests/<int:pk>/end/", own.EndInterest.as_view(), name="interest_end"),
    path("expenses/", own.Expenses.as_view(), name="expenses"),
    path("meetings/<slug:slug>/apologies/", own.apologies, name="apologies"),
    path("actions/<int:pk>/", own.MoveAction.as_view(), name="action"),
    path("work/<int:pk>/", own.MoveWorkItem.as_view(), name="work_item"),
    path("engagements/", own.Engagements.as_view(), name="engagements"),
    path("vote/<int:pk>/", own.CastVote.as_view(), name="vote"),
]
