"""An applicant's last words: take the application back, take a seat or leave it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.forms import posted
from core.refusal import Refusal
from recruitment import rules, services
from recruitment.forms import AcceptForm, DeclineForm, WithdrawForm
from recruitment.models import Offer
from recruitment.views.own import of_applicant, refused


def _answer(
    request, application, *, template, form_class, act, said, needs_offer=False
) -> HttpResponse:
    """Ask, then act; a refusal is a page of its own.

    Without an offer, where one is needed, it leads back to where the application stands.
    """
    offer = application.offers.filter(answer=Offer.Answer.OPEN).first()
    if needs_offer and offer is None:
        messages.info(request, _("There is no offer to answer. Here is where it stands."))
        return redirect(application)
    form = form_class(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            act(application_id=application.pk, actor=request.user, **form.cleaned_data)
        except Refusal as refusal:
            return refused(request, application.round, refusal, application)
        messages.success(request, said)
        return redirect(application)
    context = {
        "round": application.round,
        "application": application,
        "form": form,
        "offer": offer,
        "acting": not rules.is_applicant(request.user, application),
    }
    return render(request, f"recruitment/{template}.html", context)


@of_applicant
def withdraw(request, application):
    """Take the application back for good."""
    if not application.can_withdraw:
        return redirect(application)
    return _answer(
        request,
        application,
        template="withdraw",
        form_class=WithdrawForm,
        act=services.withdraw,
        said=_("Your application is withdrawn."),
    )


@of_applicant
def accept(request, application):
    """Take the seat."""
    return _answer(
        request,
        application,
        template="accept",
        form_class=AcceptForm,
        act=services.accept,
        said=_("Thank you. The seat is yours."),
        needs_offer=True,
    )


@of_applicant
def decline(request, application):
    """Leave the seat to somebody else."""
    return _answer(
        request,
        application,
        template="decline",
        form_class=DeclineForm,
        act=services.decline,
        said=_("You have declined the seat. Thank you for telling us."),
        needs_offer=True,
    )
