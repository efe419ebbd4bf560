"""Every named address of the portal, with something real behind it."""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from uuid import UUID

from django.contrib import admin
from django.urls import URLPattern, get_resolver, reverse

from oruk.keys import id_of
from oruk.services import terms
from panels import links
from panels.models import GroupHold
from people.models import User
from questionnaires.models import AnswerFile, SetVersion, Survey
from questionnaires.services import load_question_sets
from taskforce.enums import Sector
from taskforce.models import SectorSeats
from tests.architecture.access_map import ACCESS, Access
from tests.factories import (
    activities,
    awards,
    bookings,
    buildings,
    fund,
    hubs,
    investment,
    monitoring,
    organisations,
    partnerships,
    publishing,
    recruitment,
    taskforce,
)
from tests.factories.again import made_once
from tests.factories.panels import RegistrationFactory
from tests.factories.questionnaires import answered_survey, response_with_file

# The parameters that name a thing, and a key that none of its kind has.
THINGS = ("object_id", "pk", "code", "reference")
NOBODYS = {int: 999_999_999, str: "nobodys", UUID: UUID(int=0)}
OFFICERS_PAGE = re.compile(r"^admin:(?!logout$)")


def patterns(resolver=None, namespace="") -> list[tuple[str, URLPattern]]:
    """Every pattern with its full name; an unnamed one ends in a colon or is empty."""
    found = []
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            found.append((namespace + (pattern.name or ""), pattern))
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            found += patterns(pattern, inner)
    return found


@cache
def by_name() -> dict[str, URLPattern]:
    """Every pattern that has a name; the first of those of one name."""
    return {name: one for name, one in reversed(patterns()) if name and not name.endswith(":")}


def names() -> set[str]:
    """The full name of every address."""
    return set(by_name())


def access_of(name: str) -> Access:
    """What the map says of an address, with the pages of the admin."""
    return Access.STAFF if OFFICERS_PAGE.match(name) else ACCESS[name]


@dataclass(frozen=True)
class Town:
    """A session and a resident with a place at it, so that pages have something to show.

    The resident also sits on the Taskforce, whose things are in `body`.
    """

    registration: object
    resident: User
    body: taskforce.Body
    recruitment: recruitment.Recruitment
    groups: organisations.Groups
    met: partnerships.Met
    fund: fund.Fund
    granted: awards.Granted
    reported: monitoring.Reported
    shown: publishing.Shown
    survey: Survey
    hubs: hubs.Hubs
    activities: activities.Activities
    bookings: bookings.Bookings
    case: investment.Case
    building: buildings.Record

    def address(self, name: str) -> str:
        """A real address of that name."""
        return reverse(name, kwargs=self._arguments(name))

    def nobodys(self, name: str) -> str:
        """An address of that name of a thing that doesn't exist; "" where it is of no thing."""
        arguments = self._arguments(name)
        keys = {key: NOBODYS[type(arguments[key])] for key in THINGS if key in arguments}
        return reverse(name, kwargs=arguments | keys) if keys else ""

    def _arguments(self, name: str) -> dict:
        if name in self._special:
            return self._special[name]
        if name.startswith("surveys:"):
            return self._survey(name)
        session = self.registration.session
        parameters = set(by_name()[name].pattern.regex.groupindex)
        values = {"slug": session.slug, "reference": self.registration.reference, "pk": 1}
        values["step"] = "check"
        if "object_id" in parameters:
            values["object_id"] = _row(name)
        if name.startswith("admin:questionnaires_"):
            values |= self._questionnaire(name)
        return {parameter: values[parameter] for parameter in parameters}

    @cached_property
    def _special(self) -> dict[str, dict]:
        """The arguments of addresses of which the parameters' names don't say enough."""
        session = self.registration.session
        return {
            "admin:view_on_site": {"content_type_id": 1, "object_id": session.pk},
            "admin:app_list": {"app_label": "panels"},
            "account_reset_password_from_key": {"uidb36": "1", "key": "set-password"},
            "messaging:unsubscribe": {"token": "altered"},
            "accept_invitation_link": {"token": "altered"},
            "questionnaires:equality_page": {"page": "age"},
            "panels:withdraw_link": {"token": self._token(links.WITHDRAW)},
            "panels:feedback_link": {"token": self._token(links.FEEDBACK)},
            "panels:group_link": {"token": self._group_token()},
            "panels:session_number": {"pk": session.pk},
            "api:topic-detail": {"slug": session.topic.slug},
            "api:venue-detail": {"slug": session.venue.slug},
            "api:ward-detail": {"slug": session.venue.ward.slug},
            **self.body.arguments(),
            **self.recruitment.arguments(),
            **self.groups.arguments(),
            **self.met.arguments(),
            **self.fund.arguments(),
            **self.granted.arguments(),
            **self.reported.arguments(),
            **self.shown.arguments(),
            **self.hubs.arguments(),
            **self.activities.arguments(),
            **self.bookings.arguments(),
            **self.case.arguments(),
            **self.building.arguments(),
            **feed(self.activities.activity),
        }

    def _survey(self, name: str) -> dict:
        """The survey of the town; its first page where the address takes one."""
        if name == "surveys:list":
            return {}
        slug = {"slug": self.survey.question_set.key}
        return slug | {"page": "lamps"} if name == "surveys:page" else slug

    def _questionnaire(self, name: str) -> dict:
        """The first page of the set that `_row` names; a response with its file."""
        version = SetVersion.objects.first()
        file = AnswerFile.objects.get()
        values = {"page": version.questions.first().key, "file_id": file.pk}
        if name.startswith("admin:questionnaires_response_"):
            values["object_id"] = file.response_id
        return values

    def _group_token(self) -> str:
        [hold] = self.registration.session.group_holds.all()
        return links.group_link(hold).rstrip("/").rpartition("/")[2]

    def _token(self, purpose: str) -> str:
        return links.link(self.registration, purpose).rstrip("/").rpartition("/")[2]


def _row(name: str):
    """The key of a row of the model that an admin page is about; 0 where there is none."""
    for model in admin.site._registry:
        if name.startswith(f"admin:{model._meta.app_label}_{model._meta.model_name}_"):
            row = model._default_manager.first()
            return row.pk if row else 0
    raise LookupError(name)


def feed(activity) -> dict[str, dict]:
    """The arguments of the addresses of the feed of Open Referral UK."""
    ids = {
        "service": id_of("service", activity.pk),
        "at_location": id_of("at_location", activity.pk),
        "taxonomy": id_of("taxonomy", 1),
        "term": terms()[0].id,
    }
    return {f"oruk:{name}": {"uuid": UUID(one)} for name, one in ids.items()}


@made_once
def make_town() -> Town:
    """A registration whose session, topic, venue and ward are all there."""
    load_question_sets()
    SectorSeats.objects.get_or_create(sector=Sector.RESIDENTS)
    response_with_file()
    registration = RegistrationFactory()
    session = registration.session
    GroupHold.objects.create(session=session, name="Demo", places=1, until=session.ends_at)
    person = registration.person
    # Before what others make: the officers' pages show the newest row first.
    shown, reported = publishing.make_shown(), monitoring.make_reported(person)
    given = fund.make_fund(person)
    granted = awards.make_awards(given.made)
    groups = organisations.make_groups(person)
    places = hubs.make_hubs(person)
    let = bookings.make_bookings(places.hub, groups.group)
    return Town(
        registration,
        person,
        taskforce.make_body(person),
        recruitment.make_recruitment(person),
        groups,
        partnerships.make_met(groups.group, person),
        given,
        granted,
        reported,
        shown,
        answered_survey(person),
        places,
        activities.make_activities(places.hub, groups.group, person),
        let,
        investment.make_case(places.hub),
        buildings.make_record(places.hub),
    )
