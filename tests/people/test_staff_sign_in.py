"""Officers: a password and a second step, or a passkey; nothing less opens the admin."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from messaging.models import OutboxMessage
from people.models import User
from tests.factories.people import (
    PASSWORD,
    OfficerFactory,
    ResidentFactory,
    second_step,
    sign_in,
    sign_in_officer,
)
from tests.people.passkey import Passkey

pytestmark = pytest.mark.django_db

STAFF = "/account/staff/"
SOME_PAGES = ("/admin/", "/admin/people/user/", "/admin/people/user/1/change/")


def admin_pages() -> list[str]:
    """Every address of the admin, with an id where one is asked for."""
    pages = []
    for pattern in _admin_patterns():
        names = pattern.pattern.converters or pattern.pattern.regex.groupindex
        kwargs = {name: "people" if name == "app_label" else 1 for name in names}
        pages.append(reverse(f"admin:{pattern.name}", kwargs=kwargs))
    return pages


def _admin_patterns():
    open_to_all = {"login", "logout"}
    pending = list(admin.site.urls[0])
    while pending:
        pattern = pending.pop()
        if hasattr(pattern, "url_patterns"):
            pending += pattern.url_patterns
        elif pattern.name and pattern.name not in open_to_all:
            yield pattern


def test_the_walk_finds_the_admin():
    assert "/admin/people/user/1/change/" in admin_pages()
    assert len(admin_pages()) > 20


@pytest.mark.parametrize(
    ("who", "methods"),
    [
        ("nobody", ()),
        ("resident", ("code",)),
        ("resident", ("password", "mfa")),
        ("officer", ("password",)),
        ("officer", ("code",)),
        ("officer", ("code", "mfa")),
        ("officer", ()),
        ("closed", ("password", "mfa")),
    ],
)
def test_no_admin_page_opens_with_less_than_both_factors(client, who, methods):
    if who != "nobody":
        person = {
            "resident": ResidentFactory,
            "officer": lambda: OfficerFactory(is_superuser=True),
            "closed": lambda: OfficerFactory(is_superuser=True, is_active=False),
        }[who]()
        sign_in(client, person, *methods)

    for page in admin_pages() if (who, methods) == ("officer", ("password",)) else SOME_PAGES:
        for answer in (client.get(page), client.post(page)):
            assert answer.status_code == 302, page
            assert answer.url.startswith("/admin/login/"), page


def test_the_pages_of_the_admin_open_for_a_superuser_with_both_factors(client):
    """Each is opened in tests/architecture/test_access.py."""
    sign_in(client, OfficerFactory(is_superuser=True, pk=1), "password", "mfa")
    assert {client.get(page).status_code for page in SOME_PAGES} == {200}


def test_password_then_second_step_opens_the_page_that_was_asked_for(client):
    officer = OfficerFactory(is_superuser=True)
    code = second_step(officer)
    page = reverse("admin:people_user_changelist")

    asked = client.get(page, follow=True)
    assert asked.redirect_chain[-1][0] == f"{STAFF}?next=%2Fadmin%2Fpeople%2Fuser%2F"
    asked = client.post(asked.redirect_chain[-1][0], {"login": officer.email, "password": PASSWORD})
    assert asked.url == "/account/2fa/authenticate/"
    assert client.get(page).status_code == 302
    landed = client.post(asked.url, {"code": code})

    assert landed.url == page
    assert client.get(page).status_code == 200


def test_an_officer_without_a_second_step_sets_one_up_first(client):
    officer = OfficerFactory(is_superuser=True)
    landed = client.post(STAFF, {"login": officer.email, "password": PASSWORD})
    shown = client.get(landed.url, follow=True)

    assert shown.redirect_chain[-1][0] == "/account/2fa/?next=%2Fadmin%2F"
    assert "Set up a second step first" in shown.content.decode()

    code = second_step(officer)
    shown = client.get("/admin/", follow=True)
    assert shown.redirect_chain[-1][0] == "/account/2fa/reauthenticate/?next=%2Fadmin%2F"
    landed = client.post(shown.redirect_chain[-1][0], {"code": code})
    assert client.get(landed.url).status_code == 200


def test_an_officer_signed_in_by_code_is_asked_for_the_password(client):
    officer = OfficerFactory(is_superuser=True)
    code = second_step(officer)
    sign_in(client, officer, "code", "mfa")

    shown = client.get("/admin/", follow=True)
    assert "not with a password" in shown.content.decode()
    asked = client.post(shown.redirect_chain[-1][0], {"login": officer.email, "password": PASSWORD})
    landed = client.post(asked.url, {"code": code})

    assert landed.url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_second_step_code_works_once(client):
    officer = OfficerFactory()
    code = second_step(officer)
    for expected in (302, 200):
        client.post(STAFF, {"login": officer.email, "password": PASSWORD})
        assert client.post("/account/2fa/authenticate/", {"code": code}).status_code == expected
        client.post("/account/logout/")


def test_wrong_password_and_unknown_address_get_the_same_answer(client):
    OfficerFactory(email="work@demo.example")
    bodies = []
    for email in ("work@demo.example", "none@demo.example"):
        answer = client.post(STAFF, {"login": email, "password": "not the password"})
        bodies.append(answer.content.decode().replace(email, "ADDRESS"))
        assert answer.status_code == 200
    assert "don’t go together" in bodies[0]
    assert _without_tokens(bodies[0]) == _without_tokens(bodies[1])


def _without_tokens(body: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", body)


def test_guessing_a_password_is_stopped(client):
    officer = OfficerFactory()
    second_step(officer)
    for _ in range(5):
        client.post(STAFF, {"login": officer.email, "password": "not the password"})
    answer = client.post(STAFF, {"login": officer.email, "password": PASSWORD})
    assert answer.status_code == 200
    assert "Too many tries" in answer.content.decode()


def test_a_resident_has_no_second_step_pages(client):
    client.force_login(ResidentFactory())
    for name in ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_change_password"):
        assert client.get(reverse(name)).status_code == 404


def test_an_officer_gets_a_link_for_a_new_password_and_a_resident_does_not(client, settings):
    officer = OfficerFactory(email="work@demo.example")
    ResidentFactory(email="home@demo.example")
    for email in ("work@demo.example", "home@demo.example"):
        client.post("/account/password/reset/", {"email": email})
    to_officer = OutboxMessage.objects.get(to_address="work@demo.example")
    to_resident = OutboxMessage.objects.get(to_address="home@demo.example")
    assert "/password/reset/key/" not in to_resident.text

    link = next(line for line in to_officer.text.split() if "/password/reset/key/" in line)
    form = client.get(link.removeprefix(settings.SITE_URL))
    new = "three-long-words-12"
    client.post(form.url, {"password1": new, "password2": new})

    officer.refresh_from_db()
    assert officer.check_password(new)
    assert client.get(link.removeprefix(settings.SITE_URL)).status_code == 200
    assert not User.objects.get(email="home@demo.example").has_usable_password()


def test_the_address_of_the_computer_is_counted_from_trusted_proxies(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = {"login": "30/m/ip"}
    for number in range(30):
        client.post(
            STAFF,
            {"login": f"a{number}@demo.example"},
            headers={"x-forwarded-for": f"10.0.0.{number}, 198.51.100.7"},
        )
    blocked = client.post(STAFF, headers={"x-forwarded-for": "10.0.0.99, 198.51.100.7"})
    other = client.post(STAFF, headers={"x-forwarded-for": "10.0.0.99, 198.51.100.8"})
    assert (blocked.status_code, other.status_code) == (429, 200)


def test_secrets_of_the_second_step_are_not_shown_in_the_admin(client):
    officer = OfficerFactory(is_superuser=True)
    second_step(officer)
    sign_in(client, officer, "password", "mfa")
    app = Authenticator.objects.get()
    page = client.get(reverse("admin:mfa_authenticator_change", args=[app.pk]))
    assert page.status_code == 200
    assert app.data["secret"] not in page.content.decode()


def sign_in_by_passkey(client, passkey: Passkey, **how):
    options = client.get("/account/staff/passkey/", headers={"accept": "application/json"}).json()
    challenge = options["request_options"]["publicKey"]["challenge"]
    credential = passkey.answer(challenge, **how)
    return client.post(
        "/account/staff/passkey/", {"credential": credential, "next": "/admin/people/user/"}
    )


def test_a_passkey_alone_opens_the_admin(client):
    passkey = Passkey(OfficerFactory(is_superuser=True))
    passkey.add()
    landed = sign_in_by_passkey(client, passkey)
    assert landed.url == "/admin/people/user/"
    assert client.get(landed.url).status_code == 200


def test_a_passkey_whose_device_did_not_ask_who_holds_it_is_refused(client):
    passkey = Passkey(OfficerFactory(is_superuser=True))
    passkey.add()
    assert sign_in_by_passkey(client, passkey, asked_who=False).url == STAFF
    assert "_auth_user_id" not in client.session


def test_a_passkey_of_another_person_is_refused(client):
    mine, theirs = OfficerFactory(is_superuser=True), OfficerFactory()
    Passkey(mine).add()
    assert sign_in_by_passkey(client, Passkey(mine)).url == STAFF
    assert sign_in_by_passkey(client, Passkey(theirs)).url == STAFF


def test_the_sessions_of_who_lost_their_second_step_end(client):
    officer, chief = OfficerFactory(), OfficerFactory(is_superuser=True)
    second_step(officer)
    sign_in_officer(client, officer)
    assert client.get("/admin/").status_code == 200
    office = Client()
    sign_in_officer(office, chief)
    step = Authenticator.objects.get(user=officer, type="totp")
    url = reverse("admin:mfa_authenticator_delete", args=[step.pk])
    assert office.post(url, {"post": "yes"}).status_code == 302

    assert client.get("/admin/").status_code == 302
    assert client.get("/my/").status_code == 302
    assert office.get("/admin/").status_code == 200


def test_who_removes_one_of_two_steps_stays_signed_in_here_alone(client):
    officer = OfficerFactory()
    code = second_step(officer)
    other = Authenticator.objects.create(user=officer, type="webauthn", data={"name": "Demo key"})
    client.post(STAFF, {"login": officer.email, "password": PASSWORD})
    client.post("/account/2fa/authenticate/", {"code": code})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    elsewhere = Client()
    sign_in_officer(elsewhere, officer)
    removed = client.post(f"/account/2fa/webauthn/keys/{other.pk}/remove/")
    assert removed.url == "/account/2fa/webauthn/"
    assert not Authenticator.objects.filter(pk=other.pk).exists()
    assert client.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/").status_code == 302


def test_every_answer_says_what_its_pages_may_ask_the_browser_for(client):
    for url in ("/", "/nowhere/", "/api/v1/wards/", "/health/live"):
        policy = client.get(url).headers["Permissions-Policy"]
        assert "camera=()" in policy
        assert "publickey-credentials-get=(self)" in policy
