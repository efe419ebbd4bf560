"""The moves an officer can make with a session: what the button says and which service acts."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from panels import services
from panels.admin import forms
from panels.enums import SessionState
from panels.models import Session


@dataclass(frozen=True)
class Act:
    """One button on a session's page and the page behind it.

    Args:
        name: the last part of the page's address.
        to: the state it leads to, which also says who may press it.
        label: the words on the button, which head the page.
        explain: what will happen.
        done: what the officer reads afterwards.
        form: what is asked; its fields are the service's arguments.
        run: the service.
        tells: whether people are told by email, so that a page shows first whom and what.
    """

    name: str
    to: SessionState
    label: str
    explain: str
    done: str
    form: type[forms.PlainForm]
    run: Callable[..., Session]
    tells: bool = False


ACTS = (
    Act(
        name="publish",
        to=SessionState.PUBLISHED,
        label=_("Publish"),
        explain=_(
            "Anyone can see the session, and residents can register while registration is open. "
            "Nobody is emailed."
        ),
        done=_("The session is published."),
        form=forms.PublishForm,
        run=services.publish_session,
    ),
    Act(
        name="hold",
        to=SessionState.HELD,
        label=_("Mark as held"),
        explain=_("The session took place. Its numbers, rounded, become public."),
        done=_("The session is marked as held."),
        form=forms.PlainForm,
        run=services.hold_session,
    ),
    Act(
        name="report",
        to=SessionState.REPORTED,
        label=_("Report"),
        explain=_(
            "Anyone can read what came of the session on its page, and those who came are told by "
            "email. You see first who is told what."
        ),
        done=_("The report is published."),
        form=forms.ReportForm,
        run=services.report_session,
        tells=True,
    ),
    Act(
        name="cancel",
        to=SessionState.CANCELLED,
        label=_("Cancel the session"),
        explain=_(
            "This can't be undone. Everybody's place is given up and they are told why. You see "
            "first who is told what."
        ),
        done=_("The session is cancelled."),
        form=forms.CancelForm,
        run=services.cancel_session,
        tells=True,
    ),
)


def acts_for(session: Session, officer) -> list[Act]:
    """What this officer can do with the session now."""
    return [
        act
        for act in ACTS
        if act.to in session.MOVES[session.state]
        and session.may_move(officer, act.to)
        and (act.to != SessionState.HELD or session.is_over)
    ]
