"""Why a need and an offer meet, in words; matching gives the codes."""

from django.utils.translation import gettext_lazy as _

REASONS = {
    "same-kind": _("It is just what is needed."),
    "same-family": _("It is of the same kind as what is needed."),
    "all-wards": _("It is there in every ward that was named (%(of)s)."),
    "some-wards": _("It is there in %(number)s of the %(of)s wards that were named."),
    "all-days": _("It is there on every day that is needed (%(of)s)."),
    "some-days": _("It is there on %(number)s of the %(of)s days that are needed."),
    "enough": _("It is enough (%(of)s)."),
    "part-of-it": _("It is %(number)s of the %(of)s that are needed."),
    "all-languages": _("Every language that was named is spoken (%(of)s)."),
    "some-languages": _("%(number)s of the %(of)s languages that were named are spoken."),
    "no-languages": _("None of the languages that were named is spoken."),
    "swap": _("Each of the two groups has something that the other needs."),
    "new-partners": _("The two groups are not partners yet."),
    "taken-back": _("A need or an offer of this match was changed or is no longer open."),
}
