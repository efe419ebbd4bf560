"""Where who looks after a hub lets its rooms, below /my/hubs/."""

from django.urls import path

from bookings.views import hubs

app_name = "my_hub_bookings"

one = "<slug:slug>/rooms/bookings/<int:pk>"

urlpatterns = [
    path("<slug:slug>/rooms/", hubs.home, name="home"),
    path("<slug:slug>/rooms/new/", hubs.NewRoom.as_view(), name="new_room"),
    path("<slug:slug>/rooms/<int:pk>/", hubs.ChangeRoom.as_view(), name="room"),
    path(f"{one}/", hubs.booking, name="booking"),
    path(f"{one}/decline/", hubs.Decline.as_view(), name="decline"),
    path(f"{one}/<int:date>/take-back/", hubs.Displace.as_view(), name="displace"),
]
