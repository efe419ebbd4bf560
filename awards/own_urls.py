"""Where a group finds all that it is granted, below /my/organisations/."""

from django.urls import path

from awards.views import groups

app_name = "my_awards"

urlpatterns = [path("<slug:slug>/grants/", groups.home, name="home")]
