"""Every change of state in the fund."""

from collaboration_fund.services.accepting import accept, is_accepted, may_accept_at
from collaboration_fund.services.advising import Advice, advise
from collaboration_fund.services.awarding import (
    change_amount,
    end_award,
    grant,
    left_of,
    lock_award,
    most_of,
    refuse_interest,
    share_again,
)
from collaboration_fund.services.budget import (
    add_lines,
    payees,
    remove_line,
    save_line,
    say_subsidies,
    totals_of,
)
from collaboration_fund.services.checking import (
    Lack,
    lacking,
    lacking_of_sent,
    unaccepted,
    unanswered,
)
from collaboration_fund.services.confirming import (
    confirm_first,
    confirm_second,
    digest_of_decisions,
    refuse_unready,
    standing_of,
)
from collaboration_fund.services.content import (
    Difference,
    content_of,
    differences,
    digest_of,
    documents_of,
    lines_of,
    parts_of,
)
from collaboration_fund.services.copying import copy_into
from collaboration_fund.services.deciding import decide_on, meeting_page, plan_meeting, recuse, seat
from collaboration_fund.services.entering import ask_to_confirm, enter
from collaboration_fund.services.inviting import group_with_number, groups_to_invite
from collaboration_fund.services.letters import letter_in, letter_to
from collaboration_fund.services.noting import write_to_groups
from collaboration_fund.services.officers import (
    NO,
    extend,
    lapse_unaccepted,
    next_stage,
    record_decision,
    reopen_questions,
    success_of,
)
from collaboration_fund.services.partnering import HasOne, invite_partners, start_together
from collaboration_fund.services.partners import (
    decline,
    describe,
    invite,
    remove,
    withdraw_partner,
)
from collaboration_fund.services.readiness import what_is_missing
from collaboration_fund.services.reminding import (
    remind_to_accept,
    remind_to_send,
    say_that_it_opens,
)
from collaboration_fund.services.reviewing import answer_review, ask_review, decision_of
from collaboration_fund.services.rounds import (
    announce,
    cancel,
    complete,
    decide,
    move_closing,
    start_assessing,
    take_back,
    turn_rounds,
)
from collaboration_fund.services.sending import (
    Lacking,
    is_whole,
    last_edition,
    send,
    title_of,
    unsent,
    unsent_of,
    with_what_was_sent,
)
from collaboration_fund.services.starting import start_from
from collaboration_fund.services.writing import change_title, save_answers, start, withdraw

__all__ = [
    "NO",
    "Advice",
    "Difference",
    "HasOne",
    "Lack",
    "Lacking",
    "accept",
    "add_lines",
    "advise",
    "announce",
    "answer_review",
    "ask_review",
    "ask_to_confirm",
    "cancel",
    "change_amount",
    "change_title",
    "complete",
    "confirm_first",
    "confirm_second",
    "content_of",
    "copy_into",
    "decide",
    "decide_on",
    "decision_of",
    "decline",
    "describe",
    "differences",
    "digest_of",
    "digest_of_decisions",
    "documents_of",
    "end_award",
    "enter",
    "extend",
    "grant",
    "group_with_number",
    "groups_to_invite",
    "invite",
    "invite_partners",
    "is_accepted",
    "is_whole",
    "lacking",
    "lacking_of_sent",
    "lapse_unaccepted",
    "last_edition",
    "left_of",
    "letter_in",
    "letter_to",
    "lines_of",
    "lock_award",
    "may_accept_at",
    "meeting_page",
    "most_of",
    "move_closing",
    "next_stage",
    "parts_of",
    "payees",
    "plan_meeting",
    "record_decision",
    "recuse",
    "refuse_interest",
    "refuse_unready",
    "remind_to_accept",
    "remind_to_send",
    "remove",
    "remove_line",
    "reopen_questions",
    "save_answers",
    "save_line",
    "say_subsidies",
    "say_that_it_opens",
    "seat",
    "send",
    "share_again",
    "standing_of",
    "start",
    "start_assessing",
    "start_from",
    "start_together",
    "success_of",
    "take_back",
    "title_of",
    "totals_of",
    "turn_rounds",
    "unaccepted",
    "unanswered",
    "unsent",
    "unsent_of",
    "what_is_missing",
    "with_what_was_sent",
    "withdraw",
    "withdraw_partner",
    "write_to_groups",
]
