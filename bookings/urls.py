"""Addresses of rooms, below /hubs/rooms/."""

from django.urls import path

from bookings.views import public

app_name = "bookings"

urlpatterns = [
    path("", public.rooms, name="rooms"),
    path("<slug:slug>/", public.room, name="room"),
]
