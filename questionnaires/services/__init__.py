"""Every change of state in the questionnaires, and the one way to read answers."""

from questionnaires.services.answering import (
    Incomplete,
    SavedMeanwhile,
    answer_once,
    reopen,
    save_answers,
    start,
    submit,
    withdraw,
)
from questionnaires.services.building import (
    Unfinished,
    copy_set,
    delete_set,
    new_version,
    publish_version,
    retire,
    set_key,
    unfinished,
)
from questionnaires.services.exports import export_rows
from questionnaires.services.monitoring import (
    monitoring_of,
    start_monitoring,
    withdraw_monitoring,
)
from questionnaires.services.ordering import copy_question, order_questions
from questionnaires.services.reading import (
    Answered,
    Change,
    answers_of,
    changes,
    counted_values,
    published_version,
    read,
    sent_values,
    values_of,
)
from questionnaires.services.reference import load_question_sets
from questionnaires.services.results import day_by_day, divisions, responses_to, results
from questionnaires.services.sealing import reseal_all
from questionnaires.services.surveys import (
    answer_survey,
    asked_version,
    begin_survey,
    delete_survey_answers,
    refuse_unless_open,
    submit_survey,
    surveys_of,
)
from questionnaires.services.texts import (
    tag_answers,
    tags_of,
    texts_to,
    untag_answers,
    with_tags,
)
from questionnaires.services.translating import Untranslated, untranslated

__all__ = [
    "Answered",
    "Change",
    "Incomplete",
    "SavedMeanwhile",
    "Unfinished",
    "Untranslated",
    "answer_once",
    "answer_survey",
    "answers_of",
    "asked_version",
    "begin_survey",
    "changes",
    "copy_question",
    "copy_set",
    "counted_values",
    "day_by_day",
    "delete_set",
    "delete_survey_answers",
    "divisions",
    "export_rows",
    "load_question_sets",
    "monitoring_of",
    "new_version",
    "order_questions",
    "publish_version",
    "published_version",
    "read",
    "refuse_unless_open",
    "reopen",
    "reseal_all",
    "responses_to",
    "results",
    "retire",
    "save_answers",
    "sent_values",
    "set_key",
    "start",
    "start_monitoring",
    "submit",
    "submit_survey",
    "surveys_of",
    "tag_answers",
    "tags_of",
    "texts_to",
    "unfinished",
    "untag_answers",
    "untranslated",
    "values_of",
    "with_tags",
    "withdraw",
    "withdraw_monitoring",
]
