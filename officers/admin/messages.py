"""What officers see of messages: to read, to send again where one failed, to post as a letter."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Case, OuterRef, Subquery, Value, When
from django.db.models.functions import Concat
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.fields import MailboxField
from jobs.models import PeriodicJob
from messaging import services
from messaging.emails import without_keys
from messaging.kinds import BY_LETTER
from messaging.models import Due, OutboxMessage
from messaging.readers import record_reading
from officers.acts import Act, ActForm
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.lists import ReadOnlyMixin
from officers.many import ActsOnMany
from people.correcting import send_corrected
from people.models import User


class CameFrom(admin.SimpleListFilter):
    """What the page of one thing leads to; offered only to who came that way, to be taken off."""

    column = ""

    def lookups(self, request, model_admin):
        """The one choice that is in the address."""
        return [(self.value(), _("The one you came from"))] if self.value() else []

    def queryset(self, request, queryset):
        """Nothing where it can't be the name of a thing."""
        try:
            return queryset.filter(**{self.column: self.value()}) if self.value() else queryset
        except ValidationError:
            return queryset.none()


class ToPerson(CameFrom):
    title = _("person")
    column = parameter_name = "recipient"


class AboutThing(CameFrom):
    title = _("what it is about")
    column = parameter_name = "about"


class AddressForm(ActForm):
    """Asks for the right address; it begins with the one that is known now."""

    email = MailboxField(
        label=_("Email address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"spellcheck": "false", "dir": "ltr"}),
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        known = User.objects.filter(reference=thing.recipient).values_list("email", flat=True)
        self.fields["email"].initial = (thing.recipient and known.first()) or thing.to_address


FAILED = OutboxMessage.State.FAILED


def may_requeue(officer, _message=None) -> bool:
    """Whether an officer may send failed messages again; the services check again."""
    return officer.has_perm("messaging.requeue_outboxmessage")


def can_go_again(message) -> bool:
    """Whether it failed, and carries no code, which would be out of use."""
    return message.state == FAILED and not message.ephemeral


SEND_AGAIN = Act(
    name="send-again",
    label=_("Send again"),
    explain=_("It is tried again for five days, at the same address."),
    done=_("It will be sent again."),
    run=services.requeue,
    may=may_requeue,
    open=can_go_again,
    preview=lambda message: [
        (_("To"), message.to_address),
        (_("Why it failed"), message.last_error),
    ],
)
CORRECT = Act(
    name="correct-address",
    label=_("Correct the address and send again"),
    explain=_(
        "The message goes to the address that you enter, with whatever else waits for this person. "
        "If they have an account, it moves to this address: whoever uses it is asked for a fresh "
        "code, sent there. An address that they had proven before is told of the change."
    ),
    first=_("See who is told"),
    done=_("The address is corrected, and the message will be sent again."),
    run=send_corrected,
    may=may_requeue,
    open=can_go_again,
    form=AddressForm,
    preview=SEND_AGAIN.preview,
    press=_("Correct and send again"),
)
POSTED = Act(
    name="posted",
    label=_("Record as posted"),
    explain=_("The letter is in the post."),
    done=_("The letter is recorded as posted."),
    run=services.letter_posted,
    may=may_requeue,
    open=lambda message: message.state == OutboxMessage.State.LETTER,
)


@admin.register(OutboxMessage)
class OutboxMessageAdmin(ReadOnlyMixin, ActsOnMany, OfficersAdmin, admin.ModelAdmin):
    """Messages and how their delivery went."""

    area, place = Area.MESSAGES, 1
    acts, act_key = (CORRECT, SEND_AGAIN, POSTED), "message_id"
    many = (SEND_AGAIN, POSTED)
    list_tabs = (
        (_("All"), ""),
        (_("Failed"), "state__exact=failed"),
        (_("Letters to post"), "state__exact=letter"),
        (_("Waiting"), "state__exact=queued"),
        (_("Sent"), "state__exact=sent"),
    )
    list_display = ["created_at", "state", "next_step", "reached", "shown_subject"]
    list_filter = [ToPerson, AboutThing, "state", "kind", "language", "created_at"]
    empty_value_display = ""
    search_fields = ["to_address", "codeless_subject"]
    search_help_text = _("Search by address or subject")
    fields = [
        "reached",
        "shown_subject",
        "what_for",
        "about",
        "language",
        "state",
        "attempts",
        "last_error",
        "created_at",
        "next_attempt_at",
        "give_up_at",
        "worth_until",
        "sent_at",
        "key",
        "body",
        "html_source",
        "attachment_names",
    ]

    def get_queryset(self, request):
        """With the subject as officers may know it: a code opens somebody's account."""
        subject = Case(When(ephemeral=True, then=Value("")), default="subject")
        readable = super().get_queryset(request).filter(services.readable_by(request.user))
        person = User.objects.filter(reference=OuterRef("recipient")).annotate(
            posted_to=Concat("name", Value(", "), "address", Value(", "), "postcode")
        )
        return readable.annotate(
            codeless_subject=subject,
            person_pk=Subquery(person.values("pk")),
            posted_to=Subquery(person.values("posted_to")),
        )

    def changelist_view(self, request, extra_context=None):
        """The list names people, so looking at it is recorded too."""
        response = super().changelist_view(request, extra_context)
        shown = getattr(response, "context_data", {}).get("cl")
        if shown:
            record_reading(shown.result_list, actor=request.user, what="list of messages")
        return response

    def render_change_form(self, request, context, **kwargs):
        """That it was read is recorded."""
        record_reading([context["original"]], actor=request.user, what="message")
        return super().render_change_form(request, context, **kwargs)

    def get_actions(self, request):
        """Acts on many, for who may do them."""
        return super().get_actions(request) if may_requeue(request.user) else {}

    def links(self, request, thing):
        """The person it is to."""
        if not (thing.person_pk and request.user.has_perm("people.view_user")):
            return []
        return [(_("Who it is to"), reverse("admin:people_user_change", args=[thing.person_pk]))]

    @admin.display(description=_("to"), ordering="to_address")
    def reached(self, message):
        """The address; of a letter, where it is posted to."""
        if not message.to_address.endswith(BY_LETTER):
            return message.to_address
        return message.posted_to or _("no address is known")

    @admin.display(description=_("kind"))
    def what_for(self, message):
        """What the message is for, in words."""
        try:
            return services.kind_named(message.kind).label
        except services.UnknownKind:
            return message.kind

    @admin.display(description=_("next step"))
    def next_step(self, message):
        """The way to correct the address of what failed."""
        if can_go_again(message):
            address = self.address("correct_address", message.pk)
            return format_html('<a href="{}">{}</a>', address, _("Correct the address"))
        return ""

    @admin.display(description=_("subject"), ordering="codeless_subject")
    def shown_subject(self, message):
        """The subject, unless it carries a code."""
        return message.codeless_subject

    @admin.display(description=_("text"))
    def body(self, message):
        """What the person reads, unless it carries a code."""
        if message.ephemeral:
            return _("This message carries a code, so it is not shown.")
        text = linebreaksbr(without_keys(message.text), autoescape=True)
        return format_html('<div dir="auto">{}</div>', text)

    @admin.display(description=_("HTML source"))
    def html_source(self, message):
        """The markup, as text."""
        return (
            "" if message.ephemeral else linebreaksbr(without_keys(message.html), autoescape=True)
        )

    @admin.display(description=_("attachments"))
    def attachment_names(self, message):
        """The names of the files that travel with it."""
        return ", ".join(attachment["name"] for attachment in message.attachments)


@admin.register(Due)
class DueAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """What is to be said, and when."""

    list_tabs = (
        (_("All"), ""),
        (_("Waiting"), "state__exact=waiting"),
        (_("Failed"), "state__exact=failed"),
    )

    area, place = Area.MESSAGES, 2
    list_display = ["due_at", "kind", "about", "state", "attempts", "done_at"]
    list_filter = ["state", "kind", "due_at"]
    search_fields = ["about", "key"]

    def get_queryset(self, request):
        """What is to be said about what this officer may read about."""
        return (
            super().get_queryset(request).filter(services.readable_by(request.user, field="about"))
        )


@admin.register(PeriodicJob)
class PeriodicJobAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """When each periodic job ran last, and how it went."""

    area, place = Area.SETTINGS, 8
    list_display = ["name", "last_run_at", "next_run_at", "last_error"]
