"""What people, and the rooms beneath and beside it, hold about a person."""

from django.utils.translation import gettext_lazy as _

from people.merge_keys import moves, stays
from people.registry import (
    LEGAL_DUTY,
    WITH_ACCOUNT,
    Keep,
    counts_from,
    not_personal,
    register_personal,
)

A_YEAR = Keep(_("1 year"), years=1)
SIX_YEARS = Keep(_("6 years"), years=6)


def declare() -> None:
    """Register the personal fields of accounts, sign-in, messages and the audit log."""
    register_personal("people.User", "email", purpose=_("To sign you in and to write to you"))
    register_personal(
        "people.User", "name", "name_compared", purpose=_("To know who is coming, and to greet you")
    )
    register_personal(
        "people.User", "postcode", "ward", purpose=_("To show and plan what is near you")
    )
    register_personal(
        "people.User",
        "telephone",
        "address",
        purpose=_("To reach you where you registered without an email address"),
    )
    register_personal("people.User", "language", purpose=_("To write in your language"))
    register_personal(
        "people.User", "access_needs", purpose=_("To make sure that you can take part")
    )
    register_personal("people.User", "password", purpose=_("To sign officers in"))
    register_personal(
        "people.User",
        "last_login",
        "date_joined",
        purpose=_("To know which accounts are in use, and when to delete one"),
    )
    register_personal(
        "people.User", "reference", purpose=_("To tie messages and choices to your account")
    )
    register_personal(
        "people.User",
        "merged_into",
        purpose=_("To know which records were about you before they became one"),
    )
    register_personal(
        "people.User",
        "is_active",
        "is_staff",
        "is_superuser",
        purpose=_("To know who may do what"),
    )
    not_personal("people.User", "is_demo", "signed_out")

    register_personal(
        "account.EmailAddress",
        "user",
        "email",
        "verified",
        "primary",
        purpose=_("To know that an email address is yours"),
    )
    register_personal(
        "people.ColleagueInvitation",
        "email",
        "name",
        "roles",
        "invited_by",
        "invited_at",
        "answered_at",
        purpose=_("To invite colleagues, and to know who did"),
        keep=A_YEAR,
    )
    not_personal("people.ColleagueInvitation", "token", "state", "expires_at")
    register_personal(
        "mfa.Authenticator",
        "user",
        "type",
        "data",
        "created_at",
        "last_used_at",
        purpose=_("To ask officers for a second step"),
    )

    register_personal(
        "messaging.OutboxMessage",
        "recipient",
        "to_address",
        "language",
        "subject",
        "text",
        "html",
        "headers",
        "attachments",
        purpose=_("To send you what you need to know, and to answer if it did not reach you"),
        keep=A_YEAR,
    )
    not_personal(
        "messaging.OutboxMessage",
        "key",
        "kind",
        "about",
        "ephemeral",
        "state",
        "attempts",
        "next_attempt_at",
        "give_up_at",
        "worth_until",
        "lease",
        "leased_until",
        "last_error",
        "created_at",
        "sent_at",
    )
    register_personal(
        "messaging.OptOut",
        "recipient",
        "kind",
        "at",
        purpose=_("To stop the emails that you do not want"),
        keep=Keep(_("While you have an account")),
    )

    for model in ("auditlog.LogEntry", "admin.LogEntry"):
        register_personal(
            model,
            *AUDIT_FIELDS[model],
            purpose=_("To show who looked at or changed your data"),
            basis=LEGAL_DUTY,
            keep=SIX_YEARS,
        )
        not_personal(model, *NOT_PERSONAL_AUDIT_FIELDS[model])

    counts_from("people.User", "last_login", "date_joined")
    for model in ("account.EmailAddress", "mfa.Authenticator"):
        counts_from(model, "user__last_login", "user__date_joined")
    counts_from("people.ColleagueInvitation", "invited_at")
    counts_from("messaging.OutboxMessage", "created_at")
    counts_from("auditlog.LogEntry", "timestamp")
    counts_from("admin.LogEntry", "action_time")
    not_personal("account.EmailConfirmation", "email_address", "created", "sent", "key")


def say_what_moves() -> None:
    """Say what becomes of keys to a person where two records of one person are merged.

    Merging settles addresses itself; officers' accounts aren't merged, so what makes an officer,
    and what was done as one, stays.
    """
    moves("people.User", "merged_into", _("records merged before"))
    for model, field in (
        ("account.EmailAddress", "user"),
        ("mfa.Authenticator", "user"),
        ("people.User_groups", "user"),
        ("people.User_user_permissions", "user"),
        ("people.ColleagueInvitation", "invited_by"),
        ("jobs.BackgroundJob", "asked_by"),
        ("admin.LogEntry", "user"),
        ("auditlog.LogEntry", "actor"),
    ):
        stays(model, field)


AUDIT_FIELDS = {
    "auditlog.LogEntry": (
        "actor",
        "actor_email",
        "object_pk",
        "object_id",
        "object_repr",
        "serialized_data",
        "changes",
        "changes_text",
        "remote_addr",
        "remote_port",
        "additional_data",
        "timestamp",
    ),
    "admin.LogEntry": ("user", "object_id", "object_repr", "change_message", "action_time"),
}
NOT_PERSONAL_AUDIT_FIELDS = {
    "auditlog.LogEntry": ("content_type", "action", "cid"),
    "admin.LogEntry": ("content_type", "action_flag"),
}

__all__ = ["WITH_ACCOUNT", "declare", "say_what_moves"]
