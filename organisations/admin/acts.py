"""What officers do with a group: check it, list it, replace an owner, merge it, close it."""

from django.utils.translation import gettext_lazy as _

from officers.acts import Act, moves_to
from organisations import rules, services
from organisations.admin.act_forms import (
    AgreedForm,
    MergeForm,
    NoteForm,
    ReplaceOwnerForm,
    SupplierForm,
    ToldReasonForm,
    VerifyForm,
    told_apart,
)
from organisations.enums import Listing, OrganisationState
from organisations.models import Organisation
from organisations.services.flags import changed
from organisations.services.readiness import missing_of


def _may(duty: rules.Duty):
    return lambda officer, _thing: rules.officer_may(officer, duty)


def _lacks(organisation) -> list[tuple[str, str]]:
    said = "\n".join(one.words for one in missing_of(organisation))
    return [(_("Still missing"), said or _("nothing"))]


def _merge(*, organisation_id: int, other_id: int, keeps_other: bool, actor) -> Organisation:
    """Merge the two, of which either may be the one that is kept."""
    kept, gone = (other_id, organisation_id) if keeps_other else (organisation_id, other_id)
    return services.merge_organisations(organisation_id=kept, other_id=gone, actor=actor)


VERIFY = Act(
    name="verify",
    label=_("Mark as checked"),
    explain=_(
        "The group counts as checked, once for every application. If it agreed to the directory, "
        "it is shown there. Its owners are told."
    ),
    done=_("It is checked."),
    run=services.verify,
    form=VerifyForm,
    preview=_lacks,
    leads=True,
    **moves_to(OrganisationState.VERIFIED),
)
CHECK_AGAIN = Act(
    name="check-again",
    label=_("What it changed is in order"),
    explain=_("The group stays checked, from today. What it changed is settled."),
    done=_("It stays checked."),
    run=services.check_again,
    form=NoteForm,
    may=_may(rules.Duty.VERIFY),
    open=lambda organisation: organisation.is_verified and changed(organisation).exists(),
    preview=lambda organisation: [
        (flag.get_kind_display(), flag.detail) for flag in changed(organisation)
    ],
)
UNVERIFY = Act(
    name="unverify",
    label=_("Take back the check"),
    explain=_(
        "The group doesn’t count as checked any more, and goes out of the directory until it is "
        "checked again. Its owners are told why."
    ),
    done=_("It isn’t checked any more."),
    run=services.unverify,
    form=ToldReasonForm,
    may=_may(rules.Duty.VERIFY),
    open=lambda organisation: organisation.is_verified,
)
LIST = Act(
    name="list",
    label=_("Put into the directory"),
    explain=_(
        "Anybody can read its page, at once where it is checked. Only with the group’s consent."
    ),
    done=_("It is in the directory, or will be once it is checked."),
    run=services.put_into_directory,
    form=AgreedForm,
    may=_may(rules.Duty.LIST),
    open=lambda group: group.is_standing and group.listing == Listing.PRIVATE,
)
UNLIST = Act(
    name="unlist",
    label=_("Take out of the directory"),
    explain=_("Nobody but its people and officers reads its page any more. Its owners are told."),
    done=_("It is not in the directory any more."),
    run=services.take_out_of_directory,
    form=ToldReasonForm,
    may=_may(rules.Duty.LIST),
    open=lambda group: group.is_standing and group.listing != Listing.PRIVATE,
)
SUPPLIER = Act(
    name="supplier",
    label=_("Supplier reference"),
    explain=_("What the finance team calls the group. The portal keeps no account numbers."),
    done=_("The reference is kept."),
    run=services.keep_supplier,
    form=SupplierForm,
    may=_may(rules.Duty.KEEP_SUPPLIER),
    # One that is there is changed by two people, after a call.
    open=lambda organisation: organisation.is_standing and not organisation.supplier_reference,
    press=_("Keep it"),
)
REPLACE_OWNER = Act(
    name="replace-owner",
    label=_("Replace an owner"),
    explain=_(
        "For an owner who can’t be reached. Two others of the committee have to confirm it: "
        "neither the owner who goes nor the one who comes. Once the new owner is in, everybody of "
        "the group is told, the old and the new owner too."
    ),
    done=_("It is recorded. The new owner is in, or is invited."),
    run=services.replace_owner,
    form=ReplaceOwnerForm,
    may=_may(rules.Duty.REPLACE_OWNER),
    open=lambda organisation: organisation.is_standing,
)
MERGE = Act(
    name="merge",
    label=_("Merge with another record"),
    explain=_(
        "One record is kept and gets everything of the other one. You see first which, what moves, "
        "and whether it will be checked and in the directory. Everybody of both is told. It can’t "
        "be undone."
    ),
    done=_("The two records are one now."),
    run=_merge,
    form=MergeForm,
    may=_may(rules.Duty.MERGE),
    open=lambda organisation: organisation.is_standing,
    preview=lambda organisation: [(_("This record"), told_apart(organisation))],
    then=lambda admin, _thing, kept: admin.address("change", kept.pk),
    press=_("Merge"),
)
CLOSE = Act(
    name="close",
    label=_("Close the group"),
    explain=_(
        "The group has ended. Nobody belongs to it any more, and it goes out of the directory. "
        "Everybody who did is told why. It can’t be undone."
    ),
    done=_("The group is closed."),
    run=services.close,
    form=ToldReasonForm,
    ends=True,
    **moves_to(OrganisationState.CLOSED),
)
ACTS = (
    VERIFY, CHECK_AGAIN, UNVERIFY, LIST, UNLIST, SUPPLIER, REPLACE_OWNER, MERGE, CLOSE,
)  # fmt: skip
