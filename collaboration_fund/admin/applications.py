"""Applications, as officers find and read them: what was sent, not what is being written."""

from functools import partial
from uuid import UUID

from django.contrib import admin, messages
from django.contrib.admin.views.main import ERROR_FLAG
from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from collaboration_fund import documents, rules, services
from collaboration_fund.admin.answers import answers_view
from collaboration_fund.admin.application_acts import APPLICATION_ACTS, MANY, can_be_sent
from collaboration_fund.admin.filters import AmountFilter, GroupFilter, RelatedFilter
from collaboration_fund.enums import PartnerState
from collaboration_fund.models import Application, Award, Edition, Entry, SentDocument
from collaboration_fund.models.interests import of_interest_to
from core.files import sent
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.exporting import Column, minute
from officers.lists import ReadOnlyMixin, moment
from officers.many import ActsOnMany
from people.services import record_reading
from questionnaires.models import AnswerFile
from questionnaires.values import pounds


@admin.register(Application)
class ApplicationAdmin(ActsOnMany, ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """Applications of every round. Opening one is recorded."""

    area, place = Area.FUND, 2
    acts, act_key, many = APPLICATION_ACTS, "application_id", MANY
    reads = "fund application"
    list_per_page = 25
    view_on_site = False
    export_permission = "collaboration_fund.export_applications"
    export_columns = (
        Column(_("Reference"), lambda one: one.reference),
        Column(_("Round"), lambda one: one.round),
        Column(_("Title"), lambda one: one.sent_title or ""),
        Column(_("Lead group"), lambda one: one.lead),
        Column(
            _("Partners"),
            lambda one: "; ".join(
                str(partner)
                for partner in one.partners.all()
                if partner.state == PartnerState.IN and not partner.is_lead
            ),
        ),
        Column(_("Ward of the lead group"), lambda one: one.lead.ward or ""),
        Column(_("Priority areas"), lambda one: "; ".join(map(str, one.priorities.all()))),
        Column(_("Asked, in pounds"), lambda one: "" if one.asked is None else one.asked / 100),
        Column(_("State"), lambda one: one.get_state_display()),
        Column(_("Received last"), lambda one: minute(one.received_last)),
    )
    change_form_template = "admin/collaboration_fund/application_form.html"
    list_display = ["reference", "title_sent", "lead", "round", "state", "amount", "received"]
    list_filter = [
        ("round", RelatedFilter),
        "state",
        ("lead__ward", RelatedFilter),
        ("priorities", RelatedFilter),
        GroupFilter,
        AmountFilter,
    ]
    search_fields = [
        "reference",
        "entries__editions__content__title",
        "lead__name",
        "partners__organisation__name",
    ]
    search_help_text = _("Search by reference, title or group")
    fields = readonly_fields = [
        "reference",
        "round",
        "title_sent",
        "lead",
        "state",
        "feedback",
        "created_at",
    ]

    def get_queryset(self, request):
        """With what was sent of each, and when it was received, for whoever runs rounds.

        What was never sent is the groups' own: no title and no amount of it is shown.
        """
        rows = super().get_queryset(request)
        if not rules.may_run(request.user):
            return rows.none()
        # The list and each of its filters ask for the rows.
        if not hasattr(request, "tied_to"):
            request.tied_to = of_interest_to(request.user)
        seen = rows.not_kept_from(request.user, request.tied_to)
        entries = Entry.objects.filter(application=OuterRef("pk"), received_at__isnull=False)
        received = entries.order_by("-received_at").values("received_at")
        return (
            services.with_what_was_sent(seen)
            .select_related("round", "lead")
            .annotate(
                received_last=Subquery(received[:1]),
            )
        )

    def export_queryset(self, rows):
        """With the groups and the areas, which the file names."""
        return rows.select_related("lead__ward").prefetch_related(
            "partners__organisation", "priorities"
        )

    @admin.display(description=_("asks for"), ordering="asked")
    def amount(self, application):
        """What it asked of the fund when it was sent last."""
        return "–" if application.asked is None else pounds(application.asked)

    @admin.display(description=_("title"), ordering="sent_title")
    def title_sent(self, application):
        """What it was called when it was sent last."""
        return application.sent_title or _("Not sent yet")

    @admin.display(description=_("received last"), ordering="received_last")
    def received(self, application):
        """When something of it was received last."""
        return moment(application.received_last)

    def changelist_view(self, request, extra_context=None):
        """The list; that it was read is recorded."""
        if request.method == "GET" and self.has_view_permission(request):
            record_reading(request.user, actor=request.user, what="list of fund applications")
        if ERROR_FLAG in request.GET:
            said = _(
                "The list couldn’t be narrowed as its address asked: all applications are here."
            )
            messages.warning(request, said)
        links = []
        if request.user.has_perm(self.export_permission):
            asked = f"?{request.GET.urlencode()}" if request.GET else ""
            links = [(_("Export the answers"), self.address("answers") + asked)]
        return super().changelist_view(request, {"list_links": links} | (extra_context or {}))

    def get_urls(self):
        return [
            path(
                "answers/",
                self.admin_site.admin_view(partial(answers_view, self)),
                name="collaboration_fund_application_answers",
            ),
            path(
                "file/<str:file_id>/",
                self.admin_site.admin_view(self.file_view),
                name="collaboration_fund_application_file",
            ),
            path(
                "document/<int:document_id>/",
                self.admin_site.admin_view(self.document_view),
                name="collaboration_fund_application_document",
            ),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, add=False, change=False, **kwargs):
        """With what was sent last, what differs from the first sending, and the files."""
        application = context.get("original")
        if application:
            context |= _sent(application)
        return super().render_change_form(request, context, add=add, change=change, **kwargs)

    def more(self, request, application):
        """Until when it can be sent, where it can, and how it came."""
        until = moment(application.entry.closes_at)
        sending = [(_("Can be sent until"), until)] if can_be_sent(application) else []
        return [*sending, *_entered(application)]

    def told(self, request, application):
        """What a sent application lacks; its questions can be asked again from here."""
        last = services.last_edition(application.entry)
        if last is None:
            return []
        lacks = services.lacking_of_sent(application.entry, last)
        said = format_html_join("", "<li>{}</li>", ((lack.words,) for lack in lacks))
        words = _("Nothing: it is complete.")
        return [(_("What it lacks"), format_html("<ul>{}</ul>", said) if lacks else words)]

    def links(self, request, application):
        """The ways to what an officer enters for a group, to its decision and to its award."""
        found = []
        if application.is_unconfirmed:
            found.append((_("Fill it in for the group"), application.get_absolute_url()))
        if award := Award.objects.filter(application=application).first():
            page = reverse("admin:collaboration_fund_award_change", args=[award.pk])
            found.append((_("Its grant"), page))
        for decision in application.decisions.order_by("pk"):
            page = reverse("admin:collaboration_fund_decision_change", args=[decision.pk])
            found.append((_("What the panel decided"), page))
        return found

    def file_view(self, request, file_id):
        """A file that answers a question, as it was sent, for whoever may read the application."""
        try:
            key = UUID(file_id)
        except ValueError as error:
            raise Http404 from error
        file = get_object_or_404(AnswerFile, pk=key)
        rows = self.get_queryset(request).filter(entries__response=file.response_id)
        application = rows.first()
        if application is None or file not in _sent_files(application):
            raise Http404
        record_reading(application, actor=request.user, what="file of a fund application")
        return sent(request, file, name=file.name)

    def document_view(self, request, document_id):
        """A document as it was sent."""
        document = get_object_or_404(SentDocument, pk=document_id)
        rows = self.get_queryset(request).filter(entries=document.entry_id)
        application = rows.first()
        if application is None:
            raise Http404
        record_reading(application, actor=request.user, what="document of a fund application")
        return sent(request, document, name=str(document))


def _entered(application) -> list[tuple]:
    """How it came and who entered it, of what an officer entered, and how far that is."""
    if not application.came:
        return []
    words = _("%(came)s, %(at)s; entered by %(officer)s")
    said = {
        "came": application.get_came_display(),
        "at": moment(application.came_at),
        "officer": application.entered_by or "–",
    }
    return [
        (_("Entered by us"), words % said),
        (_("Asked to confirm"), moment(application.asked_at)),
        (_("Confirmed"), moment(application.confirmed_at)),
    ]


def _sent_files(application: Application):
    """The files of its answers that an edition names; what isn't sent is the groups' own."""
    editions = Edition.objects.filter(entry__application=application)
    hashes = {answer["sha256"] for edition in editions for answer in edition.content["answers"]}
    responses = application.entries.values("response")
    return AnswerFile.objects.filter(response__in=responses, sha256__in=hashes - {""})


def _sent(application: Application) -> dict:
    """What the page of an application shows of what was sent."""
    entry = application.entry
    editions = list(Edition.objects.filter(entry=entry).order_by("number"))
    if not editions:
        return {"parts": []}
    first, last = editions[0], editions[-1]
    return {
        "facts": documents.facts_of(last),
        "parts": documents.parts_of_content(last.content),
        "differences": services.differences(first.content, last.content),
        "is_whole": services.is_whole(last),
        "files": _sent_files(application).filter(response=entry.response_id),
        "sent_documents": entry.documents.all(),
    }
