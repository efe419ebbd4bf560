"""What officers see of messages: read only, and one action to send a failed one again."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Case, Value, When
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.refusal import Refusal
from jobs.models import PeriodicJob
from messaging import services
from messaging.emails import without_keys
from messaging.models import Due, OutboxMessage
from messaging.readers import record_reading
from officers.areas import Area
from officers.lists import ReadOnlyMixin


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


@admin.register(OutboxMessage)
class OutboxMessageAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """Messages and how their delivery went."""

    area, place = Area.MESSAGES, 1
    list_display = [
        "created_at",
        "to_address",
        "shown_subject",
        "kind",
        "state",
        "attempts",
        "sent_at",
    ]
    list_filter = [ToPerson, AboutThing, "state", "kind", "language", "created_at"]
    search_fields = ["to_address", "codeless_subject"]
    search_help_text = _("Search by address or subject")
    fields = [
        "to_address",
        "shown_subject",
        "kind",
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
    actions = ["send_again", "post_letters"]

    def get_queryset(self, request):
        """With the subject as officers may know it: a code opens somebody's account."""
        subject = Case(When(ephemeral=True, then=Value("")), default="subject")
        readable = super().get_queryset(request).filter(services.readable_by(request.user))
        return readable.annotate(codeless_subject=subject)

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

    def has_requeue_permission(self, request):
        """Whether the action is offered; the service checks again."""
        return request.user.has_perm("messaging.requeue_outboxmessage")

    @admin.action(description=_("Send failed messages again"), permissions=["requeue"])
    def send_again(self, request, queryset):
        """Requeue each; say how many, and why the others were not."""
        said = ngettext_lazy(
            "%(count)d message will be sent again.",
            "%(count)d messages will be sent again.",
            "count",
        )
        self._to_each(request, queryset, services.requeue, said)

    @admin.action(description=_("Record that letters are posted"), permissions=["requeue"])
    def post_letters(self, request, queryset):
        """Mark each letter as posted; say how many, and why the others were not."""
        said = ngettext_lazy(
            "%(count)d letter is recorded as posted.",
            "%(count)d letters are recorded as posted.",
            "count",
        )
        self._to_each(request, queryset, services.letter_posted, said)

    def _to_each(self, request, queryset, act, said) -> None:
        done = 0
        for message_id in queryset.values_list("pk", flat=True):
            try:
                act(message_id, actor=request.user)
                done += 1
            except Refusal as refusal:
                self.message_user(request, refusal.message, messages.WARNING)
        if done:
            self.message_user(request, said % {"count": done}, messages.SUCCESS)

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
class DueAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """What is to be said, and when."""

    area, place = Area.MESSAGES, 2
    list_display = ["due_at", "kind", "subject", "state", "attempts", "done_at"]
    list_filter = ["state", "kind", "due_at"]
    search_fields = ["subject", "key"]

    def get_queryset(self, request):
        """What is to be said about what this officer may read about."""
        return (
            super()
            .get_queryset(request)
            .filter(services.readable_by(request.user, field="subject"))
        )


@admin.register(PeriodicJob)
class PeriodicJobAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """When each periodic job ran last, and how it went."""

    area, place = Area.SETTINGS, 8
    list_display = ["name", "last_run_at", "next_run_at", "last_error"]
