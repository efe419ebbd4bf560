"""The states of the Taskforce's things, the moves between them, and its fixed choices."""

from django.db import models
from django.utils.translation import gettext_lazy as _

TERM_YEARS = 2
INTERESTS_STALE_DAYS = 365
CONSENT_WORDING = "2024-1"
SLUG_HELP = _("Small letters, numbers and dashes. Empty: made from the English title.")


class Sector(models.TextChoices):
    """Whom a seat speaks for: the sectors that the Taskforce brings together, and residents."""

    RESIDENTS = "residents", _("Residents")
    COMMUNITY = "community", _("Voluntary and community sector")
    PUBLIC = "public", _("Public sector")
    PRIVATE = "private", _("Private sector")


class MemberState(models.TextChoices):
    """Where a membership is in its life."""

    SERVING = "serving", _("Serving")
    LEFT = "left", _("Left early")
    ENDED = "ended", _("Term ended")


MEMBER_MOVES: dict[str, frozenset[str]] = {
    MemberState.SERVING: frozenset({MemberState.LEFT, MemberState.ENDED}),
    MemberState.LEFT: frozenset(),
    MemberState.ENDED: frozenset(),
}


class ChosenBy(models.TextChoices):
    """How a member was chosen."""

    LOTTERY = "lottery", _("By lottery among those who applied")
    SCORES = "scores", _("By the scores of their application")
    NOMINATION = "nomination", _("Nominated by their organisation")
    TRANSFERRED = "transferred", _("Carried over from before this portal")


class Role(models.TextChoices):
    """What a member does beside being one."""

    CHAIR = "chair", _("Chair")
    DEPUTY = "deputy", _("Deputy chair")


class InterestKind(models.TextChoices):
    """What ties a member to an organisation."""

    WORK = "work", _("Paid work")
    OFFICE = "office", _("Trustee, director or other office")
    MEMBERSHIP = "membership", _("Membership of a group or party")
    CONTRACT = "contract", _("Contract or funding")
    PROPERTY = "property", _("Land or property")
    GIFT = "gift", _("Gift or hospitality")
    OTHER = "other", _("Something else")


class ExpenseKind(models.TextChoices):
    """What coming to a meeting cost."""

    TRAVEL = "travel", _("Travel")
    CARE = "care", _("Care for children or adults")
    ACCESS = "access", _("Support with access")
    OTHER = "other", _("Something else")


class ExpenseState(models.TextChoices):
    """Where a claim is."""

    CLAIMED = "claimed", _("Claimed")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    PAID = "paid", _("Paid")
    WITHDRAWN = "withdrawn", _("Withdrawn")


EXPENSE_MOVES: dict[str, frozenset[str]] = {
    ExpenseState.CLAIMED: frozenset(
        {ExpenseState.APPROVED, ExpenseState.REFUSED, ExpenseState.WITHDRAWN}
    ),
    ExpenseState.APPROVED: frozenset({ExpenseState.PAID}),
    ExpenseState.REFUSED: frozenset(),
    ExpenseState.PAID: frozenset(),
    ExpenseState.WITHDRAWN: frozenset(),
}


class MeetingKind(models.TextChoices):
    """What members meet for. The two-day residential is a meeting too."""

    MEETING = "meeting", _("Meeting")
    RESIDENTIAL = "residential", _("Residential")
    OTHER = "other", _("Other event")


class MeetingState(models.TextChoices):
    """Where a meeting is in its life."""

    DRAFT = "draft", _("Draft")
    ANNOUNCED = "announced", _("Announced")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


MEETING_MOVES: dict[str, frozenset[str]] = {
    MeetingState.DRAFT: frozenset({MeetingState.ANNOUNCED, MeetingState.HELD}),
    MeetingState.ANNOUNCED: frozenset({MeetingState.HELD, MeetingState.CANCELLED}),
    MeetingState.HELD: frozenset(),
    MeetingState.CANCELLED: frozenset(),
}


class MinutesState(models.TextChoices):
    """Where the minutes of a meeting are."""

    DRAFT = "draft", _("Draft")
    CIRCULATED = "circulated", _("With the members")
    APPROVED = "approved", _("Approved by the members")
    PUBLISHED = "published", _("Published")


MINUTES_MOVES: dict[str, frozenset[str]] = {
    MinutesState.DRAFT: frozenset({MinutesState.CIRCULATED}),
    MinutesState.CIRCULATED: frozenset({MinutesState.APPROVED, MinutesState.DRAFT}),
    MinutesState.APPROVED: frozenset({MinutesState.PUBLISHED, MinutesState.DRAFT}),
    MinutesState.PUBLISHED: frozenset({MinutesState.DRAFT}),
}


class Audience(models.TextChoices):
    """Who may read a paper."""

    OFFICERS = "officers", _("Officers only")
    MEMBERS = "members", _("Members and officers")
    PUBLIC = "public", _("Everybody")


class Attended(models.TextChoices):
    """Whether a member came to a meeting."""

    UNMARKED = "unmarked", _("Not marked")
    CAME = "came", _("Came")
    APOLOGIES = "apologies", _("Sent apologies")
    ABSENT = "absent", _("Did not come")


class WorkState(models.TextChoices):
    """How far a piece of work is: an action of a meeting, or one of the work programme."""

    PLANNED = "planned", _("Planned")
    UNDER_WAY = "under-way", _("Under way")
    PAUSED = "paused", _("Paused")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")


OPEN_WORK = (WorkState.PLANNED, WorkState.UNDER_WAY, WorkState.PAUSED)
WORK_MOVES: dict[str, frozenset[str]] = {
    WorkState.PLANNED: frozenset(
        {WorkState.UNDER_WAY, WorkState.PAUSED, WorkState.DONE, WorkState.STOPPED}
    ),
    WorkState.UNDER_WAY: frozenset({WorkState.PAUSED, WorkState.DONE, WorkState.STOPPED}),
    WorkState.PAUSED: frozenset({WorkState.UNDER_WAY, WorkState.STOPPED}),
    WorkState.DONE: frozenset({WorkState.UNDER_WAY}),
    WorkState.STOPPED: frozenset({WorkState.UNDER_WAY}),
}


def work_needs_a_reason(now: str, to: str) -> bool:
    """Whoever waits for the work is told why it doesn't go on, and why it is opened again."""
    return to in (WorkState.PAUSED, WorkState.STOPPED) or (now not in OPEN_WORK and to in OPEN_WORK)


def work_choices(work) -> list[tuple[str, str]]:
    """(value, words) of the states that work can be moved to, and of the one it is in."""
    allowed = WORK_MOVES[work.state] | {work.state}
    return [
        (value, _("%(state)s, as it is now") % {"state": words} if value == work.state else words)
        for value, words in WorkState.choices
        if value in allowed
    ]


class WorkKind(models.TextChoices):
    """What a piece of the work programme is."""

    ACTION = "action", _("Action")
    OUTPUT = "output", _("Output")


class EvidenceKind(models.TextChoices):
    """How something is known, in the words of the council's plan."""

    QUANTITATIVE = "quantitative", _("Survey or other quantitative research")
    STATISTICAL = "statistical", _("Statistics")
    ETHNOGRAPHIC = "ethnographic", _("Ethnographic research")
    STORY = "story", _("People’s own stories")


class Publication(models.TextChoices):
    """How much of a piece of evidence anybody may read."""

    PRIVATE = "private", _("Nothing")
    SUMMARY = "summary", _("Title and summary")
    PUBLIC = "public", _("All of it")


class ContributorConsent(models.TextChoices):
    """Whether the people who contributed agreed to publication."""

    AWAITED = "awaited", _("Not asked yet, or no answer yet")
    GIVEN = "given", _("Given")
    NOT_NEEDED = "not-needed", _("Not needed: nobody can be found in it")
    WITHDRAWN = "withdrawn", _("Withdrawn")


CONSENT_ALLOWS = (ContributorConsent.GIVEN, ContributorConsent.NOT_NEEDED)


class EngagementKind(models.TextChoices):
    """Where a member spoke for the work of the Taskforce."""

    TALK = "talk", _("Talk")
    COUNCIL = "council", _("Council meeting")
    NETWORK = "network", _("Own network")
    MEDIA = "media", _("Press, radio or online")
    OTHER = "other", _("Something else")


class ReviewState(models.TextChoices):
    """Where a review of the Taskforce is."""

    OPEN = "open", _("Open")
    DECIDED = "decided", _("Decided")


REVIEW_MOVES: dict[str, frozenset[str]] = {
    ReviewState.OPEN: frozenset({ReviewState.DECIDED}),
    ReviewState.DECIDED: frozenset(),
}


class ReviewOutcome(models.TextChoices):
    """What a review decides."""

    CONTINUE = "continue", _("Continue as it is")
    REFRESH = "refresh", _("Continue with its membership refreshed")
    CHANGE = "change", _("Continue with changes")
    CLOSE = "close", _("Bring it to an end")


class VoteState(models.TextChoices):
    """Where a vote of the members is."""

    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed and counted")
    CANCELLED = "cancelled", _("Cancelled")


VOTE_MOVES: dict[str, frozenset[str]] = {
    VoteState.DRAFT: frozenset({VoteState.OPEN, VoteState.CANCELLED}),
    VoteState.OPEN: frozenset({VoteState.CLOSED, VoteState.CANCELLED}),
    VoteState.CLOSED: frozenset(),
    VoteState.CANCELLED: frozenset(),
}
