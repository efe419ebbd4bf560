"""Who may do what, as sentences."""

import rules
from allauth.account.models import EmailAddress


@rules.predicate
def is_verified_resident(user) -> bool:
    """Signed in, active, and has shown that the email address is theirs."""
    return bool(
        user.is_authenticated
        and user.is_active
        and EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists()
    )
