"""What officers may write in a letter."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from collaboration_fund.filling import PLACEHOLDERS, unknown


def only_known(words: str) -> None:
    """Check that braces hold known placeholders alone.

    Raises:
        ValidationError: `placeholder`, naming those that aren't known and those that are.
    """
    found = unknown(words)
    if found:
        said = {
            "found": ", ".join(f"{{{one}}}" for one in found),
            "known": ", ".join(f"{{{one}}}" for one in PLACEHOLDERS),
        }
        raise ValidationError(
            _("%(found)s isn’t a placeholder. There are %(known)s.") % said, code="placeholder"
        )
