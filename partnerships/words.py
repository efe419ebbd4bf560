"""Why a need and an offer meet, in words; matching gives the codes."""

from django.utils.translation import gettext_lazy as _

REASONS = {
    "same-kind": _("It is just what is needed."),
    "same-family": _("It is of the same kind as what is needed."),
    "all-wards": _("It is there in every ward that was named (%(of)s)."),
    "some-wards": _("It is there in %(number)s of the %(of)s wards that were named."),
    "all-days": _("It is there on every day that is needed (%(of)s)."),
    "some-days": _("It is there on %(number)s of the %(of)s days that are needed."),
    "all-weekdays": _("It is there on every weekday that is needed (%(of)s)."),
    "some-weekdays": _("It is there on %(number)s of the %(of)s weekdays that are needed."),
    "all-hours": _("It is there for all of the hours that are needed."),
    "some-hours": _("It is there for %(number)s of the %(of)s minutes that are needed each time."),
    "enough": _("It is enough (%(of)s)."),
    "part-of-it": _("It is %(number)s of the %(of)s that are needed."),
    "all-languages": _("Every language that was named is spoken (%(of)s)."),
    "some-languages": _("%(number)s of the %(of)s languages that were named are spoken."),
    "no-languages": _("None of the languages that were named is spoken."),
    "swap": _("Each of the two groups has something that the other needs."),
    "new-partners": _("The two groups are not partners yet."),
    "given": _("Everything that it would give is given by a partnership now."),
    "somebody-no": _("One of the groups said no."),
    "taken-back": _("A need or an offer of this match was changed or is no longer open."),
}
