"""A newcomer's steps, as their browser takes them."""

import re

from django.urls import reverse

from messaging.models import OutboxMessage

DETAILS = {"name": "Demo Newcomer", "email": "newcomer@demo.example", "postcode": ""}


def address(session, step: str = "") -> str:
    """The address of a step of registering; the first where none is named."""
    if step == "code":
        return reverse("panels:session_register_code", args=[session.slug])
    if step:
        return reverse("panels:session_register_step", args=[session.slug, step])
    return reverse("panels:session_register", args=[session.slug])


def give_details(client, session, **details):
    """Send the first step."""
    return client.post(address(session), {**DETAILS, **details})


def give_needs(client, session, needs="Large print"):
    """Send the second step."""
    return client.post(address(session, "access"), {"access_needs": needs})


def register(client, session):
    """Press the button on the page with the answers."""
    return client.post(address(session, "check"))


def hold(client, session, needs="Large print", **details):
    """Register as a newcomer, up to the page that asks for the code."""
    give_details(client, session, **details)
    give_needs(client, session, needs)
    return register(client, session)


def code_sent_to(email: str = DETAILS["email"]) -> str:
    """The code in the newest email to this address."""
    row = OutboxMessage.objects.filter(to_address=email).latest("pk")
    return re.search(r"\b\d{4}-\d{4}\b", row.text).group()


def enter_code(client, session, email: str = DETAILS["email"], code: str = ""):
    """Enter the newest code, or the one given."""
    typed = {"code": code or code_sent_to(email)}
    return client.post(address(session, "code"), typed, follow=True)
