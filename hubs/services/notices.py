"""Notices: a hub closes, wholly or partly, and opens again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.refusal import Refusal
from hubs.enums import NoticeKind
from hubs.models import Hub, Notice
from hubs.services.locks import lock_to_edit


@transaction.atomic
def post_notice(
    *,
    hub_id: int,
    actor,
    kind: str,
    what: str,
    starts_at: datetime,
    ends_at: datetime | None = None,
    instead: str = "",
    instead_hub: Hub | None = None,
) -> Notice:
    """Say that a hub is closed, or partly; it stands on its page at once. Twice is once.

    Args:
        hub_id: primary key of the hub.
        actor: one of its managers, or a hub officer.
        kind: one of NoticeKind.
        what: what people need to know.
        starts_at: from when, also in the past.
        ends_at: until when; None where nobody knows.
        instead: where else to go, in words.
        instead_hub: another hub to go to.

    Raises:
        Refusal: `not-found`, `not-allowed`, `unknown-kind`, `nothing-said`, `ends-first`, `over`
            where it ends in the past, `itself` where it leads to the same hub.
    """
    hub = lock_to_edit(hub_id, actor)
    if kind not in NoticeKind.values:
        raise Refusal(_("Choose how much is closed."), code="unknown-kind", field="kind")
    if not what.strip():
        words = _("Say what people need to know.")
        raise Refusal(words, code="nothing-said", field="what")
    if ends_at is not None and ends_at <= starts_at:
        raise Refusal(_("It must end after it starts."), code="ends-first", field="ends_at")
    if ends_at is not None and ends_at <= timezone.now():
        raise Refusal(_("This end is in the past."), code="over", field="ends_at")
    if instead_hub is not None and instead_hub.pk == hub.pk:
        raise Refusal(_("Name another hub."), code="itself", field="instead_hub")
    row = {"kind": kind, "what": what.strip(), "starts_at": starts_at, "ends_at": ends_at}
    if same := hub.notices.filter(**row).first():
        return same
    return Notice.objects.create(
        hub=hub,
        **row,
        instead=instead.strip(),
        instead_hub=instead_hub,
    )


@transaction.atomic
def end_notice(*, hub_id: int, actor, notice_id: int) -> None:
    """Say that a notice holds no more: it ends now; one that hasn't begun is taken back. Twice is
    once.

    Raises:
        Refusal: `not-found` also where it is another hub's, `not-allowed`.
    """
    hub = lock_to_edit(hub_id, actor)
    notice = Notice.objects.filter(hub=hub, pk=notice_id).first()
    if notice is None:
        raise Refusal(_("This notice isn’t there any more."), code="not-found")
    if notice.is_over:
        return
    now = timezone.now()
    if notice.starts_at < now:
        notice.ends_at = now
        notice.save(update_fields=["ends_at"])
    else:
        notice.delete()
