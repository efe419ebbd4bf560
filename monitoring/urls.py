"""Addresses of reports on awards, below /fund/reports/."""

from django.urls import path

from monitoring.views import changing, own, parts, telling

app_name = "monitoring"

award = "<slug:reference>"
report = f"{award}/<int:number>"

urlpatterns = [
    path(f"{award}/", own.award, name="award"),
    path(f"{award}/change/", changing.AskPage.as_view(), name="ask_change"),
    path(f"{award}/change/<int:pk>/", changing.ChangePage.as_view(), name="change"),
    path(f"{report}/", own.report, name="report"),
    path(f"{report}/spending/", parts.SpendingPage.as_view(), name="spending"),
    path(f"{report}/outputs/", parts.OutputsPage.as_view(), name="outputs"),
    path(f"{report}/outputs/add/", parts.AddOutputPage.as_view(), name="output_add"),
    path(f"{report}/outputs/<int:pk>/", parts.RemoveOutputPage.as_view(), name="output_remove"),
    path(f"{report}/people/", parts.PeoplePage.as_view(), name="people"),
    path(f"{report}/learnt/", parts.LearntPage.as_view(), name="learnt"),
    path(f"{report}/reply/", parts.ReplyPage.as_view(), name="reply"),
    path(f"{report}/stories/", telling.stories, name="stories"),
    path(f"{report}/stories/add/", telling.AddStoryPage.as_view(), name="story_add"),
    path(f"{report}/stories/<int:pk>/", telling.RemoveStoryPage.as_view(), name="story_remove"),
    path(f"{report}/photographs/add/", telling.AddPhotographPage.as_view(), name="photograph_add"),
    path(
        f"{report}/photographs/<int:pk>/",
        telling.RemovePhotographPage.as_view(),
        name="photograph_remove",
    ),
    path(f"{report}/photographs/<int:pk>/file/", telling.photograph, name="photograph"),
    path(f"{report}/check/", parts.CheckPage.as_view(), name="check"),
    path(f"{report}/sent/<int:edition>/", own.edition, name="edition"),
    path(f"{report}/sent/<int:edition>/report.pdf", own.edition_pdf, name="edition_pdf"),
]
