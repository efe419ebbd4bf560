"""The officers' pages by what they are for: the order of the home and of the side bar."""

from collections.abc import Iterable

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Area(TextChoices):
    """A part of an officer's work. An admin names its own as `area`."""

    SESSIONS = "sessions", _("Sessions")
    PEOPLE = "people", _("People")
    MESSAGES = "messages", _("Messages")
    SURVEYS = "surveys", _("Surveys")
    TASKFORCE = "taskforce", _("Taskforce")
    RECRUITMENT = "recruitment", _("Recruitment")
    GROUPS = "groups", _("Groups")
    HUBS = "hubs", _("Hubs")
    FUND = "fund", _("Collaboration Fund")
    SETTINGS = "settings", _("Settings")


def by_area(models: Iterable[dict], admin_of) -> list[dict]:
    """The lists that an officer may open, by area, as Django's templates take them.

    Args:
        models: of `AdminSite.get_app_list`.
        admin_of: the admin of a model.
    """
    found: dict[Area, list] = {area: [] for area in Area}
    for model in models:
        found[getattr(admin_of(model["model"]), "area", Area.SETTINGS)].append(model)
    return [
        {
            "name": area.label,
            "app_label": area.value,
            "app_url": f"{reverse('admin:index')}#{area.value}",
            "has_module_perms": True,
            "models": sorted(lists, key=lambda model: _place(admin_of(model["model"]), model)),
        }
        for area, lists in found.items()
        if lists
    ]


def _place(model_admin, model: dict) -> tuple:
    return getattr(model_admin, "place", 9), str(model["name"])
