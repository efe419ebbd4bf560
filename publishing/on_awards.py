"""The way from an award, as officers see it, to what is published of it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from publishing.models import PublicAward


def published(award) -> tuple | None:
    """The way to what is published of an award, where something is."""
    public = PublicAward.objects.filter(award=award).first()
    if public is None:
        return None
    address = reverse("admin:publishing_publicaward_change", args=[public.pk])
    return _("What is published of it"), address
