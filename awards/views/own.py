"""The groups' own pages of an award: where it stands, its agreement, what is paid, saying no."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards import documents, rules, services
from awards.enums import PaymentState
from awards.forms import AcceptForm, DeclineForm
from awards.models import Agreement
from collaboration_fund.enums import AwardState
from collaboration_fund.models import Award, Partner
from collaboration_fund.views.pages import of_group, seen_application
from core.forms import add_refusal, posted
from core.refusal import Refusal
from core.views import ServicePage

# The last signs of a supplier number, which are enough to know it by.
SHOWN = 3


def _award_of(person, application) -> Award:
    """The award of an application whose groups this person belongs to; else 404."""
    found = get_object_or_404(Award.objects.select_related("round"), application=application)
    found.application = application
    if not rules.may_see(person, found):
        raise Http404
    return found


def _groups_of(award: Award) -> list[Partner]:
    """The groups that take part, with their people's roles known from before."""
    return [one for one in award.application.partners.all() if one.state == Partner.State.IN]


@of_group
def award(request, application):
    """Where an award stands: who has accepted its agreement, and what is paid when."""
    found = _award_of(request.user, application)
    agreements = [*found.agreements.prefetch_related("acceptances").order_by("-number")]
    waiting = services.waiting(found)
    groups = _groups_of(found)
    lead = next(one for one in groups if one.is_lead)
    context = {
        "application": application,
        "award": found,
        "round": found.round,
        "agreements": agreements,
        "waiting": waiting,
        "groups": [
            {"partner": one, "accepted": bool(waiting) and services.is_accepted_for(waiting, one)}
            for one in groups
        ],
        "to_accept": _to_accept(request.user, waiting, groups),
        "payments": _payments(found),
        "paid": services.paid_of(found),
        "suppliers": _suppliers(found),
        "may_decline": found.state == AwardState.OFFERED and rules.may_decline(request.user, lead),
        "moves": found.moves.all(),
    }
    return render(request, "awards/award.html", context)


def _to_accept(person, waiting: Agreement | None, groups: list[Partner]) -> list[Partner]:
    """The groups for which this person accepts what waits, and hasn't yet."""
    if waiting is None or services.has_lost_a_group(waiting, groups):
        return []
    given = {(one.partner_id, one.person_id) for one in waiting.acceptances.all()}
    return [
        one for one in groups if (one.pk, person.pk) not in given and rules.may_accept(person, one)
    ]


def _payments(found: Award) -> list:
    """The payments that groups see: all but what was only planned and taken out again."""
    rows = found.payments.exclude(state=PaymentState.CANCELLED)
    return [*rows.select_related("organisation")]


def _suppliers(found: Award) -> list[dict]:
    """Each group that is paid, the end of its supplier number, and why it isn't paid now."""
    shares = [*found.shares.select_related("organisation")]
    held = services.why_held_of([share.organisation_id for share in shares])
    return [
        {
            "group": share.organisation,
            "pence": share.pence,
            "number": in_part(share.organisation.supplier_reference),
            "held": held.get(share.organisation_id, ""),
        }
        for share in shares
    ]


def in_part(number: str) -> str:
    """The last signs of a supplier number, such as …442; "" where there is none."""
    return f"…{number[-SHOWN:]}" if number else ""


def _agreement_of(found: Award, number: int) -> Agreement:
    return get_object_or_404(found.agreements.prefetch_related("acceptances"), number=number)


@of_group
def agreement(request, application, number):
    """One version of the agreement, word for word; who accepts for a group does it here."""
    found = _award_of(request.user, application)
    shown = _agreement_of(found, number)
    waiting = services.waiting(found)
    is_open = shown == waiting
    groups = _groups_of(found)
    partners = _to_accept(request.user, waiting, groups) if is_open else []
    form, status = None, HTTPStatus.OK
    if partners or request.method == "POST":
        form = AcceptForm(posted(request), partners=partners, digest=shown.sha256)
    if request.method == "POST":
        if form.is_valid():
            try:
                services.accept(agreement_id=shown.pk, actor=request.user, **form.arguments())
            except Refusal as refusal:
                add_refusal(form, refusal)
                status = HTTPStatus.CONFLICT
            else:
                messages.success(request, _("Thank you. You have accepted the agreement."))
                return redirect("awards:award", application.reference)
        elif not partners:
            messages.warning(request, _("There is nothing here that you can accept now."))
            return redirect("awards:award", application.reference)
    language, text = documents.text_of(shown.content)
    context = {
        "application": application,
        "award": found,
        "agreement": shown,
        "form": form,
        "is_open": is_open,
        "has_lost_a_group": services.has_lost_a_group(shown, groups),
        "is_whole": services.is_whole(shown),
        "is_liable": any(one.is_liable for one in partners),
        "facts": documents.facts_of(shown),
        "language": language,
        "text": text,
        "english": shown.content["texts"]["en"],
        "groups": documents.groups_of(shown.content),
        "payments": documents.payments_of(shown.content),
        "acceptances": documents.acceptances_of(shown),
    }
    return render(request, "awards/agreement.html", context, status=status)


@of_group
def agreement_pdf(request, application, number):
    """The agreement as a PDF that screen readers read."""
    found = _award_of(request.user, application)
    shown = _agreement_of(found, number)
    response = HttpResponse(documents.agreement_pdf(shown), content_type="application/pdf")
    name = f"{found.reference}-{number}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


class DeclinePage(ServicePage):
    """Say for the lead group that it doesn't take the award."""

    http_method_names = ["get", "head", "post"]
    template_name, form_class = "awards/decline.html", DeclineForm
    done = gettext_lazy("The award isn’t taken. Your partners and the council are told.")

    @cached_property
    def award(self) -> Award:
        """Whose page it is. Raises Http404."""
        application = seen_application(self.request, self.kwargs["reference"])
        found = _award_of(self.request.user, application)
        lead = next(one for one in _groups_of(found) if one.is_lead)
        if not rules.may_decline(self.request.user, lead):
            raise Http404
        return found

    def get_success_url(self) -> str:
        return reverse("awards:award", args=[self.kwargs["reference"]])

    def get(self, request, *args, **kwargs):
        """The question, while the award is offered."""
        if self.award.state != AwardState.OFFERED:
            return redirect(self.get_success_url())
        return super().get(request, *args, **kwargs)

    def act(self, answers):
        services.decline(award_id=self.award.pk, actor=self.request.user, **answers)

    def refused(self, form, refusal: Refusal) -> HttpResponse:
        """The page again; as a conflict where it isn't a field's fault."""
        status = HTTPStatus.OK if refusal.field else HTTPStatus.CONFLICT
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def get_context_data(self, **more):
        return super().get_context_data(
            award=self.award, application=self.award.application, **more
        )
