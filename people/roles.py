"""Officers' roles as data: one group for each, and what it may do.

Each app says from AppConfig.ready what a role may do with its own models:
`roles.grant(roles.PANELS_OFFICER, "panels.change_session")`. `manage.py load_roles` writes them.
"""

from collections import defaultdict

RECRUITMENT_OFFICER = "Recruitment officer"
SELECTION_PANEL = "Selection panel member"
PANELS_OFFICER = "Panels officer"
HUB_OFFICER = "Hub officer"
HUB_MANAGER = "Hub manager"
BOARD_MEMBER = "Board member"
FUND_OFFICER = "Fund officer"
FUND_ASSESSOR = "Fund assessor"
DATA_PROTECTION = "Data protection officer"
READ_ONLY = "Read only"

ROLES = (
    RECRUITMENT_OFFICER,
    SELECTION_PANEL,
    PANELS_OFFICER,
    HUB_OFFICER,
    HUB_MANAGER,
    BOARD_MEMBER,
    FUND_OFFICER,
    FUND_ASSESSOR,
    DATA_PROTECTION,
    READ_ONLY,
)

# Beside their own, which roles somebody with a role may give to a colleague. Who scores sees less
# than who runs the round. What isn't named here, superusers give alone.
GIVES: dict[str, tuple[str, ...]] = {
    RECRUITMENT_OFFICER: (RECRUITMENT_OFFICER, SELECTION_PANEL),
    PANELS_OFFICER: (PANELS_OFFICER,),
    HUB_OFFICER: (HUB_OFFICER, HUB_MANAGER, BOARD_MEMBER),
    HUB_MANAGER: (HUB_MANAGER,),
    FUND_OFFICER: (FUND_OFFICER, FUND_ASSESSOR),
}

_granted: dict[str, set[str]] = defaultdict(set)


def grant(role: str, *permissions: str) -> None:
    """Let a role do what `permissions` name, each as "app.codename".

    Raises:
        ValueError: there is no such role.
    """
    if role not in ROLES:
        raise ValueError(f"There is no role {role!r}; the roles are {', '.join(ROLES)}.")
    _granted[role].update(permissions)


def permissions_of(role: str) -> frozenset[str]:
    """What the apps have granted to `role`, each as "app.codename"."""
    return frozenset(_granted[role])


def may_be_given_by(officer) -> list[str]:
    """The roles that this officer may give to a colleague, in the order of ROLES."""
    if officer.is_superuser:
        return [*ROLES]
    held = officer.groups.values_list("name", flat=True)
    given = {role for own in held for role in GIVES.get(own, ())}
    return [role for role in ROLES if role in given]
