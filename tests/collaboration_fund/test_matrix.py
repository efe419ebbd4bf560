"""Every role, in every state of an application, asks for every address of the fund: `matrix.TABLE`.

The town is built once for all of it, and what a test does is undone after it. The pages' HTML is
checked where a page is tested for itself.
"""

from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from zlib import crc32

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.functional import cached_property

from collaboration_fund import forms, services
from collaboration_fund.models import Application, Partner, Round, SentDocument
from organisations.models import Organisation
from people import roles
from people.services import load_roles
from questionnaires.models import Answer, AnswerFile
from questionnaires.services import values_of
from questionnaires.values import digest
from tests.architecture.addresses import names
from tests.architecture.test_access import refused, whole
from tests.collaboration_fund.matrix import (
    FOR_NOBODY,
    OFFICERS,
    OTHERS_ALONE,
    STATES,
    WHO,
    WHY,
    Act,
    read,
)
from tests.collaboration_fund.states import BRING, send_twice
from tests.factories.fund import RoundFactory, Together, together
from tests.factories.organisations import DocumentFactory, MembershipFactory, group_with
from tests.factories.people import ResidentFactory, officer_of, sign_in, sign_in_officer
from tests.factories.questionnaires import pdf

pytestmark = pytest.mark.django_db

EXPECTED = read()


class Asking(Client):
    """Asks without having the page's HTML looked at."""

    request = Client.request


@dataclass
class Place:
    """One application, somebody in every role, and what its addresses take."""

    made: Together
    people: dict
    file: AnswerFile
    listed: Organisation
    next_round: Round

    @cached_property
    def application(self) -> Application:
        """The application as it is in this state."""
        return Application.objects.select_related("round").get(pk=self.made.application.pk)

    @cached_property
    def addresses(self) -> dict[Act, str]:
        """Where each act is asked for."""
        ours = {"reference": self.application.reference}
        slug = {"slug": self.application.round.slug}
        own = self.application.partners.get(is_lead=True)
        document = SentDocument.objects.filter(entry__application=self.application).first()
        line, partner = ours | {"pk": self.made.line.pk}, ours | {"pk": self.made.partner.pk}
        sending, of_row = ours | {"stage": 1, "number": 1}, {"object_id": self.application.pk}
        takes = {
            "edition": sending,
            "edition_pdf": sending,
            "compare": sending | {"other": 2},
            "answer_file": ours | {"file_id": self.file.pk},
            "sent_document": ours | {"pk": document.pk if document else 0},
            "line": line,
            "line_remove": line,
            **dict.fromkeys(("part", "remove", "accept", "leave", "subsidies"), partner),
            "copy": ours | {"slug": self.next_round.slug},
            **dict.fromkeys(("round", "eligibility", "form_pdf", "apply"), slug),
            "fund-round-detail": slug,
            **dict.fromkeys(("rounds", "fund-round-list", "changelist", "export")),
            "file": {"file_id": self.file.pk},
            "document": {"document_id": document.pk if document else 0},
            **dict.fromkeys(
                ("change", "history", "decide", "extend", "reopen", "write", "ask_to_confirm"),
                of_row,
            ),
        }

        def address(act: Act) -> str:
            takes["answers_page"] = ours | {"page": act.about}
            takes["answers"] = None if act.is_officers else ours
            if act.last == "subsidies" and act.about == "lead":
                return reverse(act.name, kwargs=ours | {"pk": own.pk})
            return reverse(act.name, kwargs=takes.get(act.last, ours))

        return {act: address(act) for act in EXPECTED}

    @cached_property
    def typed(self) -> dict[Act, dict]:
        """What somebody posts who has the page as it is now."""
        application = self.application
        partner = Partner.objects.get(pk=self.made.partner.pk)
        partner.application = application
        shown = {
            "title": application.title,
            "priorities": [one.pk for one in application.priorities.all()],
        }
        part = {"role": partner.role, "tasks": partner.tasks}
        line = {"partner": partner.pk, "category": "rooms", "source": "grant", "quarter": 1}
        asked = {
            "title": shown
            | _marks(forms.TitleForm(round=application.round, initial=shown))
            | {"title": "Tea and cake"},
            "part": part | _marks(forms.PartForm(initial=part)) | {"tasks": "Cooks on Tuesdays."},
            "budget": line | {"what": "Chairs", "quarter_2": "12.50"},
            "line": line
            | {"what": "Rent", "pence": "501"}
            | _marks(forms.LineForm(application=application, line=self.made.line)),
            "subsidies": {"pence": "12", "agree": "on"},
            "partners": {"organisation": self.listed.pk},
            "accept": {
                "capacity": "Chair",
                "agree": "on",
                "digest": services.digest_of(services.parts_of(partner)),
            },
            "apply": {"organisation": application.lead_id, "title": "Tea again"},
            "eligibility": {f"q{one.pk}": "yes" for one in application.round.eligibility.all()},
            "review": {"reason": "Demo: you missed our plan."},
            "export": {"kind": "csv"},
        }
        values = values_of(application.entry.response)

        def answer(key: str) -> dict:
            return {"made_from": f"{key}={digest(values.get(key))}", f"q-{key}": "Said anew."}

        return {
            act: answer(act.about) if act.last == "answers_page" else asked.get(act.last, {})
            for act in EXPECTED
        }


def _marks(form) -> dict:
    return {"made_from": form["made_from"].value()}


# --- The town -----------------------------------------------------------------------------------


def build(officers: dict, next_round: Round) -> Place:
    """An application that was never sent, with somebody in every role."""
    made = together(_round(officers["fund"]))
    lead, partner = made.application.lead, made.partner.organisation
    for group in (lead, partner):
        DocumentFactory(organisation=group)
    people = officers | {"lead o": made.lead, "nobody": ResidentFactory()}
    for name, group in (("lead", lead), ("part", partner)):
        for role in ("owner", "editor", "viewer"):
            member = MembershipFactory(organisation=group, role=role).person
            people.setdefault(f"{name} {role[0]}", member)
    for name, end in (("gone o", services.remove), ("no o", services.decline)):
        group, people[name] = group_with(form="cio")
        row = services.invite(
            application_id=made.application.pk, organisation=group, actor=made.lead
        )
        end(partner_id=row.pk, actor=made.lead if name == "gone o" else people[name])
    listed, people["other o"] = group_with(listed=True)
    made.say("paper", pdf())
    file = AnswerFile.objects.get(response=made.application.entry.response_id)
    return Place(made, people, file, listed, next_round)


def _round(officer) -> Round:
    round = RoundFactory(stages__paper=True)
    round.documents.create(what="governing")
    services.announce(round_id=round.pk, actor=officer)
    return Round.objects.get(pk=round.pk)


@contextmanager
def undone():
    """What happens here is undone at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker, tmp_path_factory):
    """(where its files are, an application that was never sent, one that was)."""
    media = tmp_path_factory.mktemp("matrix")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), undone():
        load_roles()
        officers = {
            "fund": officer_of(roles.FUND_OFFICER),
            "panels": officer_of(roles.PANELS_OFFICER),
            "council": officer_of(roles.READ_ONLY),
        }
        next_round = _round(officers["fund"])
        unsent, sent = (build(officers, next_round) for _one in range(2))
        send_twice(sent.made)
        yield media, unsent, sent


@pytest.fixture(scope="module", params=STATES)
def state(request) -> str:
    """One state after the other."""
    return request.param


@pytest.fixture(scope="module")
def place(town, state, django_db_blocker):
    """An application in this state."""
    _media, unsent, sent = town
    place = replace(unsent if state in {"draft", "late"} else sent)
    made = replace(place.made, application=Application.objects.get(pk=place.made.application.pk))
    with django_db_blocker.unblock(), undone():
        BRING[state](made, place.people["fund"])
        yield place


@pytest.fixture(autouse=True)
def own_media(settings, town):
    """The files of the town are found."""
    settings.MEDIA_ROOT = town[0]
    return town[0]


# --- The tests ----------------------------------------------------------------------------------


def kept() -> str:
    """All that the fund keeps, and every answer."""
    models = [*apps.get_app_config("collaboration_fund").get_models(), Answer]
    return repr([[*model.objects.order_by("pk").values()] for model in models])


def came(act: Act, answer, place: Place, state: str) -> str:
    """What came of asking, as the table writes it."""
    status, to = answer.status_code, answer.get("Location")
    if act.is_officers and (refused(answer) or to == reverse("admin:index")):
        return "."
    if status in (404, 405):
        return {404: ".", 405: "x"}[status]
    if status == 302:
        return "sign in" if refused(answer) else led(act, to, place)
    if act.how == "GET" or act.last in READ_BY_POST:
        return "o"
    said = whole(answer).content.decode()
    told = {"n": "have permission to do this", "!": reason(act, state)}
    return next((cell for cell in told if told[cell] in said), f"{status} without the reason")


def led(act: Act, to: str, place: Place) -> str:
    """What an answer that leads elsewhere means: what was done leads on, a refusal back."""
    back = {place.application.get_absolute_url(), place.application.round.get_absolute_url()}
    back |= {reverse(f"{OFFICERS}change", args=[place.application.pk])}
    writes = act.how == "POST" and not act.is_public
    return "+" if writes or to not in back else "<"


# A page that is read is read by a POST as well.
READ_BY_POST = {
    "application",
    "edition",
    "edition_pdf",
    "compare",
    "answer_file",
    "sent_document",
    "eligibility",
    "export",
}


def reason(act: Act, state: str) -> str:
    """What a refusal must say."""
    own = {"apply": "There is a problem"}
    if state == "unfunded":
        own["withdraw"] = "already “Not funded”"
    own["review"] = "There is no decision to review"
    return own.get(act.last, WHY.get(state, "no reason"))


def surprises(place: Place, state: str, who: str, acts) -> dict[str, str]:
    """{act: what came of it and what the table says}, where that differs."""
    client, wrong = Asking(), {}
    if who in ("fund", "panels", "council"):
        sign_in_officer(client, place.people[who])
    elif who != "anybody":
        sign_in(client, place.people[who], "code")
    for act in acts:
        cell = EXPECTED[act].get((state, who), ".")
        if act.is_public and cell == ".":
            continue
        ask = client.get if act.how == "GET" else partial(client.post, data=typed(place, act))
        if cell in "+=":
            before = kept()
            with undone():
                found = came(act, ask(place.addresses[act]), place, state)
                if found in "+<":
                    found = "+" if kept() != before else "="
        else:
            found = came(act, ask(place.addresses[act]), place, state)
        if who == "anybody" and cell == "." and found == "sign in":
            found = "."
        if found != cell:
            wrong[f"{who}: {act}"] = f"{found}, not {cell}"
    return wrong


def is_asked(*cell) -> bool:
    """Whether a cell is of the twentieth that every run asks; which those are stays the same."""
    return crc32(" ".join(map(str, cell)).encode()) % 20 == 0


def test_a_twentieth_of_the_table(place, state):
    before, wrong = kept(), {}
    for who in WHO:
        acts = [act for act in EXPECTED if is_asked(state, who, act)]
        wrong |= surprises(place, state, who, acts)
    assert wrong == {}
    assert kept() == before


@pytest.mark.soak
@pytest.mark.parametrize("who", WHO)
def test_the_whole_table(place, state, who):
    before = kept()
    assert surprises(place, state, who, EXPECTED) == {}
    assert kept() == before


def typed(place: Place, act: Act) -> dict:
    """What is posted; a file can be sent once."""
    if act.about == "paper":
        return place.typed[act] | {"q-paper": pdf("new.pdf")}
    return place.typed[act]


def test_every_address_of_the_fund_is_in_the_table():
    asked = {act.name for act in EXPECTED} | {
        OFFICERS + name.partition(":")[2] for name in FOR_NOBODY
    }
    fund = {
        name
        for name in names()
        if name.startswith(("collaboration_fund:", "api:fund-", "admin:collaboration_fund_"))
    }
    assert {name for name in fund - asked if not name.startswith(OTHERS_ALONE)} == set()
    assert asked <= fund
