"""Who acts: a person, or the portal itself."""


class Portal:
    """The portal itself: at a deadline, in the background, where it loads its own data.

    It has no permission of its own: what it may do, a predicate says by its name. Nobody at all,
    None, may do nothing.
    """

    pk = None
    is_staff = is_active = False

    def __repr__(self) -> str:
        return "PORTAL"

    def has_perm(self, permission: str, thing=None) -> bool:
        """No: permissions are given to people."""
        return False


PORTAL = Portal()


def recorded(actor):
    """Whom a record of what `actor` did names: nobody where it was the portal itself."""
    return None if actor is PORTAL else actor
