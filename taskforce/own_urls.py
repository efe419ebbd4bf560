"""Addresses of a member's own pages, below /my/taskforce/."""

from django.urls import path

from taskforce.views import own, own_register

app_name = "my_taskforce"

urlpatterns = [
    path("", own.home, name="home"),
    path("profile/", own.Profile.as_view(), name="profile"),
    path("profile/withdraw/", own.withdraw, name="withdraw"),
    path("interests/", own_register.interests, name="interests"),
    path("interests/add/", own_register.AddInterest.as_view(), name="interest_add"),
    path("interests/<int:pk>/end/", own_register.EndInterest.as_view(), name="interest_end"),
    path("interests/<int:pk>/", own_register.ChangeInterest.as_view(), name="interest_change"),
    path(
        "interests/<int:pk>/remove/", own_register.RemoveInterest.as_view(), name="interest_remove"
    ),
    path("expenses/", own_register.Expenses.as_view(), name="expenses"),
    path("expenses/<int:pk>/withdraw/", own_register.withdraw_claim, name="claim_withdraw"),
    path("expenses/<int:pk>/receipt/", own_register.receipt, name="receipt"),
    path("meetings/<slug:slug>/minutes/", own.minutes, name="minutes"),
    path("meetings/<slug:slug>/apologies/", own.apologies, name="apologies"),
    path("actions/<int:pk>/", own.MoveAction.as_view(), name="action"),
    path("work/<int:pk>/", own.MoveWorkItem.as_view(), name="work_item"),
    path("areas/<int:pk>/", own.MoveArea.as_view(), name="area"),
    path(
        "engagements/<int:pk>/withdraw/",
        own_register.withdraw_engagement,
        name="engagement_withdraw",
    ),
    path("engagements/", own_register.Engagements.as_view(), name="engagements"),
    path("vote/<int:pk>/stand/", own.stand, name="stand"),
    path("vote/<int:pk>/", own.CastVote.as_view(), name="vote"),
]
