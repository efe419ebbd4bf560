"""Entering an application that came on paper or by telephone, in the applicant's name."""

from django.db import transaction

from messaging.kinds import BY_LETTER
from people.services import complete_profile, person_for, person_without_email
from places.services import spaced_postcode
from recruitment.models import Application
from recruitment.services.applying import start


def enter(*, round_id: int, name: str, email: str, postcode: str, actor, **details) -> Application:
    """Begin an application for somebody, whose account is made where there is none.

    Args:
        email: of the applicant, or "" for somebody who gets letters.
        details: as `start` takes them.

    Raises:
        Refusal: as `start` says.
    """
    with transaction.atomic():
        if email:
            person = person_for(email=email, name=name, postcode=postcode)
            person = complete_profile(person=person, actor=actor, name=name)
        else:
            person = _begun_for(round_id, name, postcode) or person_without_email(
                name=name, postcode=postcode
            )
        return start(round_id=round_id, person=person, postcode=postcode, actor=actor, **details)


def _begun_for(round_id: int, name: str, postcode: str):
    """Somebody without an address whom an officer has begun to enter, by name and postcode."""
    begun = Application.objects.live().filter(
        round=round_id,
        person__email__endswith=BY_LETTER,
        person__name__iexact=name.strip(),
        postcode=spaced_postcode(postcode) or "-",
    )
    found = begun.select_related("person").first()
    return found and found.person
