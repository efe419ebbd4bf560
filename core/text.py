"""Text as people type and paste it."""

import re

# What HTML forbids in a page, such as the vertical tabs that word processors paste.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def without_controls(value):
    """`value` without the characters that HTML forbids; what isn't text comes back as it is.

    Safe markup stays safe markup.
    """
    if not isinstance(value, str) or not CONTROLS.search(value):
        return value
    return type(value)(CONTROLS.sub("", value))
