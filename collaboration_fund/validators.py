"""What officers may write in a letter."""

from core import placeholders

PLACEHOLDERS = ("name", "group", "title", "reference", "round", "amount", "conditions", "reason")


def only_known(words: str) -> None:
    """Check that braces hold known placeholders alone.

    Raises:
        ValidationError: `placeholder`, naming those that aren't known and those that are.
    """
    placeholders.only(words, PLACEHOLDERS)
