"""What the portal holds about people who act for groups with needs and offers."""

from django.utils.translation import gettext_lazy as _

from people.registry import CONSENT, Keep, counts_from, not_personal, register_personal

SIX_YEARS = Keep(_("6 years"), years=6)
MOVES = {
    "Posting": _("To know who posted, confirmed or closed a need or an offer"),
    "Match": _("To know when groups said yes or no to each other"),
    "Partnership": _("To know who formed or ended a partnership"),
}
ABOUT_NOBODY = {
    "Posting": (
        *("organisation", "kind", "title", "details", "starts_on", "ends_on", "expires_on"),
        *("weekdays", "starts_at", "ends_at"),
        *("state", "event_name", "event_on", "created_at", "changed_at", "looked_at", "is_demo"),
    ),
    "Part": ("posting", "category", "quantity"),
    "Spoken": ("posting", "code"),
    "Match": ("need", "who", "points", "state", "found_at", "agreed_at"),
    "Side": ("match", "organisation"),
    "Gift": ("side", "posting", "category", "amount", "reasons"),
    "Partnership": ("match", "name", "state", "proposed_at", "since"),
    "Partner": ("partnership", "organisation"),
    "Message": ("match", "organisation"),
}


def declare() -> None:
    """Register the personal fields of needs, offers, matches, messages and partnerships."""
    register_personal(
        "partnerships.Posting",
        "entered_by",
        purpose=_("To know which officer wrote down what a group said"),
        keep=SIX_YEARS,
    )
    register_personal(
        "partnerships.Side",
        "says_yes",
        "answered_by",
        "answered_at",
        purpose=_("To name you to the groups that you said yes to, and to nobody else"),
        basis=CONSENT,
        keep=SIX_YEARS,
    )
    register_personal(
        "partnerships.Message",
        "author",
        "text",
        "at",
        purpose=_("So that groups that said yes to each other can talk"),
        keep=SIX_YEARS,
    )
    register_personal(
        "partnerships.Partner",
        "answered_by",
        "answered_at",
        purpose=_("To know who said yes to a partnership for a group"),
        keep=SIX_YEARS,
    )
    for model, what in MOVES.items():
        name = f"partnerships.{model}Move"
        fields = ("thing", "actor", "from_state", "to_state", "reason", "at")
        register_personal(name, *fields, purpose=what, keep=SIX_YEARS)
        counts_from(name, "at")
        not_personal(name, "id")
    counts_from("partnerships.Posting", "created_at")
    counts_from("partnerships.Side", "answered_at")
    counts_from("partnerships.Message", "at")
    counts_from("partnerships.Partner", "answered_at")
    for model, fields in ABOUT_NOBODY.items():
        not_personal(f"partnerships.{model}", "id", *fields)
