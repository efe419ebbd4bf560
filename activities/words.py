"""Activities in words: what they cost, for which ages."""

from django.utils.translation import gettext as _

from questionnaires.values import pounds


def price_words(activity) -> str:
    """What it costs; "" where nobody has said."""
    if activity.pence is None:
        return activity.price_note
    said = _("Free") if activity.pence == 0 else pounds(activity.pence)
    return f"{said} ({activity.price_note})" if activity.price_note else said


def ages_words(activity) -> str:
    """For which ages it is; "" for all."""
    said = {"youngest": activity.youngest, "oldest": activity.oldest}
    if activity.youngest is None and activity.oldest is None:
        return ""
    if activity.oldest is None:
        return _("From %(youngest)s years") % said
    if activity.youngest is None:
        return _("Up to %(oldest)s years") % said
    return _("%(youngest)s to %(oldest)s years") % said
