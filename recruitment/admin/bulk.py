"""Acts on many applications: a look at who and what will happen, then each by its service."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from django import forms
from django.contrib import messages
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.forms import NamedLimits
from core.refusal import Refusal
from messaging.services import Message
from recruitment import emails, services
from recruitment.admin.answers import asked_of
from recruitment.admin.previews import REASON, as_read
from recruitment.enums import ApplicationState
from recruitment.models import Offer


class NothingForm(forms.Form):
    """Asks nothing."""


class ReasonForm(NamedLimits, forms.Form):
    """Why; each of them reads it."""

    reason = forms.CharField(
        label=_("Reason; each of them reads it"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class FeedbackForm(NamedLimits, forms.Form):
    """What each of them reads."""

    feedback = forms.CharField(
        label=_("Feedback; each of them reads it with the outcome"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


@dataclass(frozen=True)
class BulkAct:
    """One act on many: `run` is called for each with its key, the actor and what the form asked.

    `email` is what each of them reads of it, where they are told.
    """

    action: str
    label: str
    explain: str
    run: Callable
    form: type[forms.Form] = NothingForm
    email: Callable | None = None


def _ineligible(application) -> Message:
    application.state, application.screening_reason = ApplicationState.INELIGIBLE, REASON
    return emails.ineligible(application)


def _declined(application) -> Message | None:
    offer = application.offers.filter(answer=Offer.Answer.OPEN).first()
    return offer and emails.declined(offer)


ELIGIBLE = BulkAct(
    action="screen_eligible",
    label=_("Screen as eligible"),
    explain=_("These applications can be considered. Nobody is emailed now."),
    run=partial(services.screen, eligible=True),
)
INELIGIBLE = BulkAct(
    action="screen_ineligible",
    label=_("Screen as not eligible"),
    explain=_("These applications can't be considered. Each applicant is told why by email, now."),
    run=partial(services.screen, eligible=False),
    form=ReasonForm,
    email=_ineligible,
)
FEEDBACK = BulkAct(
    action="write_feedback",
    label=_("Write the same feedback"),
    explain=_(
        "It replaces what was written for them before. It is sent with the outcome, not now."
    ),
    run=services.write_feedback,
    form=FeedbackForm,
)
DECLINE = BulkAct(
    action="decline",
    label=_("Record that they decline"),
    explain=_("Their seats go to somebody else. Each of them is told by email, now."),
    run=services.decline,
    email=_declined,
)


def _mark(applications) -> str:
    """A mark of these applications as they stand; the page carries it to the second POST."""
    rows = [(one.pk, one.state, one.screening_reason, one.feedback) for one in applications]
    return sha256(repr(sorted(rows)).encode()).hexdigest()[:12]


def _first_email(act: BulkAct, applications):
    """What the first of them who is told would read; nothing where nobody is."""
    told = map(act.email, applications) if act.email else ()
    first = next(filter(None, told), None)
    return first and as_read(first)


def run(model_admin, request, applications, act: BulkAct) -> TemplateResponse | None:
    """Show who and what first; on the second POST act on each, and say why where one can't be."""
    confirmed = "confirmed" in request.POST
    form, mark = act.form(request.POST if confirmed else None), _mark(applications)
    if confirmed and request.POST.get("made_from") != mark:
        form.add_error(
            None,
            _(
                "Somebody changed one of these while you had the page open, so nothing is done "
                "yet. They stand here as they are now: look at them, and press again."
            ),
        )
    if not (confirmed and form.is_valid()):
        context = {
            **model_admin.admin_site.each_context(request),
            "title": act.label,
            "opts": model_admin.opts,
            "media": model_admin.media,
            "act": act,
            "form": form,
            "errors": form.errors,
            "applications": applications,
            "email": _first_email(act, applications),
            "made_from": mark,
            "shows_feedback": act is FEEDBACK,
            "list_url": reverse("admin:recruitment_application_changelist") + asked_of(request),
        }
        return TemplateResponse(request, "admin/recruitment/bulk.html", context)
    done = 0
    for application in applications:
        try:
            act.run(application_id=application.pk, actor=request.user, **form.cleaned_data)
            done += 1
        except Refusal as refusal:
            words = f"{application.reference}: {refusal.message}"
            model_admin.message_user(request, words, messages.WARNING)
    said = ngettext("Done for %(count)d application.", "Done for %(count)d applications.", done)
    model_admin.message_user(request, said % {"count": done}, messages.SUCCESS)
    return None
