"""Write docs/roles.md from what the roles are granted and what the officers' pages ask."""

from types import SimpleNamespace

from django.apps import apps
from django.contrib.admin import site
from django.utils.text import capfirst

from luton_portal.written import WritesAPage
from officers.areas import Area
from people.roles import GIVES, ROLES, permissions_of

INTRODUCTION = """# Roles: who may see and do what

Each officer has one or more roles. This page is worked out from what the apps grant to roles and
from what the officers' pages ask; `make roles` writes it, and `make check` fails when it is old.

What no table can say:

- Administrators (superusers) may do all of it, but for what follows.
- Whoever scores in a round sees nothing of who applied there, whatever their roles; while they
  score anywhere, they see officers' accounts only and no message that would name an applicant.
- Somebody from outside runs the rounds that name them (“Can run the rounds that name them”, given
  by hand) and sees no other.
- A message is read by who may read what it is about; looking is recorded.
- A person's page shows each officer what their own pages would show of that person, and no more.
- Only who may read all that an account shows corrects its address, or merges it with another.
- Nobody decides on an expense claim of their own.
"""
VERBS = ("add", "change", "delete")


class Command(WritesAPage):
    """`manage.py write_roles [--check]`"""

    name = "roles"

    def lines(self):
        """Lists, acts and permissions, each by role."""
        return [INTRODUCTION, *lists(), *acts(), *given()]


class Holder:
    """An officer who has one role and nothing else, without a row in the database."""

    is_active = is_staff = is_authenticated = True
    is_superuser = False

    def __init__(self, role: str):
        self.held = permissions_of(role)

    def has_perm(self, name: str, obj=None) -> bool:
        """Whether the role is granted it."""
        return name in self.held

    def has_module_perms(self, app: str) -> bool:
        """Whether the role is granted anything of an app."""
        return any(name.startswith(f"{app}.") for name in self.held)


def may(admin, role: str) -> list[str]:
    """What somebody with this role may do on the pages of one admin: see, add, change, delete."""
    request = SimpleNamespace(user=Holder(role), resolver_match=None)
    if not (admin.has_module_permission(request) and admin.has_view_permission(request)):
        return []
    return ["see", *(v for v in VERBS if getattr(admin, f"has_{v}_permission")(request))]


def lists() -> list[str]:
    """A table for each area of work: its lists, and what each role may do with them."""
    lines = ["## Lists", ""]
    for area in Area:
        admins = [one for one in site._registry.values() if _area(one) is area]
        admins.sort(key=lambda one: str(one.opts.verbose_name_plural))
        rows = [
            [str(capfirst(one.opts.verbose_name_plural)), *(", ".join(may(one, r)) for r in ROLES)]
            for one in admins
        ]
        lines += [f"### {area.label}", "", *_table("List", rows), ""]
    return lines


def acts() -> list[str]:
    """A table of what else roles may do, in the words of the permissions."""
    named = sorted(
        (str(words), f"{model._meta.app_label}.{name}")
        for model in apps.get_models()
        for name, words in model._meta.permissions
    )
    rows = [[words, *("yes" * (name in permissions_of(r)) for r in ROLES)] for words, name in named]
    return ["## What else they may do", "", *_table("What", rows), ""]


def given() -> list[str]:
    """Which roles may give which to a colleague."""
    lines = ["## Who may invite whom", "", "Administrators give every role.", ""]
    return [*lines, *(f"- {role}: {', '.join(roles)}" for role, roles in GIVES.items()), ""]


def _area(admin) -> Area:
    return getattr(admin, "area", Area.SETTINGS)


def _table(first: str, rows: list[list[str]]) -> list[str]:
    head = [first, *ROLES]
    return ["| " + " | ".join(line) + " |" for line in (head, ["---"] * len(head), *rows)]
