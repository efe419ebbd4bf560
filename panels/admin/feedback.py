"""What people said after a session, without who they are."""

from django.contrib import admin
from django.db.models import Prefetch
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from officers.areas import Area
from officers.base import OfficersAdmin
from officers.lists import ReadOnlyMixin, moment
from panels.models import SessionFeedback
from panels.services.feedback import FEEDBACK_SET
from questionnaires.models import Response
from questionnaires.services import answers_of, published_version


class AnswerFilter(admin.SimpleListFilter):
    """Feedback by the choice made in one question of the published version."""

    question_key = ""

    def lookups(self, request, model_admin):
        version = published_version(FEEDBACK_SET)
        questions = version.questions.all() if version else []
        return [
            (choice.value, choice.label)
            for question in questions
            if question.key == self.question_key
            for choice in question.choices.all()
        ]

    def queryset(self, request, queryset):
        if self.value() not in {value for value, _label in self.lookup_choices}:
            return queryset
        chosen = queryset.filter(
            response__answers__question__key=self.question_key,
            response__answers__value__in=[self.value(), [self.value()]],
        )
        return queryset.filter(pk__in=chosen.values("pk"))


class HeardFilter(AnswerFilter):
    title = _("how well were you heard?")
    parameter_name = question_key = "heard"


class QuoteFilter(AnswerFilter):
    title = _("we may quote this without a name")
    parameter_name = "may_quote"
    question_key = "may-quote"


@admin.register(SessionFeedback)
class SessionFeedbackAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """To read; it shows the session, not who spoke."""

    area, place = Area.SESSIONS, 3
    list_display = ["session", "heard", "said", "may_quote", "when"]
    list_filter = [
        HeardFilter,
        QuoteFilter,
        ("registration__session", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["registration__session"]
    search_fields = ["response__answers__value", "registration__session__title"]
    search_help_text = _("Search by what was said or the session's title")
    date_hierarchy = "at"
    fields = readonly_fields = ["session", "answers", "at"]

    def get_queryset(self, request):
        """With the answers, in the same few statements for one row and for many."""
        answers = Prefetch("response", Response.objects.for_reading())
        return super().get_queryset(request).prefetch_related(answers)

    @admin.display(description=_("session"), ordering="registration__session__starts_at")
    def session(self, feedback):
        """The session it is about."""
        return feedback.registration.session

    @admin.display(description=_("how well were you heard?"))
    def heard(self, feedback):
        """The choice that was made."""
        return self._text(feedback, "heard")

    @admin.display(description=_("what should happen next?"))
    def said(self, feedback):
        """As much of it as a list can show."""
        return Truncator(self._text(feedback, "next-step")).chars(100)

    @admin.display(description=_("may be quoted"), boolean=True)
    def may_quote(self, feedback):
        """Whether they said yes."""
        return bool(self._text(feedback, "may-quote"))

    @admin.display(description=_("at"), ordering="at")
    def when(self, feedback):
        """When it was said."""
        return moment(feedback.at)

    def _text(self, feedback, key) -> str:
        texts = {answered.key: answered.text for answered in answers_of(feedback.response)}
        return texts.get(key, "")

    @admin.display(description=_("answers"))
    def answers(self, feedback):
        """Every question and what was said."""
        rows = (
            (answered.label, answered.text or "–") for answered in answers_of(feedback.response)
        )
        pairs = format_html_join("", "<dt>{}</dt><dd><bdi>{}</bdi></dd>", rows)
        return format_html('<dl class="officers-answers">{}</dl>', pairs)
