"""Where a group finds all reports that it writes or takes part in, below /my/organisations/."""

from django.urls import path

from monitoring.views import groups

app_name = "my_monitoring"

urlpatterns = [path("<slug:slug>/reports/", groups.home, name="home")]
