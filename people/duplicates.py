"""Who may be the same person as somebody."""

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Replace

from core.text import comparable
from people.models import User
from people.telephones import as_kept
from places.services import spaced_postcode


def duplicates_of(person: User) -> QuerySet[User]:
    """Residents who have the same address but for dots, the same telephone, or name and postcode.

    One statement, whatever there is.
    """
    same = Q(pk__in=[])
    if not person.gets_letters:
        same |= Q(undotted=person.email.replace(".", ""))
    if person.telephone:
        same |= Q(telephone=person.telephone)
    if person.name_compared and person.postcode:
        same |= Q(name_compared=person.name_compared, postcode=person.postcode)
    undotted = Replace("email", Value("."), Value(""))
    others = _residents().exclude(pk=person.pk).annotate(undotted=undotted)
    return others.filter(same).order_by("date_joined", "pk")


def like_caller(*, name: str, telephone: str = "", postcode: str = "") -> QuerySet[User]:
    """Residents of this name, as it is compared, with this telephone number or postcode."""
    number, spaced = as_kept(telephone), spaced_postcode(postcode)
    same = Q(pk__in=[])
    if number:
        same |= Q(telephone=number)
    if spaced:
        same |= Q(postcode=spaced)
    named = _residents().filter(name_compared=comparable(name)).exclude(name_compared="")
    return named.filter(same).order_by("date_joined", "pk")


def _residents() -> QuerySet[User]:
    return User.objects.filter(is_staff=False, is_superuser=False, merged_into=None)
