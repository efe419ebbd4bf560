"""Where groups ask for rooms, below /my/organisations/."""

from django.urls import path

from bookings.views import groups

app_name = "my_bookings"

one = "<slug:slug>/rooms/<int:pk>"

urlpatterns = [
    path("<slug:slug>/rooms/", groups.home, name="home"),
    path("<slug:slug>/rooms/ask/<int:room>/", groups.Ask.as_view(), name="ask"),
    path(f"{one}/", groups.booking, name="booking"),
    path(f"{one}/<int:date>/give-back/", groups.GiveBack.as_view(), name="give_back"),
    path(f"{one}/end/", groups.End.as_view(), name="end"),
    path(f"{one}/again/", groups.Again.as_view(), name="again"),
]
