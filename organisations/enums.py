"""Forms, states and roles of groups, and the moves between the states."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LegalForm(models.TextChoices):
    """What a group is by law."""

    COMMUNITY = "community", _("Community group with a constitution")
    CHARITY = "charity", _("Charity")
    CIO = "cio", _("Charitable incorporated organisation (CIO)")
    CIC = "cic", _("Community interest company (CIC)")
    COMPANY = "company", _("Company")
    SOCIETY = "society", _("Co-operative or community benefit society")
    CLUB = "club", _("Community amateur sports club")
    FAITH = "faith", _("Faith group")
    SCHOOL = "school", _("School or college")
    PUBLIC = "public", _("Public body")


class Scheme(models.TextChoices):
    """The registers whose numbers a group can give; the codes are those of org-id.guide."""

    CHARITY = "GB-CHC", _("Charity number (England and Wales)")
    SCOTTISH = "GB-SC", _("Charity number (Scotland)")
    NORTHERN_IRISH = "GB-NIC", _("Charity number (Northern Ireland)")
    COMPANY = "GB-COH", _("Company number")
    MUTUAL = "GB-MPR", _("Number in the Mutuals Public Register")
    REVENUE = "GB-REV", _("Charity reference of HM Revenue and Customs")
    SCHOOL = "GB-EDU", _("School number (URN)")
    CLUB = "GB-CASC", _("Community amateur sports club")
    COUNCIL = "GB-LAE", _("Council code (England)")
    PROVIDER = "GB-UKPRN", _("Learning provider number (UKPRN)")
    HEALTH = "GB-NHS", _("NHS organisation code")
    CHURCH = "GB-COE", _("Church of England church code")
    WELSH = "GB-PLA", _("Council code (Wales)")


# Which register has to know a group of this form; any one of them is enough.
REGISTERED_IN: dict[str, frozenset[str]] = {
    LegalForm.CHARITY: frozenset({Scheme.CHARITY, Scheme.SCOTTISH, Scheme.NORTHERN_IRISH}),
    LegalForm.CIO: frozenset({Scheme.CHARITY, Scheme.SCOTTISH}),
    LegalForm.CIC: frozenset({Scheme.COMPANY}),
    LegalForm.COMPANY: frozenset({Scheme.COMPANY}),
    LegalForm.SOCIETY: frozenset({Scheme.MUTUAL}),
    LegalForm.CLUB: frozenset({Scheme.CLUB}),
    LegalForm.SCHOOL: frozenset({Scheme.SCHOOL, Scheme.PROVIDER}),
}
# Run by others than a committee of their own.
WITHOUT_COMMITTEE = frozenset({LegalForm.SCHOOL, LegalForm.PUBLIC})


class OrganisationState(models.TextChoices):
    """How far officers have looked at a group."""

    NEW = "new", _("Not checked yet")
    VERIFIED = "verified", _("Checked")
    CLOSED = "closed", _("Closed")
    MERGED = "merged", _("Merged into another")


class Listing(models.TextChoices):
    """Whether a group stands in the public directory."""

    PRIVATE = "private", _("Not in the directory")
    ASKED = "asked", _("To be in the directory once it is checked")
    LISTED = "listed", _("In the directory")


class Role(models.TextChoices):
    """What somebody may do for a group."""

    OWNER = "owner", _("Owner")
    EDITOR = "editor", _("Editor")
    VIEWER = "viewer", _("Viewer")


# Of two of one person, the one that stays.
RANK = (Role.OWNER, Role.EDITOR, Role.VIEWER)


class MembershipState(models.TextChoices):
    """Where somebody's place in a group is."""

    INVITED = "invited", _("Invited")
    ASKED = "asked", _("Asked to join")
    ACTIVE = "active", _("Belongs to the group")
    LEFT = "left", _("Left")
    DECLINED = "declined", _("Said no, or was told no")


class DocumentKind(models.TextChoices):
    """What a group keeps with us once, for every application."""

    GOVERNING = "governing", _("Governing document")
    ACCOUNTS = "accounts", _("Accounts")
    SAFEGUARDING = "safeguarding", _("Safeguarding policy")
    INSURANCE = "insurance", _("Insurance")


DOCUMENT_HINT = {
    DocumentKind.GOVERNING: _("Your constitution, rules or articles."),
    DocumentKind.ACCOUNTS: _("The last year’s, as your committee agreed them."),
    DocumentKind.SAFEGUARDING: _("How you keep children and adults at risk safe."),
    DocumentKind.INSURANCE: _("Your certificate of public liability insurance."),
}
# Of these nobody can tell that they are still right without a date.
EXPIRES = frozenset({DocumentKind.ACCOUNTS, DocumentKind.SAFEGUARDING, DocumentKind.INSURANCE})


class ReachKind(models.TextChoices):
    """What a line of a group's reach says."""

    PEOPLE = "people", _("People it works with")
    LANGUAGE = "language", _("Language it speaks")


class People(models.TextChoices):
    """Whom a group works with."""

    EVERYBODY = "everybody", _("Everybody")
    CHILDREN = "children", _("Children under 11")
    YOUNG = "young", _("Young people, 11 to 25")
    OLDER = "older", _("Older people")
    FAMILIES = "families", _("Parents and families")
    WOMEN = "women", _("Women and girls")
    MEN = "men", _("Men and boys")
    DISABLED = "disabled", _("Disabled people")
    CARERS = "carers", _("Carers")
    MINORITIES = "minorities", _("Minority ethnic communities")
    NEW = "new", _("Refugees and people new to Luton")
    LGBT = "lgbt", _("LGBT+ people")
    FAITH = "faith", _("People of one faith")
    HOMELESS = "homeless", _("People without a home")
    MENTAL = "mental", _("People with mental health needs")
    POVERTY = "poverty", _("People short of money, food or heat")


class Language(models.TextChoices):
    """Languages that groups in Luton speak; ISO 639 codes, and BSL."""

    ENGLISH = "en", _("English")
    ALBANIAN = "sq", _("Albanian")
    ARABIC = "ar", _("Arabic")
    BENGALI = "bn", _("Bengali")
    BSL = "bfi", _("British Sign Language")
    FARSI = "fa", _("Farsi")
    FRENCH = "fr", _("French")
    GUJARATI = "gu", _("Gujarati")
    HINDI = "hi", _("Hindi")
    HUNGARIAN = "hu", _("Hungarian")
    ITALIAN = "it", _("Italian")
    LITHUANIAN = "lt", _("Lithuanian")
    PAHARI = "phr", _("Pahari")
    PASHTO = "ps", _("Pashto")
    POLISH = "pl", _("Polish")
    PORTUGUESE = "pt", _("Portuguese")
    PUNJABI = "pa", _("Punjabi")
    ROMANIAN = "ro", _("Romanian")
    SHONA = "sn", _("Shona")
    SOMALI = "so", _("Somali")
    SPANISH = "es", _("Spanish")
    SYLHETI = "syl", _("Sylheti")
    TAMIL = "ta", _("Tamil")
    TURKISH = "tr", _("Turkish")
    UKRAINIAN = "uk", _("Ukrainian")
    URDU = "ur", _("Urdu")


REACHES = {
    ReachKind.PEOPLE: dict(People.choices),
    ReachKind.LANGUAGE: dict(Language.choices),
}


class FlagKind(models.TextChoices):
    """What officers should look at."""

    NUMBER = "number", _("Number in doubt")
    SAME_NUMBER = "same-number", _("Same number")
    SAME_NAME = "same-name", _("Same name")
    SAME_ADDRESS = "same-address", _("Same address")
    SAME_PEOPLE = "same-people", _("Same people")
    CHANGED = "changed", _("Changed since checked")


# What may mean that two rows are one group.
DUPLICATE_FLAGS = frozenset({FlagKind.SAME_NUMBER, FlagKind.SAME_NAME})


ORGANISATION_MOVES: dict[str, frozenset[str]] = {
    OrganisationState.NEW: frozenset(
        {OrganisationState.VERIFIED, OrganisationState.CLOSED, OrganisationState.MERGED}
    ),
    OrganisationState.VERIFIED: frozenset(
        {OrganisationState.NEW, OrganisationState.CLOSED, OrganisationState.MERGED}
    ),
    OrganisationState.CLOSED: frozenset({OrganisationState.NEW}),
    OrganisationState.MERGED: frozenset(),
}
MEMBERSHIP_MOVES: dict[str, frozenset[str]] = {
    MembershipState.INVITED: frozenset({MembershipState.ACTIVE, MembershipState.DECLINED}),
    MembershipState.ASKED: frozenset({MembershipState.ACTIVE, MembershipState.DECLINED}),
    MembershipState.ACTIVE: frozenset({MembershipState.LEFT}),
    MembershipState.LEFT: frozenset(),
    MembershipState.DECLINED: frozenset(),
}
STANDING = (OrganisationState.NEW, OrganisationState.VERIFIED)
LIVE_MEMBERSHIPS = (MembershipState.INVITED, MembershipState.ASKED, MembershipState.ACTIVE)
