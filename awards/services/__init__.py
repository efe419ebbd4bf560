"""Every change of state of agreements, payments and suppliers."""

from awards.services.agreeing import (
    accept,
    amend,
    decline,
    in_force,
    is_accepted_for,
    is_whole,
    make_agreement,
    previewed,
    take_back,
    waiting,
)
from awards.services.paying import (
    approve,
    ask,
    is_as_agreed,
    mark_paid,
    paid_of,
    pay_again,
    reverse,
    send_back,
)
from awards.services.scheduling import (
    cancel_payment,
    cancel_rest,
    change_payment,
    plan_payment,
    schedule_of,
)
from awards.services.suppliers import (
    ask_change,
    confirm_change,
    keep_supplier,
    refuse_change,
    why_held,
    why_held_of,
)
from awards.services.templates import begin_version, publish_template

__all__ = [
    "accept",
    "amend",
    "approve",
    "ask",
    "ask_change",
    "begin_version",
    "cancel_payment",
    "cancel_rest",
    "change_payment",
    "confirm_change",
    "decline",
    "in_force",
    "is_accepted_for",
    "is_as_agreed",
    "is_whole",
    "keep_supplier",
    "make_agreement",
    "mark_paid",
    "paid_of",
    "pay_again",
    "plan_payment",
    "previewed",
    "publish_template",
    "refuse_change",
    "reverse",
    "schedule_of",
    "send_back",
    "take_back",
    "waiting",
    "why_held",
    "why_held_of",
]
