"""What officers are asked about awards, payments and suppliers."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.models import Payment, SupplierChange
from collaboration_fund.enums import Paid
from core.fields import PoundsField
from officers.acts import ActForm
from officers.fields import MomentField, day_field, text_field
from organisations.models import Organisation
from questionnaires.values import pounds

DAYS_A_QUARTER = 91


def _longest(model, field: str) -> int:
    return model._meta.get_field(field).max_length


def usual_dates(award):
    """(first, last) day of the work as a form begins: the first of a month, the round's length."""
    if award.starts_on:
        return award.starts_on, award.ends_on
    soon = timezone.localdate() + timedelta(days=31)
    begins = soon.replace(day=1)
    return begins, begins + timedelta(days=DAYS_A_QUARTER * award.round.quarters)


class DatesForm(ActForm):
    """When the work begins and ends."""

    starts_on = day_field(_("The work begins on"))
    ends_on = day_field(_("The work ends on"))

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.initial["starts_on"], self.initial["ends_on"] = usual_dates(thing)


class AmendForm(DatesForm):
    """Why another version takes the place of the agreement, and its dates."""

    reason = text_field(_("Why? The groups read it."))


class PaymentForm(ActForm):
    """When how much is paid, and on what condition."""

    due_on = day_field(_("Due on"))
    pence = PoundsField(label=_("Amount"))
    condition = forms.CharField(
        label=_("Condition"),
        help_text=_("What must be so before it is paid. The groups read it."),
        max_length=_longest(Payment, "condition"),
        required=False,
    )


class ChangePaymentForm(PaymentForm):
    """The same, of a payment that is planned."""

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.initial |= {"due_on": thing.due_on, "pence": thing.pence}
        self.initial["condition"] = thing.condition


class PlanForm(PaymentForm):
    """One more payment, and to which group."""

    organisation = forms.ModelChoiceField(
        label=_("Which group is paid?"), queryset=Organisation.objects.none(), empty_label=None
    )
    field_order = ["organisation", "due_on", "pence", "condition"]

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        shares = thing.shares.values("organisation")
        self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=shares)
        lead = thing.round.paid == Paid.LEAD
        self.initial |= {"organisation": thing.application.lead_id} if lead else {}


class KeepSupplierForm(ActForm):
    """What the finance team calls a group, and on which number it is called."""

    organisation = forms.ModelChoiceField(
        label=_("Which group?"), queryset=Organisation.objects.none(), empty_label=None
    )
    number = forms.CharField(
        label=_("Supplier number"),
        help_text=_("Of the finance team. Never a sort code or an account number."),
        max_length=_longest(SupplierChange, "number"),
    )
    telephone = forms.CharField(
        label=_("Telephone number for checking"),
        help_text=_(
            "On which the group is called before its number is ever changed. Take it from what we "
            "knew before, not from the email that asks to be paid."
        ),
        max_length=30,
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.fields["organisation"].queryset = without_supplier(thing)


def without_supplier(award):
    """The groups that are paid a share of an award and aren't suppliers yet."""
    shares = award.shares.values("organisation")
    return Organisation.objects.filter(pk__in=shares, supplier=None)


class AskForm(ActForm):
    """How we know that the condition is met."""

    met = forms.CharField(
        label=_("How do we know that its condition is met?"),
        max_length=_longest(Payment, "met"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        if not thing.condition:
            del self.fields["met"]


class PaidForm(ActForm):
    """When it was paid, and the reference of the finance system."""

    paid_on = day_field(_("Paid on"))
    finance_reference = forms.CharField(
        label=_("Finance reference"),
        help_text=_("Under which the finance system has this payment. Each is used once."),
        max_length=_longest(Payment, "finance_reference"),
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.initial["paid_on"] = timezone.localdate()


class ToldWhyForm(ActForm):
    """Asks why, of what the groups are told."""

    reason = text_field(_("Why? The groups read it."))


class ChangeSupplierForm(ActForm):
    """Which number takes the place of the one that is kept, and how we heard of it."""

    number = forms.CharField(
        label=_("New supplier number"),
        help_text=_("Leave it empty where only the telephone number changes."),
        max_length=_longest(SupplierChange, "number"),
        required=False,
    )
    telephone = forms.CharField(
        label=_("New telephone number for checking"),
        help_text=_("Leave it empty where it stays."),
        max_length=30,
        required=False,
    )
    reason = text_field(_("Why, and how did we hear of it?"))


class CallForm(ActForm):
    """That the number held before was called."""

    called = forms.CharField(label=_("Which number did you call?"), max_length=30)
    called_at = MomentField(label=_("When did you call, in Luton’s time?"))
    spoke_with = text_field(
        _("Who answered, and what did they say?"), most=_longest(SupplierChange, "spoke_with")
    )


def amounts(award) -> list[tuple]:
    """(group, its share and what of it is planned) rows of an award."""
    planned = {}
    for one in award.payments.live():
        planned[one.organisation_id] = planned.get(one.organisation_id, 0) + one.pence
    words = _("%(planned)s planned of %(share)s")
    return [
        (
            share.organisation,
            words
            % {
                "planned": pounds(planned.get(share.organisation_id, 0)),
                "share": pounds(share.pence),
            },
        )
        for share in award.shares.select_related("organisation")
    ]
