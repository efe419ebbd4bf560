"""Tables of the questionnaires."""

from questionnaires.models.monitoring import MonitoringLink
from questionnaires.models.questions import Choice, Column, Question, Section
from questionnaires.models.responses import (
    Answer,
    AnswerFile,
    Response,
    ResponseMove,
    Submission,
)
from questionnaires.models.sets import QuestionSet, SetVersion, VersionMove
from questionnaires.models.surveys import Survey, SurveyResponse
from questionnaires.models.tags import AnswerTag, Tagging

__all__ = [
    "Answer",
    "AnswerFile",
    "AnswerTag",
    "Choice",
    "Column",
    "MonitoringLink",
    "Question",
    "QuestionSet",
    "Response",
    "ResponseMove",
    "Section",
    "SetVersion",
    "Submission",
    "Survey",
    "SurveyResponse",
    "Tagging",
    "VersionMove",
]
