"""Public addresses of surveys, below /surveys/."""

from django.urls import path

from questionnaires.views import public as surveys

app_name = "surveys"

urlpatterns = [
    path("", surveys.open_surveys, name="list"),
    path("<slug:slug>/", surveys.SurveyPage.as_view(), name="survey"),
    path("<slug:slug>/answer/", surveys.AnswerAtOnce.as_view(), name="answer"),
    path("<slug:slug>/check/", surveys.SurveyCheck.as_view(), name="check"),
    path("<slug:slug>/thanks/", surveys.thanks, name="thanks"),
    path("<slug:slug>/delete/", surveys.SurveyDelete.as_view(), name="delete"),
    path("<slug:slug>/questions/<slug:page>/", surveys.SurveyQuestion.as_view(), name="page"),
]
