"""Words of Django that residents meet and that Django has no Urdu for, or a misspelt one.

Nothing runs this: `bin/messages` reads it, and a translation of ours goes before Django's own.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

WORDS = [
    _("This field is required."),
    _("Enter a valid email address."),
    _("Select a valid choice. %(value)s is not one of the available choices."),
    _("Null characters are not allowed."),
    _("AM"),
    _("PM"),
    _("Sat"),
    _("Saturday"),
    ngettext_lazy(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
]
