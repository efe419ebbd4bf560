"""Addresses of messaging."""

from django.urls import path

from messaging.views import public as views

app_name = "messaging"

urlpatterns = [path("unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe")]
