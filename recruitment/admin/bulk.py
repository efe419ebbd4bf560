"""Acts on many applications: each by its service, once an officer has seen who and what."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from officers.acts import Act, ActForm
from officers.fields import text_field
from recruitment import rules, services


class ReasonForm(ActForm):
    """Why; each of them reads it."""

    reason = text_field(_("Reason; each of them reads it"))


class FeedbackForm(ActForm):
    """What each of them reads."""

    feedback = text_field(_("Feedback; each of them reads it with the outcome"), most=3000, rows=6)


def _facts(application) -> list[tuple]:
    said = [
        (_("Screening"), application.screening_reason),
        (_("Feedback"), application.feedback),
    ]
    return [
        (_("Name"), application.person),
        (_("State"), application.get_state_display()),
        *((words, text) for words, text in said if text),
    ]


_of_many = partial(
    Act,
    done="",
    preview=_facts,
    may=lambda officer, application: rules.may_run(officer, application.round),
    open=lambda _application: True,
)
ACTS_ON_MANY = (
    _of_many(
        name="screen_eligible",
        label=_("Screen as eligible"),
        explain=_("These applications can be considered. Nobody is emailed now."),
        run=partial(services.screen, eligible=True),
    ),
    _of_many(
        name="screen_ineligible",
        label=_("Screen as not eligible"),
        explain=_(
            "These applications can't be considered. Each applicant is told why by email, now."
        ),
        run=partial(services.screen, eligible=False),
        form=ReasonForm,
    ),
    _of_many(
        name="write_feedback",
        label=_("Write the same feedback"),
        explain=_(
            "It replaces what was written for them before. It is sent with the outcome, not now."
        ),
        run=services.write_feedback,
        form=FeedbackForm,
    ),
    _of_many(
        name="decline",
        label=_("Record that they decline"),
        explain=_("Their seats go to somebody else. Each of them is told by email, now."),
        run=services.decline,
    ),
)
