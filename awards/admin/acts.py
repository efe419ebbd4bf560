"""What officers do with an award: payments, its agreement, its suppliers, taking it back."""

from django.utils.translation import gettext_lazy as _

from awards import rules, services
from awards.admin import forms
from collaboration_fund.enums import AwardState
from officers.acts import Act
from questionnaires.values import pounds

STANDING = (AwardState.OFFERED, AwardState.AGREED)


def _stands(award) -> bool:
    return award.state in STANDING


def _planned(award) -> list[tuple]:
    lines = [
        f"{one.number}. {pounds(one.pence)}, {one.organisation}, {one.due_on:%d/%m/%Y}"
        for one in award.payments.live().select_related("organisation")
    ]
    return [(_("Payments"), "\n".join(lines) or _("none yet"))]


def _as_it_would_say(award) -> list[tuple]:
    """The text of the agreement as it would be made now, with the usual dates."""
    begins, ends = forms.usual_dates(award)
    content = services.previewed(award, starts_on=begins, ends_on=ends)
    if content is None:
        return [(_("Text"), _("There is no text of agreements in use yet."))]
    texts = content["texts"].values()
    return [*_planned(award), *((text["title"], text["text"]) for text in texts)]


def _keep_supplier(*, award_id: int, actor, **said):
    """Keep a supplier of an award; of which award makes no difference."""
    return services.keep_supplier(actor=actor, **said)


AWARD_ACTS = (
    Act(
        name="plan-payment",
        label=_("Plan a payment"),
        explain=_(
            "It becomes a line of the agreement. Where there is an agreement already, it is paid "
            "once another version with it is accepted."
        ),
        done=_("The payment is planned."),
        run=services.plan_payment,
        form=forms.PlanForm,
        preview=lambda award: [*forms.amounts(award), *_planned(award)],
        may=rules.may_run,
        open=_stands,
        then=lambda admin, award, _found: admin.address("change", award.pk) + "?tab=payments",
    ),
    Act(
        name="make-agreement",
        label=_("Make the agreement"),
        explain=_(
            "From the text in use and the payments that are planned. It can’t be changed any more, "
            "only replaced. Who accepts for each group gets an email."
        ),
        first=_("See who is told"),
        done=_("The agreement is made, and the groups are asked to accept it."),
        leads=True,
        run=services.make_agreement,
        form=forms.DatesForm,
        preview=_as_it_would_say,
        may=rules.may_run,
        open=lambda award: award.state == AwardState.OFFERED and not award.agreements.exists(),
        then=lambda admin, award, _found: admin.address("change", award.pk) + "?tab=agreement",
    ),
    Act(
        name="amend",
        label=_("Replace the agreement"),
        explain=_(
            "Another version, with the award and its payments as they are now. Every group accepts "
            "it anew; until all have, the one before holds."
        ),
        first=_("See who is told"),
        done=_("The new version is made, and the groups are asked to accept it."),
        run=services.amend,
        form=forms.AmendForm,
        preview=_as_it_would_say,
        may=rules.may_run,
        open=lambda award: _stands(award) and award.agreements.exists(),
        then=lambda admin, award, _found: admin.address("change", award.pk) + "?tab=agreement",
    ),
    Act(
        name="keep-supplier",
        label=_("Keep a supplier number"),
        explain=_("Without it nothing is paid to a group. The portal keeps no account numbers."),
        done=_("The number is kept."),
        run=_keep_supplier,
        form=forms.KeepSupplierForm,
        may=rules.may_keep_supplier,
        open=lambda award: _stands(award) and forms.without_supplier(award).exists(),
    ),
    Act(
        name="take-back",
        label=_("Take the award back"),
        explain=_("The round has its money again. The groups are told. It can’t be undone."),
        first=_("See who is told"),
        done=_("The award is taken back."),
        run=services.take_back,
        form=forms.ToldWhyForm,
        may=rules.may_run,
        open=lambda award: _stands(award) and not services.paid_of(award),
        ends=True,
    ),
)
