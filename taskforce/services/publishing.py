"""A member's yes to being named in public, and taking it back in one step."""

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.refusal import Refusal
from people.models import User
from taskforce.enums import CONSENT_WORDING
from taskforce.models import Member, PublicationConsent
from taskforce.photos import clean_photo
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
        Refusal: `not-allowed`, or what `photos.clean_photo` raises.
    """
    drawn = clean_photo(photo) if photo else None
    with transaction.atomic():
        member = Member.objects.select_for_update().get(pk=member_id)
        _own_only(actor, member)
        member.biography = biography.strip()
        fields = ["biography"]
        if drawn or remove_photo:
            _delete_file(member.photo.name)
            member.photo = ""
            fields.append("photo")
        if drawn:
            member.photo.save("photo.jpg", drawn, save=False)
        member.save(update_fields=fields)
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
    """End the consent, and delete the photo once the transaction is through."""
    member.consents.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
    _delete_file(member.photo.name)
    member.photo = ""
    member.save(update_fields=["photo"])
    member.has_consent = False


def _delete_file(name: str) -> None:
    if name:
        transaction.on_commit(lambda: default_storage.delete(name))


def _own_only(actor: User, member: Member) -> None:
    if not is_member(actor, member):
        raise Refusal(_("Only the member can do this."), code="not-allowed")
