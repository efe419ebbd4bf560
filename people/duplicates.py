"""Who may be the same person as somebody."""

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Replace

from people.models import User


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
    others = User.objects.filter(is_staff=False, is_superuser=False, merged_into=None)
    undotted = Replace("email", Value("."), Value(""))
    others = others.exclude(pk=person.pk).annotate(undotted=undotted)
    return others.filter(same).order_by("date_joined", "pk")
