"""What comes of an option's figures, in words."""

from django.utils.translation import gettext as _


def face_words(found) -> str:
    """Whether an option washes its face, and from which year.

    Args:
        found: an Appraisal.
    """
    if not found.has_figures:
        return _("It has no figures yet.")
    if found.washes_its_face is None:
        return _("It doesn’t wash its face: what running it leaves over doesn’t cover the gap.")
    year = f"{found.washes_its_face}/{(found.washes_its_face + 1) % 100:02}"
    return _("It washes its face by the end of %(year)s.") % {"year": year}


def fall_words(found) -> str:
    """How far income may fall, or must rise."""
    tenths = found.income_may_fall
    if not found.has_figures:
        return ""
    if tenths is None:
        return _("There is no income.")
    percent = f"{abs(tenths) / 10:g}"
    if tenths < 0:
        return _("Income would have to be %(percent)s%% higher.") % {"percent": percent}
    return _("Income may fall by %(percent)s%%.") % {"percent": percent}
