"""Sentences that the fund writes for others to read, kept as codes."""

from django.utils.translation import gettext_lazy as _

from core.words import register_words


def declare() -> None:
    """Make the sentences known."""
    register_words(
        "collaboration_fund.not-accepted",
        _("These partners have not accepted their part in time: %(groups)s"),
    )
    register_words("collaboration_fund.came-paper", _("It reached the council on paper on %(at)s."))
    register_words(
        "collaboration_fund.came-telephone", _("It was told the council by telephone on %(at)s.")
    )
