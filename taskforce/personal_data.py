"""What the Taskforce holds about a person."""

from django.utils.translation import gettext_lazy as _

from core.files import KeptFile
from core.languages import in_all
from people.registry import CONSENT, Keep, counts_from, not_personal, register_personal

SIX_YEARS = Keep(_("6 years after the end of the term"), years=6)
SINCE_THEN = Keep(_("6 years"), years=6)
CLAIMED = Keep(_("6 years after it is claimed"), years=6)
WITH_CONSENT = Keep(_("While your consent stands and you serve"))
TOLD = Keep(_("Until who contributed takes it back, and 6 years at most"), years=6)
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
# Tables that lead to a member and tell of the work, not of them.
WORK = ("due_on", "state", "title", *in_all("title"))
ABOUT_NOBODY = {
    "Ballot": ("vote", "candidate"),
    "CrossSectorGroup": (
        *("slug", "area", "set_up_on", "ended_on", "framework_agreed_on", "is_public", "is_demo"),
        *("name", "remit", *in_all("name", "remit")),
    ),
    "Evidence": (
        *("slug", "kind", "area", "publication", "collected_from", "collected_until", "is_demo"),
        *("title", "summary", "provenance", "commissioned_from"),
        *in_all("title", "summary", "provenance", "commissioned_from"),
    ),
    "GroupMeasure": (
        *("group", "baseline", "target", "latest", "latest_on", "order"),
        *("measure", "unit", *in_all("measure", "unit")),
    ),
    "PriorityArea": (
        *(*WORK, "slug", "summary", *in_all("summary"), "theme", "agreed_on", "order", "is_demo"),
    ),
    "Vote": (
        *("title", *in_all("title"), "review", "closes_at", "asked_on", "opened_on", "state"),
        *("seed", "electorate", "winner", "by_lot", "is_demo"),
    ),
    "WorkItem": (*WORK, "area", "kind", "starts_on", "is_public"),
}
# What leads from a row to the end of the term that it belongs to.
TERM_ENDS = {
    "taskforce.Member": "ends_on",
    "taskforce.MemberMove": "thing__ends_on",
    "taskforce.ExpenseMove": "thing__member__ends_on",
    **{
        f"taskforce.{name}": "member__ends_on"
        for name in (
            "PublicationConsent",
            "MemberRole",
            "Interest",
            "Attendance",
            "Engagement",
            "Turnout",
            "Candidate",
        )
    },
    **{f"taskforce.{name}": "owner__ends_on" for name in ("Action", "WorkItem", "PriorityArea")},
}


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
        keep=WITH_CONSENT,
    )
    register_personal(
        "taskforce.Photo",
        "member",
        *KeptFile.COLUMNS,
        purpose=INTRODUCE,
        basis=CONSENT,
        keep=WITH_CONSENT,
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
        keep=CLAIMED,
    )
    register_personal(
        "taskforce.Receipt",
        "claim",
        *KeptFile.COLUMNS,
        purpose=PAY_BACK,
        keep=CLAIMED,
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
            keep=SIX_YEARS if model in TERM_ENDS else SINCE_THEN,
        )
        counts_from(model, TERM_ENDS.get(model, "at"))
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
        keep=Keep(_("2 years after the group has ended"), years=2),
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
        keep=TOLD,
    )
    register_personal(
        "taskforce.EvidenceFile",
        "evidence",
        *KeptFile.COLUMNS,
        purpose=UNDERSTAND,
        basis=CONSENT,
        keep=TOLD,
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
    for model, lookup in TERM_ENDS.items():
        counts_from(model, lookup)
    counts_from("taskforce.ExpenseClaim", "claimed_at")
    counts_from("taskforce.Receipt", "claim__claimed_at")
    counts_from("taskforce.GroupMember", "group__ended_on")
    counts_from("taskforce.Evidence", "consent_on")
    counts_from("taskforce.EvidenceFile", "evidence__consent_on")
    for model, fields in ABOUT_NOBODY.items():
        not_personal(f"taskforce.{model}", *fields)
    not_personal("taskforce.Engagement", "confirmed_on", "is_demo")
    not_personal("taskforce.GroupMember", "group", "organisation", "sector", "leads")
    not_personal("taskforce.Member", "is_demo")
    not_personal("taskforce.Action", "meeting", "text", *in_all("text"))
