"""The resident's pages and emails in Urdu: from the right, and without an English word left in.

All that is data here is Urdu, so that any English found is the portal's own.
"""

import re

import html5lib
import pytest
from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from messaging.emails import render
from messaging.services import unsubscribe_url
from panels import emails, links
from panels.models import AccessProvision, Registration, Session
from panels.services import register
from questionnaires.services import load_question_sets
from recruitment import emails as recruitment_emails
from recruitment.models import Application
from tests.factories.panels import SessionFactory, TopicFactory
from tests.factories.people import ResidentFactory, sign_in
from tests.factories.places import VenueFactory, WardFactory
from tests.factories.programme import ThemeFactory
from tests.factories.recruitment import RoundFactory, application_set, submitted
from tests.panels import newcomers

pytestmark = pytest.mark.django_db

ENGLISH = re.compile(r"[A-Za-z]{4,}")
# Addresses, references and what a script fills in have letters in every language.
ADDRESS = re.compile(r"https?://\S+|\S+@\S+|[A-Z]{2}(-[A-Z0-9]{4}){2}|%\{\w+\}")
NAMES = {
    "English",
    "WCAG",
    "EHRC",
    "EASS",
    "GDPR",
    "JSON",
    "null",
    "OpenAPI",
    "CORS",
    "JPEG",
    "WebP",
} | {
    settings.SESSION_COOKIE_NAME,
    settings.CSRF_COOKIE_NAME,
    *settings.LANGUAGE_COOKIE_NAME.split("_"),
}
SPOKEN = ("alt", "aria-label", "placeholder", "title", "data-label")
UNSEEN = ("script", "style", "code")

PUBLIC = [
    "/",
    "/panels/",
    "/panels/?ward=0",
    "/panels/?after_0=x",
    "/panels/results/",
    "/taskforce/",
    "/taskforce/members/",
    "/taskforce/meetings/",
    "/taskforce/work/",
    "/taskforce/evidence/",
    "/taskforce/groups/",
    "/taskforce/reviews/",
    "/taskforce/join/",
    "/panels/withdraw/cut-off/",
    "/account/login/",
    "/accessibility/",
    "/privacy/",
    "/cookies/",
    "/contact/",
    "/nothing-here/",
]
SIGNED_IN = [
    "/my/",
    "/my/details/",
    "/taskforce/join/next-round/",
    "/my/preferences/",
    "/account/logout/",
    "/account/email/",
]
LETTERS = [
    emails.place_confirmed,
    emails.place_given,
    emails.withdrawn,
    emails.session_changed,
    emails.session_cancelled,
    emails.reminder,
    emails.feedback_request,
    emails.feedback_thanks,
]


def said(tree) -> list[str]:
    """What a page says, aloud or in sight."""
    heard = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        heard += [
            value
            for name, value in element.attrib.items()
            if name in SPOKEN or name.startswith("data-i18n")
        ]
        heard.append(element.tail or "")
        if element.tag not in UNSEEN:
            heard.append(element.text or "")
    return heard


def english_in(*texts: str) -> set[str]:
    """The English words in these texts, but names and addresses."""
    return {word for text in texts for word in ENGLISH.findall(ADDRESS.sub(" ", text))} - NAMES


def assert_urdu(html: str) -> None:
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    assert (tree.get("lang"), tree.get("dir")) == ("ur", "rtl")
    assert re.search(r"[\u0620-\u06d3]{3}", " ".join(said(tree)))
    assert english_in(*said(tree)) == set()


def assert_letter_in_urdu(message) -> None:
    written = render(message.template, message.context, language="ur")
    assert english_in(written.subject, written.text) == set()
    assert_urdu(written.html)


@pytest.fixture
def session() -> Session:
    """A session whose every word is Urdu."""
    ward = WardFactory(name="وارڈ", slug="ward")
    venue = VenueFactory(
        name="مقام",
        slug="venue",
        address="سڑک",
        ward=ward,
        nearest_stop="سٹاپ",
        step_free=True,
        hearing_loop=False,
    )
    session = SessionFactory(
        programme__title="پروگرام",
        topic=TopicFactory(title="موضوع", theme=ThemeFactory(title="مرکزی")),
        title="نشست",
        summary="خلاصہ",
        expect="بات چیت",
        audience="سب",
        host="میزبان",
        venue=venue,
        online_link="https://meet.demo.example/a",
    )
    session.provisions.add(AccessProvision.objects.create(slug="loop", title="سہولت"))
    return session


@pytest.fixture
def person():
    return ResidentFactory(name="نام", language="ur")


@pytest.fixture
def place(session, person) -> Registration:
    return register(session_id=session.pk, person=person, access_needs="ضرورت", actor=person)


@pytest.fixture
def reader(client):
    """A client that has chosen Urdu."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ur"
    return client


@pytest.mark.parametrize("url", PUBLIC)
def test_a_public_page_is_in_urdu(reader, session, url):
    assert_urdu(reader.get(url).content.decode())


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500", "503"])
def test_what_went_wrong_is_said_in_urdu(name):
    with override("ur"):
        assert_urdu(render_to_string(f"{name}.html"))


@pytest.mark.parametrize("url", SIGNED_IN)
def test_a_page_of_ones_own_is_in_urdu(reader, place, url):
    sign_in(reader, place.person, "code")
    assert_urdu(reader.get(url).content.decode())


@pytest.mark.parametrize(
    "state", [Session.State.PUBLISHED, Session.State.CANCELLED, Session.State.HELD]
)
def test_a_session_is_in_urdu(reader, session, state):
    Session.objects.filter(pk=session.pk).update(state=state, cancel_reason="وجہ")
    for url in (session.get_absolute_url(), "/panels/", "/panels/results/"):
        assert_urdu(reader.get(url).content.decode())


def test_a_newcomer_registers_in_urdu(reader, session):
    typed = {"name": "نام", "email": "newcomer@demo.example", "postcode": "LU1 2BQ"}
    url = newcomers.address(session)
    for answer in (
        reader.get(url),
        reader.post(url, {}, follow=True),
        reader.post(url, {"name": "x" * 500, "email": "x", "postcode": "x"}, follow=True),
        reader.post(url, typed, follow=True),
        reader.post(newcomers.address(session, "access"), {"access_needs": ""}, follow=True),
    ):
        assert_urdu(answer.content.decode())
    answer = newcomers.register(reader, session)
    assert_urdu(reader.get(answer.url).content.decode())
    assert_urdu(reader.post(answer.url, {"code": "wrong"}, follow=True).content.decode())
    assert_urdu(reader.get(session.get_absolute_url()).content.decode())
    reader.post(url, {**typed, "email": "other@demo.example"})
    cache.clear()
    for _ in range(5):
        answer = newcomers.register(reader, session)
    assert answer.status_code == 429
    assert_urdu(answer.content.decode())


def test_signing_in_says_what_is_wrong_in_urdu(reader):
    for email in ("", "x"):
        assert_urdu(reader.post("/account/login/", {"email": email}).content.decode())


def test_a_place_is_changed_and_withdrawn_in_urdu(reader, place):
    sign_in(reader, place.person, "code")
    url = reverse("panels:registration", args=[place.reference])
    assert_urdu(reader.get(url).content.decode())
    assert_urdu(reader.get(url + "details/").content.decode())
    assert_urdu(reader.post(url + "details/", {"name": "نیا"}, follow=True).content.decode())
    assert_urdu(reader.get(url + "withdraw/").content.decode())
    assert_urdu(reader.post(url + "withdraw/", follow=True).content.decode())


def test_what_cannot_be_done_is_refused_in_urdu(reader, session, person):
    sign_in(reader, person, "code")
    Session.objects.filter(pk=session.pk).update(state=Session.State.CANCELLED)
    answer = reader.get(newcomers.address(session))
    assert answer.status_code == 409
    assert_urdu(answer.content.decode())


def test_details_say_what_is_wrong_in_urdu(reader, person, session):
    sign_in(reader, person, "code")
    wrong = {"name": "x" * 500, "postcode": "x", "language": "x", "access_needs": "ا" * 2000}
    assert_urdu(reader.post("/my/details/", wrong).content.decode())


def test_feedback_is_asked_in_urdu(reader, place):
    load_question_sets()
    url = links.link(place, links.FEEDBACK).removeprefix(settings.SITE_URL)
    asked = reader.get(url).content.decode()
    assert 'name="q-heard"' in asked
    assert_urdu(asked)
    assert_urdu(reader.post(url, {"q-next-step": "ا" * 9000}).content.decode())
    assert_urdu(
        reader.post(url, {"q-heard": "well", "asked": "heard"}, follow=True).content.decode()
    )


def test_emails_are_stopped_in_urdu(reader, person):
    kind = emails.FEEDBACK_REQUEST
    url = unsubscribe_url(person.reference, kind).removeprefix(settings.SITE_URL)
    assert_urdu(reader.get(url).content.decode())
    assert_urdu(reader.get("/messages/unsubscribe/cut-off/").content.decode())


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.__name__)
def test_an_email_is_in_urdu(place, letter):
    assert_letter_in_urdu(letter(place))


def test_the_email_with_the_code_is_in_urdu(place):
    assert_letter_in_urdu(emails.place_held(place, "1234-5678"))


def test_the_waiting_list_is_said_in_urdu(reader, session, place):
    Session.objects.filter(pk=session.pk).update(capacity=1)
    other = ResidentFactory(name="نام", language="ur")
    assert_urdu(reader.get(session.get_absolute_url()).content.decode())
    waiting = register(session_id=session.pk, person=other, actor=other)
    assert_letter_in_urdu(emails.waiting(waiting))
    sign_in(reader, other, "code")
    for url in ("/my/", reverse("panels:registration", args=[waiting.reference])):
        assert_urdu(reader.get(url).content.decode())


def test_applying_and_an_offer_are_in_urdu(client):
    round = RoundFactory(
        title="مرحلہ",
        summary="خلاصہ",
        terms="شرائط",
        role="کردار",
        commitment="وقت",
        expenses="اخراجات",
        eligibility="شرط",
        selection_consent="رضامندی",
        application_set=application_set(called="نام؟", why="کیوں؟"),
    )
    person = ResidentFactory(name="نام", language="ur")
    sign_in(client, person, "code")
    client.cookies["django_language"] = "ur"
    application = submitted(round, person, answers={"why": "جواب"})
    slug, reference = round.slug, application.reference
    pages = [
        round.get_absolute_url(),
        f"/taskforce/join/{slug}/can-i-apply/",
        f"/taskforce/join/{slug}/invite/",
        *(
            f"/taskforce/join/application/{reference}/{page}"
            for page in ("", "change/", "withdraw/", "consent/withdraw/")
        ),
    ]
    for page in pages:
        assert_urdu(client.get(page, headers={"accept-language": "ur"}).content.decode())
    Application.objects.filter(pk=application.pk).update(state="draft", selection_response=None)
    for page in ("", "details/", "consent/"):
        address = f"/taskforce/join/application/{reference}/{page}"
        assert_urdu(client.get(address, headers={"accept-language": "ur"}).content.decode())
    offer = application.offers.create(
        sector="residents", basis="scores", reply_by=round.closes_at, draw=None
    )
    Application.objects.filter(pk=application.pk).update(state="offered")
    for page in ("accept/", "decline/"):
        address = f"/taskforce/join/application/{reference}/{page}"
        assert_urdu(client.get(address, headers={"accept-language": "ur"}).content.decode())
    application.screening_reason = application.feedback = "وجہ"
    for letter in (
        "received",
        "withdrawn",
        "selection_deleted",
        "ineligible",
        "unsent",
        "round_cancelled",
        "reserve",
        "outcome",
    ):
        assert_letter_in_urdu(getattr(recruitment_emails, letter)(application))
    for letter in ("offered", "offer_waits", "accepted", "declined"):
        assert_letter_in_urdu(getattr(recruitment_emails, letter)(offer))
    assert_letter_in_urdu(recruitment_emails.next_round(round, person))
