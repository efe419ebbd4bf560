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
)
from questionnaires.services.monitoring import (
    monitoring_counts,
    monitoring_of,
    start_monitoring,
    withdraw_monitoring,
)
from questionnaires.services.reading import (
    Answered,
    Change,
    answers_of,
    changes,
    counted_values,
    export_rows,
    published_version,
    read,
    sent_values,
    tally,
    values_of,
)
from questionnaires.services.reference import load_question_sets
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
    "copy_set",
    "counted_values",
    "delete_set",
    "delete_survey_answers",
    "export_rows",
    "load_question_sets",
    "monitoring_counts",
    "monitoring_of",
    "new_version",
    "publish_version",
    "published_version",
    "read",
    "refuse_unless_open",
    "reopen",
    "reseal_all",
    "retire",
    "save_answers",
    "sent_values",
    "start",
    "start_monitoring",
    "submit",
    "submit_survey",
    "surveys_of",
    "tally",
    "untranslated",
    "values_of",
    "withdraw",
    "withdraw_monitoring",
]
