"""A member's yes to being named in public, and taking it back in one step."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.refusal import Refusal
from people.models import User
from taskforce.enums import CONSENT_WORDING
from taskforce.models import Member, Photo, PublicationConsent
from taskforce.rules import is_member


def consent_to_publish(
    *, member_id: int, actor: User, biography: str = "", photo=None, remove_photo: bool = False
) -> PublicationConsent:
    """Publish the member's name, words and photo, and keep when they agreed to which wording.

    Consent that stands already is kept, and the words and photo are changed.

    Args:
        member_id: primary key of the membership.
        actor: the member; nobody can agree for somebody else.
        biography: their own words; may be empty.
        photo: an uploaded file, or None to keep the one there is.
        remove_photo: whether the one there is goes, where no other comes.

    Raises:
        Refusal: `not-allowed`, or of `photo`, with a code of `Takes.take`.
    """
    with transaction.atomic():
        member = Member.objects.select_for_update().get(pk=member_id)
        _own_only(actor, member)
        member.biography = biography.strip()
        member.save(update_fields=["biography"])
        if photo:
            Photo.keep(photo, field="photo", member=member)
        elif remove_photo:
            Photo.objects.filter(member=member).delete()
        consent, _created = PublicationConsent.objects.get_or_create(
            member=member, withdrawn_at=None, defaults={"wording": CONSENT_WORDING}
        )
        return consent


def withdraw_consent(*, member_id: int, actor: User) -> Member:
    """Take name, words and photo down at once; the photo is deleted. Twice is once.

    Raises:
        Refusal: `not-allowed`.
    """
    with transaction.atomic():
        member = Member.objects.select_for_update().get(pk=member_id)
        _own_only(actor, member)
        unpublish(member)
        return member


def unpublish(member: Member) -> None:
    """End the consent, and delete the photo."""
    member.consents.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
    Photo.objects.filter(member=member).delete()
    member.has_consent = False


def _own_only(actor: User, member: Member) -> None:
    if not is_member(actor, member):
        raise Refusal(_("Only the member can do this."), code="not-allowed")
