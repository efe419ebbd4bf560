"""What the questionnaires hold about a person."""

from django.utils.translation import gettext_lazy as _

from core.files import KeptFile
from people.registry import CONSENT, Keep, not_personal, register_personal

WITH_WHAT_IT_IS_FOR = Keep(
    _("As long as what you answered for: see the application or the session")
)
UNTIL_WITHDRAWN = Keep(_("Until you withdraw them; then they are deleted at once"))


def declare() -> None:
    """Register the personal fields of responses and of the link to equality answers."""
    purpose = _("To know what you answered, and to let you go on later")
    for model, *fields in (
        ("Response", "pseudonym", "state", "language", "started_at", "saved_at", "submitted_at"),
        ("Answer", "response", "question", "value", "sealed"),
        ("AnswerFile", "response", "question", "name", *KeptFile.COLUMNS),
        ("Submission", "response", "number", "value", "sealed", "at"),
    ):
        register_personal(
            f"questionnaires.{model}", *fields, purpose=purpose, keep=WITH_WHAT_IT_IS_FOR
        )
    not_personal("questionnaires.Response", "version")
    not_personal(
        "questionnaires.ResponseMove", "thing", "actor", "from_state", "to_state", "reason", "at"
    )
    register_personal(
        "questionnaires.MonitoringLink",
        "person",
        "response",
        purpose=_("To let you change or withdraw your answers about equality"),
        basis=CONSENT,
        keep=UNTIL_WITHDRAWN,
    )
    register_personal(
        "questionnaires.SurveyResponse",
        "person",
        "response",
        purpose=_("To let you answer a survey once, go on later, and change or delete it"),
        keep=Keep(_("As long as the survey's answers, or until you delete yours")),
    )
    not_personal("questionnaires.SurveyResponse", "survey")
    register_personal(
        "questionnaires.VersionMove",
        "thing",
        "actor",
        "from_state",
        "to_state",
        "reason",
        "at",
        purpose=_("To know who published a set of questions"),
        keep=Keep(_("As long as the set")),
    )
    register_personal(
        "questionnaires.Tagging",
        "response",
        "key",
        "by",
        "at",
        purpose=_("To see what many answers say, and who read them so"),
        keep=WITH_WHAT_IT_IS_FOR,
    )
    not_personal("questionnaires.Tagging", "tag")
