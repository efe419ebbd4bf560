"""Addresses at which people look after their groups, below /my/organisations/."""

from django.urls import path

from organisations.views import own, own_people, own_records

app_name = "my_organisations"

urlpatterns = [
    path("", own.home, name="home"),
    path("new/", own.New.as_view(), name="new"),
    path("join/<str:token>/", own.JoinFound.as_view(), name="join_found"),
    path("<slug:slug>/", own.organisation, name="organisation"),
    path("<slug:slug>/edit/", own.Edit.as_view(), name="edit"),
    path("<slug:slug>/directory/", own.Directory.as_view(), name="directory"),
    path("<slug:slug>/numbers/", own_records.Numbers.as_view(), name="numbers"),
    path(
        "<slug:slug>/numbers/<int:pk>/remove/",
        own_records.RemoveNumber.as_view(),
        name="number_remove",
    ),
    path("<slug:slug>/committee/", own_records.Committee.as_view(), name="committee"),
    path(
        "<slug:slug>/committee/<int:pk>/",
        own_records.ChangeCommitteeMember.as_view(),
        name="committee_member",
    ),
    path(
        "<slug:slug>/committee/<int:pk>/remove/",
        own_records.RemoveCommitteeMember.as_view(),
        name="committee_member_remove",
    ),
    path("<slug:slug>/documents/", own_records.documents, name="documents"),
    path("<slug:slug>/documents/<int:pk>/file/", own_records.document_file, name="document_file"),
    path("<slug:slug>/documents/<slug:what>/", own_records.SendDocument.as_view(), name="document"),
    path("<slug:slug>/people/", own_people.People.as_view(), name="people"),
    path("<slug:slug>/people/<int:pk>/", own_people.OnePerson.as_view(), name="person"),
    path("<slug:slug>/hand-over/", own_people.HandOver.as_view(), name="hand_over"),
    path("<slug:slug>/leave/", own_people.Leave.as_view(), name="leave"),
]
