"""The outbox, the schedule and what people have switched off."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.leases import Leased, free
from messaging.kinds import BY_LETTER, label_of


class OutboxQuerySet(models.QuerySet):
    """Reads of the outbox."""

    def unsent(self):
        """Messages that still wait, or are being sent."""
        return self.filter(state__in=[OutboxMessage.State.QUEUED, OutboxMessage.State.SENDING])

    def due(self, now):
        """What a dispatcher may claim at `now`: its time has come, and nobody holds it.

        What is said to one person about one thing goes in order, but for codes, which somebody
        waits for.
        """
        older = OutboxMessage.objects.unsent().filter(
            about=OuterRef("about"),
            to_address=OuterRef("to_address"),
            ephemeral=False,
            pk__lt=OuterRef("pk"),
        )
        in_order = Q(ephemeral=True) | Q(about="") | ~Exists(older)
        return self.unsent().filter(in_order, free(now), next_attempt_at__lte=now)

    def no_longer_worth_it(self, now):
        """What waits, for a dispatcher or as a letter, and says what is over."""
        waiting = [OutboxMessage.State.QUEUED, OutboxMessage.State.LETTER]
        return self.filter(state__in=waiting, worth_until__lte=now)


# Why a message was dropped, as officers read it.
OVER = "It was over before it could be sent."
# What is left of a message that carried a code.
WIPED = {"subject": "", "text": "", "html": "", "attachments": []}


class OutboxMessage(Leased):
    """One email, written in the sender's transaction: the row is the promise."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Queued")
        SENDING = "sending", _("Sending")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")
        LETTER = "letter", _("To be posted as a letter")
        DROPPED = "dropped", _("Not sent: it was over")

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    about = models.CharField(
        max_length=100,
        blank=True,
        db_default="",
        db_index=True,
        help_text=_("What it is about: session:12."),
    )
    recipient = models.UUIDField(null=True, db_index=True)
    to_address = models.EmailField(max_length=254)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="en")
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)
    attachments = models.JSONField(
        default=list,
        blank=True,
        help_text=_("[{name, type}] with its content, or what makes it."),
    )
    ephemeral = models.BooleanField(
        default=False, help_text=_("Carries a code: its words are wiped once it is sent.")
    )
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    give_up_at = models.DateTimeField(help_text=_("When it is not worth sending any more."))
    worth_until = models.DateTimeField(
        null=True, blank=True, help_text=_("From then on it says what is over, and isn't sent.")
    )
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta(Leased.Meta):
        verbose_name = _("message")
        ordering = ["-created_at", "-pk"]
        constraints = [
            *Leased.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["queued", "sending", "sent", "failed", "letter", "dropped"]
                ),
                name="outbox_state_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="sending") | models.Q(lease__isnull=False),
                name="outbox_sending_has_lease",
            ),
        ]
        permissions = [
            ("requeue_outboxmessage", _("Can send a failed message again")),
            ("read_every_message", _("Can read messages whatever they are about")),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=models.Q(state__in=["queued", "sending"]),
                name="outbox_due",
            ),
            models.Index(
                fields=["about", "to_address"],
                condition=models.Q(state__in=["queued", "sending"]),
                name="outbox_in_order",
            ),
        ]

    def __str__(self):
        to = _("a letter") if self.to_address.endswith(BY_LETTER) else self.to_address
        return f"{label_of(self.kind)} → {to}"


class Due(Leased):
    """Something to be said at a set time; the ledger row is written before anything is sent."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Not needed any more")
        CANCELLED = "cancelled", _("Cancelled")
        FAILED = "failed", _("Failed")

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    about = models.CharField(
        max_length=100, db_index=True, help_text=_("What it is about, such as registration:12.")
    )
    due_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta(Leased.Meta):
        verbose_name = _("scheduled message")
        ordering = ["due_at", "pk"]
        constraints = [
            *Leased.Meta.constraints,
            models.UniqueConstraint(fields=["kind", "about"], name="due_once_a_kind_and_about"),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=models.Q(state="waiting"),
                name="due_waiting",
            )
        ]

    def __str__(self):
        return f"{label_of(self.kind)}, {date_format(timezone.localtime(self.due_at))}"


class OptOut(models.Model):
    """A kind of optional message that one person has switched off."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.UUIDField()
    kind = models.CharField(max_length=60)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recipient", "kind"], name="opt_out_once_a_kind")
        ]

    def __str__(self):
        return f"{self.recipient} {self.kind}"
