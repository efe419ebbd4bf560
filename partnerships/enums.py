"""Categories of needs and offers, and the states of postings, matches and partnerships."""

import re

from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy


class Kind(models.TextChoices):
    """Which way round a posting is."""

    NEED = "need", _("Need")
    OFFER = "offer", _("Offer")


class Family(models.TextChoices):
    """What needs and offers are about, in six words."""

    ROOMS = "rooms", _("Rooms")
    SKILLS = "skills", _("Skills")
    VOLUNTEERS = "volunteers", _("Volunteers")
    EQUIPMENT = "equipment", _("Equipment")
    REACH = "reach", _("Reach into a community")
    SERVICES = "services", _("Services")


class Category(models.TextChoices):
    """One thing that can be needed or given; the first of each family is any of them."""

    ROOMS = "rooms", _("Any room")
    HALL = "rooms-hall", _("Hall")
    KITCHEN = "rooms-kitchen", _("Kitchen")
    MEETING = "rooms-meeting", _("Meeting room")
    OFFICE = "rooms-office", _("Office or desk")
    QUIET = "rooms-quiet", _("Quiet room for one to one")
    OUTDOOR = "rooms-outdoor", _("Garden or sports ground")
    STORAGE = "rooms-storage", _("Storage")
    SKILLS = "skills", _("Any skill")
    ACCOUNTS = "skills-accounts", _("Money and accounts")
    FUNDRAISING = "skills-fundraising", _("Fundraising")
    DIGITAL = "skills-digital", _("Computers and websites")
    LAW = "skills-law", _("Law and governance")
    TEACHING = "skills-teaching", _("Teaching and training")
    DESIGN = "skills-design", _("Design, film and writing")
    TRADES = "skills-trades", _("Building and repairs")
    SAFEGUARDING = "skills-safeguarding", _("Safeguarding and first aid")
    VOLUNTEERS = "volunteers", _("Volunteers for anything")
    DRIVERS = "volunteers-drivers", _("Drivers")
    HELPERS = "volunteers-helpers", _("Helpers at events")
    BEFRIENDERS = "volunteers-befrienders", _("Befrienders")
    MENTORS = "volunteers-mentors", _("Mentors and tutors")
    COOKS = "volunteers-cooks", _("Cooks")
    TRUSTEES = "volunteers-trustees", _("Trustees")
    EQUIPMENT = "equipment", _("Any equipment")
    CHAIRS = "equipment-chairs", _("Chairs and tables")
    SOUND = "equipment-sound", _("Sound and light")
    COMPUTERS = "equipment-computers", _("Computers and tablets")
    KITCHENWARE = "equipment-kitchen", _("Kitchen equipment")
    SPORTS = "equipment-sports", _("Sports and play equipment")
    MINIBUS = "equipment-minibus", _("Minibus or van")
    TENTS = "equipment-tents", _("Tents and stalls")
    REACH = "reach", _("Any community")
    YOUNG = "reach-young", _("Young people")
    OLDER = "reach-older", _("Older people")
    FAMILIES = "reach-families", _("Families")
    DISABLED = "reach-disabled", _("Disabled people")
    CARERS = "reach-carers", _("Carers")
    FAITH = "reach-faith", _("Faith communities")
    NEWCOMERS = "reach-newcomers", _("Refugees and people new to Luton")
    MINORITIES = "reach-minorities", _("Minority ethnic communities")
    SERVICES = "services", _("Any service")
    ADVICE = "services-advice", _("Advice on money, benefits or housing")
    FOOD = "services-food", _("Food and meals")
    WELLBEING = "services-wellbeing", _("Counselling and wellbeing")
    INTERPRETING = "services-interpreting", _("Interpreting and translation")
    CHILDCARE = "services-childcare", _("Childcare")
    ENGLISH = "services-english", _("English lessons")
    TRANSPORT = "services-transport", _("Transport")
    JOBS = "services-jobs", _("Help with finding work")


# What a quantity counts, so that two quantities of one category can always be compared.
UNITS = {
    Family.ROOMS: ngettext_lazy("%(number)s room", "%(number)s rooms", "number"),
    Family.SKILLS: ngettext_lazy(
        "%(number)s person with the skill", "%(number)s people with the skill", "number"
    ),
    Family.VOLUNTEERS: ngettext_lazy("%(number)s volunteer", "%(number)s volunteers", "number"),
    Family.EQUIPMENT: ngettext_lazy("%(number)s item", "%(number)s items", "number"),
    Family.REACH: ngettext_lazy("%(number)s person reached", "%(number)s people reached", "number"),
    Family.SERVICES: ngettext_lazy("for %(number)s person", "for %(number)s people", "number"),
}


# The same without a number, as it stands beside the choice of a category.
COUNTED = {
    Family.ROOMS: _("rooms"),
    Family.SKILLS: _("people with the skill"),
    Family.VOLUNTEERS: _("volunteers"),
    Family.EQUIPMENT: _("items"),
    Family.REACH: _("people reached"),
    Family.SERVICES: _("people it is for"),
}
# The families of which people are counted.
PEOPLE_COUNTED = {Family.SKILLS, Family.VOLUNTEERS, Family.REACH, Family.SERVICES}
PEOPLE_WORDS = (_("person"), _("people"))
# 1 (Monday) to 7, as Python's ISO weekdays.
WEEKDAY_CHOICES = [(str(number + 1), words) for number, words in WEEKDAYS.items()]


def family_of(category: str) -> Family:
    """What a category is one of."""
    return Family(category.partition("-")[0])


def so_many(category: str, number: int) -> str:
    """A quantity of a category in words, such as “3 rooms”."""
    return UNITS[family_of(category)] % {"number": number}


def is_unit(category: str, words: str) -> bool:
    """Whether somebody who writes a number with these words counts what the category counts."""
    family = family_of(category)
    known = [COUNTED[family], *(PEOPLE_WORDS if family in PEOPLE_COUNTED else ())]
    known += [re.sub(r"[0-9]+", "", so_many(category, number)) for number in (1, 2)]
    return words.casefold().strip() in {str(one).casefold().strip() for one in known}


MOST_PARTS = 6
MOST_OF_ANYTHING = 100_000


class PostingState(models.TextChoices):
    """Where a need or an offer is in its life."""

    DRAFT = "draft", _("Waits for the group")
    OPEN = "open", _("Open")
    MATCHED = "matched", _("Met")
    CLOSED = "closed", _("Closed")
    EXPIRED = "expired", _("Run out")


POSTING_MOVES: dict[str, frozenset[str]] = {
    PostingState.DRAFT: frozenset({PostingState.OPEN, PostingState.CLOSED}),
    PostingState.OPEN: frozenset({PostingState.MATCHED, PostingState.CLOSED, PostingState.EXPIRED}),
    PostingState.MATCHED: frozenset({PostingState.OPEN, PostingState.CLOSED}),
    PostingState.EXPIRED: frozenset({PostingState.OPEN, PostingState.CLOSED}),
    PostingState.CLOSED: frozenset(),
}


class MatchState(models.TextChoices):
    """Where a match is."""

    SUGGESTED = "suggested", _("Waits for answers")
    AGREED = "agreed", _("All said yes")
    DECLINED = "declined", _("Somebody said no")
    WITHDRAWN = "withdrawn", _("No longer possible")


MATCH_MOVES: dict[str, frozenset[str]] = {
    MatchState.SUGGESTED: frozenset({MatchState.AGREED, MatchState.DECLINED, MatchState.WITHDRAWN}),
    MatchState.WITHDRAWN: frozenset({MatchState.SUGGESTED}),
    MatchState.AGREED: frozenset(),
    MatchState.DECLINED: frozenset(),
}


class PartnershipState(models.TextChoices):
    """Where a partnership is."""

    PROPOSED = "proposed", _("Proposed")
    FORMED = "formed", _("Formed")
    DROPPED = "dropped", _("Not formed")
    ENDED = "ended", _("Ended")


PARTNERSHIP_MOVES: dict[str, frozenset[str]] = {
    PartnershipState.PROPOSED: frozenset({PartnershipState.FORMED, PartnershipState.DROPPED}),
    PartnershipState.FORMED: frozenset({PartnershipState.ENDED}),
    PartnershipState.DROPPED: frozenset(),
    PartnershipState.ENDED: frozenset(),
}
STANDING_PARTNERSHIPS = (PartnershipState.PROPOSED, PartnershipState.FORMED)
