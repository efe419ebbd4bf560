"""The typed answer of a service that can't do what it was asked."""

from django.utils.translation import gettext as _


class Refusal(Exception):
    """A service says no, in words for the person who asked.

    Args:
        message: translated text that says what happened and what to do next.
        code: a short stable name for tests and the interface.
        field: the form field it belongs to, or "" for the form as a whole.
    """

    def __init__(self, message, *, code: str, field: str = ""):
        super().__init__(str(message))
        self.message = message
        self.code = code
        self.field = field


def require(allowed: bool) -> None:
    """Refuse what a predicate said no to: `require(may_run(actor, round))`.

    Raises:
        Refusal: `not-allowed`.
    """
    if not allowed:
        raise Refusal(_("You don't have permission to do this."), code="not-allowed")
