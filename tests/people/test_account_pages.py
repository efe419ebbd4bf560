"""Every address of signing in renders in the portal's own look."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.views.generic import RedirectView

from people import account_urls
from people.emails import SALT
from people.inviting import invite_colleague
from people.models import ColleagueInvitation
from people.roles import READ_ONLY
from tests.factories.people import PASSWORD, OfficerFactory, ResidentFactory, second_step, sign_in
from tests.people.passkey import Passkey

pytestmark = pytest.mark.django_db


def anonymous() -> Client:
    return Client()


def waiting_for_a_code() -> Client:
    client = Client()
    client.post("/account/login/", {"email": "new@demo.example"})
    return client


def waiting_for_the_second_step() -> Client:
    client, officer = Client(), OfficerFactory()
    second_step(officer)
    client.post("/account/staff/", {"login": officer.email, "password": PASSWORD})
    return client


def resident_changing_address() -> Client:
    client = Client()
    client.force_login(ResidentFactory())
    client.post("/account/email/", {"email": "fresh@demo.example", "action_add": "1"})
    return client


def officer() -> Client:
    """Signed in with everything set up."""
    client, person = Client(), OfficerFactory()
    second_step(person)
    RecoveryCodes.activate(person)
    Passkey(person).add()
    client.force_login(person)
    return client


def officer_who_just_showed_it() -> Client:
    """The same, having given the password again."""
    client, person = Client(), OfficerFactory()
    second_step(person)
    RecoveryCodes.activate(person)
    Passkey(person).add()
    client.force_login(person)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def officer_without_second_step() -> Client:
    client, person = Client(), OfficerFactory()
    client.force_login(person)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


STATES = (
    anonymous,
    waiting_for_a_code,
    waiting_for_the_second_step,
    resident_changing_address,
    officer,
    officer_who_just_showed_it,
    officer_without_second_step,
)
NEVER_A_PAGE = {"mfa_login_webauthn", "mfa_download_recovery_codes"}


def invitation_token() -> str:
    """Of an invitation of a colleague that is open; one for all."""
    invitation = ColleagueInvitation.objects.first() or invite_colleague(
        email="invited@demo.example",
        name="Demo Invited",
        roles=[READ_ONLY],
        actor=OfficerFactory(is_superuser=True),
    )
    return signing.dumps(str(invitation.token), salt=SALT, compress=False)


def address(pattern) -> str:
    names = pattern.pattern.converters or pattern.pattern.regex.groupindex
    newest_key = Authenticator.objects.filter(type="webauthn").order_by("pk").last()
    values = {"pk": newest_key.pk if newest_key else 0, "uidb36": "1", "key": "set-password"}
    values["token"] = invitation_token()
    return reverse(pattern.name, kwargs={name: values[name] for name in names})


def test_every_address_shows_a_page_of_ours_in_some_state_and_never_breaks():
    shown = set()
    for state in STATES:
        cache.clear()
        client = state()
        for pattern in account_urls.urlpatterns:
            url = address(pattern)
            answer = client.get(url)
            assert answer.status_code in {200, 302, 404}, (state.__name__, url)
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                template = answer.templates[0].origin.name
                assert template.startswith(str(settings.BASE_DIR / "templates")), url
                shown.add(pattern.name)
    expected = {
        pattern.name
        for pattern in account_urls.urlpatterns
        if getattr(pattern.callback, "view_class", None) is not RedirectView
    }
    assert expected - shown == NEVER_A_PAGE


def test_what_is_not_offered_leads_to_the_one_page_for_signing_in(client):
    for path in ("/account/signup/", "/account/login/code/"):
        answer = client.get(f"{path}?next=/my/details/")
        assert (answer.status_code, answer.url) == (302, "/account/login/?next=/my/details/")


@pytest.mark.parametrize("credential", ["", "{", "[]", "null", '{"id": 1}', '"x"', "{}"])
def test_a_broken_passkey_is_refused_politely(credential):
    for state, path in (
        (anonymous, "/account/staff/passkey/"),
        (waiting_for_the_second_step, "/account/2fa/authenticate/"),
        (officer_without_second_step, "/account/2fa/webauthn/add/"),
    ):
        cache.clear()
        answer = state().post(path, {"credential": credential})
        assert answer.status_code in {200, 302}, path


def test_a_wrong_code_for_a_new_address_is_shown_at_an_address_of_its_own(client):
    sign_in(client, ResidentFactory(), "code")
    asked = client.post("/account/email/", {"email": "new@demo.example", "action_add": "1"})
    wrong = client.post(asked.url, {"code": "0000-0000"})
    assert (wrong.status_code, wrong.url) == (302, asked.url)
    page = client.get(asked.url).content.decode()
    assert "That code isn’t right" in page
    assert 'value="0000-0000"' in page
    again = client.post(asked.url, {"action": "resend"}, follow=True).content.decode()
    assert "We have sent another code" in again
    assert "That code isn’t right" not in again
    for _ in range(9):
        last = client.post(asked.url, {"code": "0000-0000"}, follow=True)
        if "too many times" in last.content.decode():
            break
    assert last.redirect_chain[-1][0] == "/account/email/"
