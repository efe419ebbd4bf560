"""What officers read of each check that holds an award back."""

from django.utils.translation import gettext_lazy as _

from publishing.giving import Check

OF_CHECKS = {
    Check.SAME_ID: _("Another grant has the same identifier."),
    Check.OWN_ID: _("The council’s publisher prefix isn’t set. Ask whoever runs the portal."),
    Check.RECIPIENT_PREFIX: _("A group’s number isn’t of a register’s form. Mend it at the group."),
    Check.FUNDER_PREFIX: _("The council’s own number isn’t of a register’s form."),
    Check.CHARITY_NUMBER: _("A charity number isn’t of the right form. Mend it at the group."),
    Check.COMPANY_NUMBER: _("A company number isn’t of the right form. Mend it at the group."),
    Check.NOUGHT: _("A group is paid nothing."),
    Check.BELOW_NOUGHT: _("A group is paid less than nothing."),
    Check.AWARDED_LATER: _("The day of the decision is still to come."),
    Check.ENDS_FIRST: _("The work ends before it begins."),
    Check.WEB_ADDRESS: _("The award’s web address isn’t one. Ask whoever runs the portal."),
    Check.EMAIL: _("The title, or what it is for, has an email address in it."),
    Check.LEADS_NOWHERE: _("It names a grant that isn’t published."),
}


def of_faults(faults: str) -> list[str]:
    """The lines of `PublicAward.faults` in words; an error of the schema is as the schema says."""
    words = {check.value: said for check, said in OF_CHECKS.items()}
    return [str(words.get(line, line)) for line in faults.splitlines()]
