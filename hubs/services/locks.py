"""Locking a hub before anything of it changes."""

from django.utils.translation import gettext as _

from core.refusal import Refusal, require
from hubs import rules
from hubs.models import Hub


def lock(hub_id: int) -> Hub:
    """The hub, locked until the transaction ends.

    Raises:
        Refusal: `not-found` where there is none.
    """
    hub = Hub.objects.select_for_update(of=("self",)).select_related("venue").filter(pk=hub_id)
    found = hub.first()
    if found is None:
        raise Refusal(_("This hub isn’t there any more."), code="not-found")
    return found


def lock_to_edit(hub_id: int, actor) -> Hub:
    """The hub, locked, for somebody who looks after it.

    Raises:
        Refusal: `not-found`, or `not-allowed` where it isn't theirs.
    """
    hub = lock(hub_id)
    require(rules.may_edit(actor, hub))
    return hub
