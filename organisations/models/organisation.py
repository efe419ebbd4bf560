"""A group: what it is, how it is known, whom it works with."""

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.columns import ComparableColumn
from core.models import has_address
from core.moves import MoveRecord
from organisations import numbers, rules
from organisations.enums import (
    ORGANISATION_MOVES,
    REACHES,
    STANDING,
    LegalForm,
    Listing,
    MembershipState,
    OrganisationState,
    ReachKind,
    Scheme,
)
from organisations.validators import no_account_number


class OrganisationQuerySet(models.QuerySet):
    """Groups in the words of the pages that list them."""

    def standing(self):
        """Neither closed nor merged into another."""
        return self.filter(state__in=STANDING)

    def public(self):
        """In the directory."""
        return self.standing().filter(listing=Listing.LISTED)

    def of(self, person):
        """The standing groups that somebody belongs to."""
        return self.standing().filter(
            memberships__person=person, memberships__state=MembershipState.ACTIVE
        )

    def with_details(self):
        """With what a list shows of each: ward, wards served, reach and numbers."""
        return self.select_related("ward").prefetch_related("wards", "reaches", "numbers")


class Organisation(models.Model):
    """One charity, company, club, school or community group.

    A group that was merged into another stays as a row that leads there.
    """

    MOVES = ORGANISATION_MOVES
    State = OrganisationState

    slug = models.SlugField(_("address of its page"), max_length=80, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=160)
    name_compared = ComparableColumn(of="name")
    form = models.CharField(_("kind of group"), max_length=20, choices=LegalForm)
    summary = models.TextField(_("what it does"), max_length=1500, blank=True)
    website = models.CharField(
        _("website"),
        max_length=200,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
    )
    email = models.EmailField(_("email address for the public"), max_length=254, blank=True)
    telephone = models.CharField(_("telephone number for the public"), max_length=16, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    address_compared = ComparableColumn(of="address")
    postcode = models.CharField(_("postcode"), max_length=8, blank=True)
    ward = models.ForeignKey(
        "places.Ward",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("ward where it is"),
    )
    is_town_wide = models.BooleanField(_("works in the whole of Luton"), default=False)
    wards = models.ManyToManyField(
        "places.Ward", blank=True, related_name="+", verbose_name=_("wards where it works")
    )
    has_own_account = models.BooleanField(
        _("has a bank account in its own name"), null=True, blank=True
    )
    supplier_reference = models.CharField(
        _("supplier reference"),
        max_length=20,
        blank=True,
        validators=[no_account_number],
        help_text=_("Of the finance team. Never a sort code or an account number."),
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=OrganisationState,
        default=OrganisationState.NEW,
        editable=False,
    )
    listing = models.CharField(
        _("directory"), max_length=10, choices=Listing, default=Listing.PRIVATE, editable=False
    )
    listing_agreed_at = models.DateTimeField(
        _("agreed to the directory at"), null=True, blank=True, editable=False
    )
    verified_on = models.DateField(_("checked on"), null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("merged into"),
    )
    created_at = models.DateTimeField(
        _("on the portal since"), default=timezone.now, editable=False
    )
    is_demo = models.BooleanField(_("invented for demonstration"), default=False, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ["name", "pk"]
        permissions = [
            ("verify_organisation", _("Can check a group")),
            ("list_organisation", _("Can put a group into the directory")),
            ("close_organisation", _("Can close a group")),
            ("merge_organisation", _("Can merge two records of one group")),
            ("replace_owner", _("Can replace an owner who can’t be reached")),
            ("keep_supplier", _("Can keep the supplier reference of a group")),
            ("export_organisations", _("Can export the list of groups")),
        ]
        constraints = [
            has_address("organisation"),
            models.CheckConstraint(
                condition=Q(state__in=OrganisationState.values), name="organisation_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(form__in=LegalForm.values), name="organisation_form_is_known"
            ),
            models.CheckConstraint(
                condition=Q(listing=Listing.PRIVATE)
                | Q(listing__in=Listing.values, listing_agreed_at__isnull=False),
                name="organisation_listed_only_with_consent",
            ),
            models.CheckConstraint(
                condition=~Q(listing=Listing.LISTED) | Q(state=OrganisationState.VERIFIED),
                name="organisation_listed_only_when_verified",
            ),
            models.CheckConstraint(
                condition=Q(state=OrganisationState.VERIFIED, verified_on__isnull=False)
                | (~Q(state=OrganisationState.VERIFIED) & Q(verified_on=None)),
                name="organisation_verified_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state=OrganisationState.MERGED, merged_into__isnull=False)
                | (~Q(state=OrganisationState.MERGED) & Q(merged_into=None)),
                name="organisation_merged_leads_somewhere",
            ),
            models.CheckConstraint(
                condition=~Q(supplier_reference__regex=r"[0-9]{8}"),
                name="organisation_keeps_no_account_number",
                violation_error_message=_("The portal keeps no account numbers."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("organisations:organisation", args=[self.slug])

    @property
    def own_url(self) -> str:
        """Where its people look after it."""
        return reverse("my_organisations:organisation", args=[self.slug])

    @property
    def full_own_url(self) -> str:
        """The same, as an email has it."""
        return settings.SITE_URL + self.own_url

    @property
    def filed_under(self) -> str:
        """What messages about it are filed under."""
        return f"organisation:{self.pk}"

    @property
    def is_standing(self) -> bool:
        """Whether it is neither closed nor merged into another."""
        return self.state in STANDING

    @property
    def is_public(self) -> bool:
        """Whether it is in the directory."""
        return self.is_standing and self.listing == Listing.LISTED

    @property
    def is_verified(self) -> bool:
        """Whether officers have checked it."""
        return self.state == OrganisationState.VERIFIED

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may say that it is checked, closed or merged."""
        return rules.may_move_organisation(actor, to)

    def role_of(self, person) -> str:
        """What somebody may do for it, "" where they don't belong to it.

        Asked once for each person and row, however often a page asks.
        """
        known = self.__dict__.setdefault("_roles", {})
        if person.pk not in known:
            active = self.memberships.filter(person=person.pk, state=MembershipState.ACTIVE)
            known[person.pk] = active.values_list("role", flat=True).first() or ""
        return known[person.pk]

    def know_role(self, person, role: str) -> None:
        """Keep what somebody may do for it, where it was asked for many groups at once."""
        self.__dict__.setdefault("_roles", {})[person.pk] = role

    def reach_in_words(self, kind: str) -> list[str]:
        """Whom it works with, or what it speaks, in the order of the choices."""
        codes = {reach.code for reach in self.reaches.all() if reach.kind == kind}
        return [str(words) for code, words in REACHES[kind].items() if code in codes]


class OrganisationMove(MoveRecord):
    """The history of a group."""

    thing = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of a group")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"


class OrganisationNumber(models.Model):
    """One number by which a register knows a group. Not unique: a branch may give its parent's."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="numbers", verbose_name=_("group")
    )
    scheme = models.CharField(_("register"), max_length=10, choices=Scheme)
    identifier = models.CharField(_("number"), max_length=20)
    is_parents = models.BooleanField(
        _("number of the parent body"),
        default=False,
        help_text=_("The group is a branch, and the number is its parent’s."),
    )

    class Meta:
        verbose_name = _("number of a group")
        verbose_name_plural = _("numbers of groups")
        ordering = ["scheme", "identifier", "pk"]
        indexes = [models.Index(fields=["scheme", "identifier"], name="organisation_number")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "scheme", "identifier"],
                name="organisation_number_once_a_group",
                violation_error_message=_("The group has this number already."),
            ),
            models.CheckConstraint(
                condition=Q(scheme__in=Scheme.values), name="organisation_number_scheme_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(identifier=""), name="organisation_number_says_something"
            ),
        ]

    def __str__(self):
        return self.org_id

    @property
    def org_id(self) -> str:
        """The whole number, such as GB-CHC-1164883."""
        return f"{self.scheme}-{self.identifier}"

    def checked(self, others=()) -> numbers.Checked:
        """What is to be said of its form, beside the group's other whole numbers."""
        return numbers.check_number(self.scheme, self.identifier, others=others)


class Reach(models.Model):
    """One of those whom a group works with, or one language that it speaks."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="reaches", verbose_name=_("group")
    )
    kind = models.CharField(max_length=10, choices=ReachKind)
    code = models.CharField(max_length=12)

    class Meta:
        verbose_name = _("reach of a group")
        ordering = ["kind", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "code"], name="organisation_reach_once"
            ),
            *(
                models.CheckConstraint(
                    condition=~Q(kind=kind) | Q(code__in=[*REACHES[kind]]),
                    name=f"organisation_reach_{kind.value}_is_known",
                )
                for kind in ReachKind
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ReachKind.values), name="organisation_reach_kind_is_known"
            ),
        ]

    def __str__(self):
        return str(REACHES[self.kind][self.code])
