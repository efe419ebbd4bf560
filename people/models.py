"""Accounts and profiles. A person is identified by email and by nothing shorter."""

import uuid

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from core.columns import ComparableColumn, MailboxColumn, with_compared
from core.text import email_address
from messaging.services import Recipient
from people.telephones import TELEPHONE


class UserManager(BaseUserManager):
    """Creates residents without a password and staff with one."""

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """The address in its one form: one mailbox, one account."""
        return email_address(email or "")

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """A new account; without `password` it can sign in by emailed code only."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str, **fields) -> "User":
        """A staff account with every permission, for the first administrator."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email=self.normalize_email(email))


class User(AbstractBaseUser, PermissionsMixin):
    """A resident or a member of staff."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = MailboxColumn(_("email address"), max_length=254, unique=True)
    name = models.CharField(_("full name"), max_length=120, blank=True)
    name_compared = ComparableColumn(of="name")
    postcode = models.CharField(_("postcode"), max_length=8, blank=True)
    ward = models.ForeignKey(
        "places.Ward", null=True, blank=True, on_delete=models.PROTECT, verbose_name=_("ward")
    )
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default="en"
    )
    telephone = models.CharField(
        _("telephone number"),
        max_length=16,
        blank=True,
        validators=[RegexValidator(TELEPHONE, _("Enter a telephone number, like 01582 000000."))],
    )
    address = models.CharField(_("first line of address"), max_length=120, blank=True)
    access_needs = models.TextField(_("standing access needs"), max_length=1000, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(_("can use the admin"), default=False)
    is_demo = models.BooleanField(default=False, help_text=_("Invented for demonstration."))
    signed_out = models.PositiveIntegerField(
        default=0, editable=False, help_text=_("How often all sessions were ended.")
    )
    date_joined = models.DateTimeField(default=timezone.now)
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("merged into"),
        help_text=_("The record of the same person that is kept; nobody signs in to this one."),
    )

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["email"]
        permissions = [
            ("correct_address", _("Can correct the email address of somebody's account")),
            ("merge_user", _("Can merge two records of one person")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="user_email_is_lower_case"
            ),
            models.UniqueConstraint(Lower("email"), name="user_email_unique_whatever_case"),
            models.CheckConstraint(
                condition=models.Q(email__regex=r"^[!-~]+$"), name="user_email_is_plain"
            ),
            models.CheckConstraint(
                condition=models.Q(telephone="") | models.Q(telephone__regex=TELEPHONE),
                name="user_telephone_is_digits",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | models.Q(is_active=False, is_staff=False),
                name="user_merged_is_shut",
            ),
        ]

    def __str__(self):
        return self.name or self.email

    def clean(self):
        super().clean()
        self.email = type(self).objects.normalize_email(self.email)

    def save(self, *args, update_fields=None, **kwargs):
        """Save; with a name goes what it is searched by."""
        if update_fields is not None:
            update_fields = with_compared(type(self), update_fields)
        super().save(*args, update_fields=update_fields, **kwargs)

    def _get_session_auth_hash(self, secret=None) -> str:
        """What a session is checked by: another password, or `signed_out`, ends it."""
        kept = f"{self.password}:{self.signed_out}"
        salt = "people.User.get_session_auth_hash"
        return salted_hmac(salt, kept, secret=secret, algorithm="sha256").hexdigest()

    @property
    def gets_letters(self) -> bool:
        """Whether they have no email address, so that everything goes to them by post."""
        return self.recipient.gets_letters

    @property
    def reached_by(self) -> str:
        """Where they are written to or called, as officers read it."""
        if not self.gets_letters:
            return self.email
        known = [part for part in (self.address, self.postcode, self.telephone) if part]
        return ", ".join([str(_("Letter: no email address")), *known])

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]

    @property
    def recipient(self) -> Recipient:
        """This person as messaging knows them."""
        return Recipient(reference=self.reference, email=self.email, language=self.language)


class ColleagueInvitation(models.Model):
    """That somebody was invited to become an officer: the link of its email makes the account."""

    class State(models.TextChoices):
        INVITED = "invited", _("Invited")
        ACCEPTED = "accepted", _("Accepted")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    email = MailboxColumn(_("email address"), max_length=254)
    name = models.CharField(_("full name"), max_length=120)
    roles = models.JSONField(_("roles"), default=list)
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.INVITED)
    invited_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("invited by")
    )
    invited_at = models.DateTimeField(_("invited at"), default=timezone.now)
    expires_at = models.DateTimeField(_("the link works until"))
    answered_at = models.DateTimeField(_("accepted or withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation of a colleague")
        verbose_name_plural = _("invitations of colleagues")
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["invited", "accepted", "withdrawn"]),
                name="colleague_invitation_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state="invited", answered_at=None)
                | (~models.Q(state="invited") & models.Q(answered_at__isnull=False)),
                name="colleague_invitation_answered_has_a_time",
            ),
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(state="invited"),
                name="colleague_invited_once",
                violation_error_message=_("This colleague is invited already."),
            ),
        ]

    def __str__(self):
        return self.name or self.email
