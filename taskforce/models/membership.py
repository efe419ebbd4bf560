"""Who sits on the Taskforce: terms, roles, and consent to be named in public."""

import re
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.files import KeptFile
from core.models import has_address, is_known
from core.moves import MoveRecord
from core.uploads import Takes
from taskforce import rules
from taskforce.enums import (
    INTERESTS_STALE_DAYS,
    MEMBER_MOVES,
    ChosenBy,
    MemberState,
    Role,
    Sector,
)

MOST_SEATS = 200
SEAT_ORDER_LENGTH = 200
# How long after a meeting, or a last day in office, its costs can be claimed.
CLAIM_DAYS = 180
# How many pixels wide and high a photo is at most.
PHOTO_SIDE = 640


def in_order(seat: str) -> str:
    """What seats are sorted by: the seat's English name, with its numbers in order of size."""
    padded = re.sub(r"[0-9]+", lambda number: number[0].zfill(6), seat.casefold())
    return padded[:SEAT_ORDER_LENGTH]


class SectorSeatsQuerySet(models.QuerySet):
    """The seats of the sectors, and how many of them are taken."""

    def with_taken(self):
        """With `taken`: how many members of the sector are in office today."""
        members = Member.objects.live().serving().filter(sector=OuterRef("sector"))
        counted = members.order_by().values("sector").annotate(found=Count("pk")).values("found")
        return self.annotate(taken=Coalesce(Subquery(counted), 0))

    def empty(self) -> int:
        """How many seats nobody has today."""
        said = self.exclude(number=None).with_taken()
        return sum(max(0, seats.number - seats.taken) for seats in said)


class SectorSeats(models.Model):
    """How many seats a sector has on the Taskforce, taken or not.

    Its row is also what a change to who sits in which seat of the sector locks.
    """

    sector = models.CharField(_("sector"), max_length=20, choices=Sector, unique=True)
    number = models.PositiveSmallIntegerField(
        _("seats"),
        null=True,
        blank=True,
        help_text=_("As the terms of reference say. Empty: as many as there are members today."),
    )

    objects = SectorSeatsQuerySet.as_manager()

    class Meta:
        verbose_name = _("seats of a sector")
        verbose_name_plural = _("seats by sector")
        ordering = ["pk"]
        constraints = [
            is_known("sector_seats", sector=Sector),
            models.CheckConstraint(
                condition=Q(number=None) | Q(number__lte=MOST_SEATS),
                name="sector_seats_make_sense",
                violation_error_message=_("Enter 0 to 200 seats."),
            ),
        ]

    def __str__(self):
        return self.get_sector_display()


class MemberQuerySet(models.QuerySet):
    """Members in the words of the pages that list them."""

    def serving(self, on: date | None = None):
        """In office on a day; today in Luton unless `on` says otherwise."""
        day = on or timezone.localdate()
        return self.filter(
            Q(left_on=None) | Q(left_on__gt=day), starts_on__lte=day, ends_on__gte=day
        )

    def coming(self):
        """Appointed, and their term is still to start."""
        return self.live().filter(starts_on__gt=timezone.localdate())

    def on_site(self):
        """Have a public page: in office, or appointed and announced."""
        return self.live().filter(ends_on__gte=timezone.localdate())

    def live(self):
        """Not at an end: in office, or appointed and still to start."""
        return self.filter(state=MemberState.SERVING)

    def with_consent(self):
        """With `has_consent`: whether the name may be shown."""
        standing = PublicationConsent.objects.filter(member=OuterRef("pk"), withdrawn_at=None)
        return self.annotate(has_consent=Exists(standing))

    def published(self):
        """May be shown by name."""
        return self.with_consent().filter(has_consent=True)

    def with_details(self):
        """With everything a list shows: person, photo, consent and roles."""
        return (
            self.with_consent()
            .select_related("person", "photo")
            .prefetch_related(
                models.Prefetch(
                    "roles", MemberRole.objects.filter(ends_on=None), to_attr="open_roles"
                )
            )
        )

    def of(self, person):
        return self.filter(person=person)


class Member(models.Model):
    """One person's term on the Taskforce."""

    MOVES = MEMBER_MOVES
    State = MemberState

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("person"),
    )
    slug = models.SlugField(max_length=80, unique=True, editable=False)
    seat = models.CharField(
        _("seat"),
        max_length=80,
        help_text=_("What the seat is called in public, such as “Resident seat 3”. No names."),
    )
    seat_order = models.CharField(max_length=SEAT_ORDER_LENGTH, default="", editable=False)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    state = models.CharField(
        _("state"), max_length=20, choices=MemberState, default=MemberState.SERVING, editable=False
    )
    chosen_by = models.CharField(_("how chosen"), max_length=20, choices=ChosenBy)
    source = models.CharField(
        _("reference of the choice"),
        max_length=120,
        blank=True,
        help_text=_("Such as the round and the draw that it came from."),
    )
    left_on = models.DateField(_("left on"), null=True, blank=True, editable=False)
    leaving_words = models.CharField(
        _("public words about leaving"), max_length=300, blank=True, editable=False
    )
    biography = models.TextField(_("about you"), max_length=1500, blank=True)
    interests_confirmed_on = models.DateField(
        _("register of interests confirmed on"), null=True, blank=True, editable=False
    )
    is_demo = models.BooleanField(_("invented for demonstration"), default=False, editable=False)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["sector", "seat_order", "pk"]
        permissions = [
            ("manage_members", _("Can appoint members, end terms and give roles")),
            ("export_members", _("Can export members")),
        ]
        constraints = [
            has_address("member"),
            is_known("member", state=MemberState),
            is_known("member", sector=Sector),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state=MemberState.SERVING),
                name="member_one_live_term_a_person",
                violation_error_message=_("This person is a member already."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="member_term_ends_after_it_starts",
                violation_error_message=_("The last day must be after the first."),
            ),
            models.CheckConstraint(
                condition=Q(state=MemberState.LEFT, left_on__isnull=False)
                | (~Q(state=MemberState.LEFT) & Q(left_on__isnull=True)),
                name="member_who_left_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(left_on=None)
                | (Q(left_on__gte=F("starts_on")) & Q(left_on__lte=F("ends_on"))),
                name="member_left_within_the_term",
            ),
        ]

    def __str__(self):
        return f"{self.person} ({self.seat})"

    def save(self, *args, update_fields=None, **kwargs):
        """Save it, with its place among the seats."""
        self.seat_order = in_order(self.seat_en or "")
        if update_fields is not None and "seat_en" in update_fields:
            update_fields = [*update_fields, "seat_order"]
        super().save(*args, update_fields=update_fields, **kwargs)

    def get_absolute_url(self):
        return reverse("taskforce:member", args=[self.slug])

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may move the membership to state `to`."""
        return rules.may_move_member(actor, self, to)

    @property
    def may_be_named(self) -> bool:
        """Whether the person agreed to be named; lists carry the answer in `has_consent`."""
        if not hasattr(self, "has_consent"):
            self.has_consent = self.consents.filter(withdrawn_at=None).exists()
        return self.has_consent

    @property
    def public_name(self) -> str:
        """The name where it may be shown, else what the seat stands for."""
        if self.may_be_named:
            return self.person.name or self.seat
        return {
            Sector.RESIDENTS: gettext("A resident member"),
            Sector.COMMUNITY: gettext("A voluntary and community sector member"),
            Sector.PUBLIC: gettext("A public sector member"),
            Sector.PRIVATE: gettext("A private sector member"),
        }[self.sector]

    @property
    def current_roles(self) -> list["MemberRole"]:
        """The roles held now; lists carry them in `open_roles`."""
        if not hasattr(self, "open_roles"):
            self.open_roles = list(self.roles.filter(ends_on=None))
        return self.open_roles

    @property
    def has_started(self) -> bool:
        return self.starts_on <= timezone.localdate()

    @property
    def state_now(self) -> str:
        """Where the membership is, in words: one that is still to start says so."""
        if self.is_live and not self.has_started:
            return gettext("Starts on %(day)s") % {"day": date_format(self.starts_on, "j F Y")}
        return self.get_state_display()

    @property
    def last_day(self) -> date:
        """The last day in office: of the term, or the one before the member left."""
        return self.left_on - timedelta(days=1) if self.left_on else self.ends_on

    @property
    def can_claim(self) -> bool:
        """Whether expenses can still be claimed: in office, or not long out of it."""
        return timezone.localdate() <= self.last_day + timedelta(days=CLAIM_DAYS)

    @property
    def is_live(self) -> bool:
        return self.state == MemberState.SERVING

    @property
    def interests_are_stale(self) -> bool:
        """Whether the register was never confirmed, or not for a year."""
        oldest = timezone.localdate() - timedelta(days=INTERESTS_STALE_DAYS)
        return self.interests_confirmed_on is None or self.interests_confirmed_on < oldest


class MemberMove(MoveRecord):
    """The history of a membership, with the private reason of an early leaving."""

    thing = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("membership history")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"


class MemberRole(models.Model):
    """Chair or deputy, from a day to a day; open while it lasts."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    starts_on = models.DateField(_("since"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="role_is_known"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="role_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["role"],
                condition=Q(role=Role.CHAIR, ends_on=None),
                name="role_one_chair_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["member", "role"],
                condition=Q(ends_on=None),
                name="role_once_a_member",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}: {self.member_id}"


class Photo(KeptFile):
    """The photo of a member: a square, drawn again from what they sent."""

    takes = Takes(kinds={"jpg", "png", "webp"}, megabytes=5, square=PHOTO_SIDE)

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="photo")

    class Meta(KeptFile.Meta):
        verbose_name = _("photo")

    def __str__(self):
        return str(self.member)


class PublicationConsent(models.Model):
    """A member's yes to being named, with words and photo, in public. Kept when withdrawn."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="consents")
    wording = models.CharField(_("version of the wording"), max_length=20)
    given_at = models.DateTimeField(_("given at"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent to publish")
        verbose_name_plural = _("consents to publish")
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(withdrawn_at=None),
                name="consent_one_standing_a_member",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_given",
            ),
        ]

    def __str__(self):
        return f"{self.member_id}: {self.wording}"
