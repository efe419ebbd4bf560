"""Every change of a group. Other apps call these, and ask `organisations.rules`."""

from organisations.services.committee import (
    counted,
    name_committee_member,
    remove_committee_member,
)
from organisations.services.documents import Copy, copy_of, keep_document
from organisations.services.finding import (
    Alike,
    alike,
    learn_roles,
    members_of,
    organisations_of,
    owners_of,
)
from organisations.services.flags import settle
from organisations.services.groups import (
    Facts,
    add_number,
    alike_to,
    change,
    create,
    number_of,
    remove_number,
)
from organisations.services.locks import lock
from organisations.services.merging import Plan, merge_organisations, plan
from organisations.services.people import (
    accept_invitation,
    answer,
    ask_to_join,
    change_role,
    decline_invitation,
    hand_over,
    invitation_of,
    invite,
    invite_again,
    is_last_owner,
    leave,
    say_name,
    take_off,
    withdraw_invitation,
)
from organisations.services.replacing import Confirmed, replace_owner
from organisations.services.standing import (
    check_again,
    close,
    keep_supplier,
    put_into_directory,
    take_out_of_directory,
    unverify,
    verify,
)

__all__ = [
    "Alike",
    "Confirmed",
    "Copy",
    "Facts",
    "Plan",
    "accept_invitation",
    "add_number",
    "alike",
    "alike_to",
    "answer",
    "ask_to_join",
    "change",
    "change_role",
    "check_again",
    "close",
    "copy_of",
    "counted",
    "create",
    "decline_invitation",
    "hand_over",
    "invitation_of",
    "invite",
    "invite_again",
    "is_last_owner",
    "keep_document",
    "keep_supplier",
    "learn_roles",
    "leave",
    "lock",
    "members_of",
    "merge_organisations",
    "name_committee_member",
    "number_of",
    "organisations_of",
    "owners_of",
    "plan",
    "put_into_directory",
    "remove_committee_member",
    "remove_number",
    "replace_owner",
    "say_name",
    "settle",
    "take_off",
    "take_out_of_directory",
    "unverify",
    "verify",
    "withdraw_invitation",
]
