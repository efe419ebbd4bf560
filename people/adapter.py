"""How allauth speaks to people: through the outbox."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Residents sign in by emailed code, staff by password and second factor."""
