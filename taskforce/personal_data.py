"""What the Taskforce holds about a person."""

from django.utils.translation import gettext_lazy as _

from core.files import KeptFile
from core.languages import in_all
from people.registry import CONSENT, not_personal, register_personal

TWO_YEARS = _("2 years after the end of the term")
SIX_YEARS = _("6 years after the end of the term")
INTERESTS = _("To show in public what members are tied to")
INTRODUCE = _("To introduce you on your public page")
PAY_BACK = _("To pay back what coming to meetings cost you")
UNDERSTAND = _("To understand what people in Luton live through")
MOVES = (
    ("taskforce.MemberMove", _("To know how and why a membership ended")),
    ("taskforce.ExpenseMove", _("To know who decided on a claim")),
    ("taskforce.MeetingMove", _("To know who announced, held or cancelled a meeting")),
    ("taskforce.MinutesMove", _("To know who approved and published minutes")),
    ("taskforce.ReviewMove", _("To know who decided on a review")),
    ("taskforce.VoteMove", _("To know who opened and closed a vote")),
    ("taskforce.WorkMove", _("To know who said how far a piece of work is")),
    ("taskforce.AreaMove", _("To know who said how far a priority area is")),
    ("taskforce.ActionMove", _("To know who said how far an action is")),
)


def hidden(_words: str) -> str:
    """What a history keeps in place of words that were said in confidence."""
    return "***"


def declare() -> None:
    """Register the personal fields of memberships and of what members do."""
    register_personal(
        "taskforce.Member",
        "person",
        "slug",
        "seat",
        *in_all("seat"),
        "seat_order",
        "sector",
        "starts_on",
        "ends_on",
        "state",
        "chosen_by",
        "source",
        "left_on",
        "leaving_words",
        *in_all("leaving_words"),
        purpose=_("To know who sits on the Taskforce, for whom and for how long"),
        keep=SIX_YEARS,
    )
    register_personal(
        "taskforce.Member",
        "biography",
        purpose=INTRODUCE,
        basis=CONSENT,
        keep=_("While your consent stands and you serve"),
    )
    register_personal(
        "taskforce.Photo",
        "member",
        *KeptFile.COLUMNS,
        purpose=INTRODUCE,
        basis=CONSENT,
        keep=_("While your consent stands and you serve"),
    )
    register_personal(
        "taskforce.PublicationConsent",
        "member",
        "wording",
        "given_at",
        "withdrawn_at",
        purpose=_("To show that you agreed to be named in public, and to what words"),
        keep=SIX_YEARS,
    )
    register_personal(
        "taskforce.MemberRole",
        "member",
        "role",
        "starts_on",
        "ends_on",
        purpose=_("To say who leads the Taskforce"),
        keep=SIX_YEARS,
    )
    register_personal(
        "taskforce.Member", "interests_confirmed_on", purpose=INTERESTS, keep=SIX_YEARS
    )
    register_personal(
        "taskforce.Interest",
        "member",
        "kind",
        "organisation",
        "description",
        "since",
        "until",
        "confirmed_on",
        purpose=INTERESTS,
        keep=SIX_YEARS,
    )
    register_personal(
        "taskforce.ExpenseClaim",
        "member",
        "meeting",
        "kind",
        "spent_on",
        "pence",
        "note",
        "state",
        "claimed_at",
        purpose=PAY_BACK,
        keep=_("6 years after it is paid"),
    )
    register_personal(
        "taskforce.Receipt",
        "claim",
        *KeptFile.COLUMNS,
        purpose=PAY_BACK,
        keep=_("6 years after it is paid"),
    )
    for model, what in MOVES:
        register_personal(
            model,
            "thing",
            "actor",
            "from_state",
            "to_state",
            "reason",
            "at",
            purpose=what,
            keep=SIX_YEARS,
        )
    register_personal(
        "taskforce.Attendance",
        "meeting",
        "member",
        "mark",
        purpose=_("To know who came to a meeting and who sent apologies"),
        keep=SIX_YEARS,
    )
    register_personal(
        "taskforce.Action",
        "owner",
        "owner_words",
        "due_on",
        "state",
        "state_reason",
        purpose=_("To know who does what was agreed, and how far it is"),
        keep=SIX_YEARS,
    )
    for model in ("taskforce.WorkItem", "taskforce.PriorityArea"):
        register_personal(
            model,
            "owner",
            "owner_words",
            "state_reason",
            purpose=_("To know who does what was agreed, and how far it is"),
            keep=SIX_YEARS,
        )
    register_personal(
        "taskforce.Engagement",
        "member",
        "kind",
        "title",
        "held_on",
        "place",
        "reach",
        purpose=_("To know how far members carry the work into the town"),
        keep=SIX_YEARS,
    )
    register_personal(
        "taskforce.GroupMember",
        "person",
        purpose=_("To know who comes to a group for an organisation"),
        keep=_("2 years after the group has ended"),
    )
    register_personal(
        "taskforce.Evidence",
        "body",
        *in_all("body"),
        "consent",
        "consent_on",
        "consent_note",
        purpose=UNDERSTAND,
        basis=CONSENT,
        keep=_("Until who contributed takes it back, and 6 years at most"),
    )
    register_personal(
        "taskforce.EvidenceFile",
        "evidence",
        *KeptFile.COLUMNS,
        purpose=UNDERSTAND,
        basis=CONSENT,
        keep=_("Until who contributed takes it back, and 6 years at most"),
    )
    register_personal(
        "taskforce.Turnout",
        "vote",
        "member",
        purpose=_("To make sure that each member votes once; it doesn't say for whom"),
        keep=SIX_YEARS,
    )
    register_personal(
        "taskforce.Candidate",
        "vote",
        "member",
        "votes",
        purpose=_("To know who stood for chair, and how many votes they got"),
        keep=SIX_YEARS,
    )
    not_personal("taskforce.Engagement", "confirmed_on", "is_demo")
    not_personal("taskforce.GroupMember", "group", "organisation", "sector", "leads")
    not_personal("taskforce.Member", "is_demo")
    not_personal("taskforce.Action", "meeting", "text", *in_all("text"))
