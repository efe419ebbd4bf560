"""The library of evidence, and the cross-sector groups."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from core.files import sent
from core.languages import in_all
from core.uploads import UploadField
from officers.acts import Act, ActForm
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.exporting import Column
from officers.fields import DAY, day_field
from officers.saving import ServiceForm
from people.models import User
from taskforce import services
from taskforce.enums import ContributorConsent, EvidenceKind, Publication
from taskforce.models import CrossSectorGroup, Evidence, EvidenceFile, GroupMeasure, GroupMember
from taskforce.rules import may_publish_evidence
from taskforce.views.public import named


class EvidenceForm(ServiceForm):
    """A piece of evidence, and its file, which has a row of its own."""

    file = UploadField(takes=EvidenceFile.takes, label=_("File"), required=False)

    class Meta:
        model = Evidence
        fields = "__all__"

    def __init__(self, *args, instance=None, initial=None, **kwargs):
        kept = EvidenceFile.objects.filter(evidence=instance).first() if instance else None
        initial = {"file": kept and kept.file} | (initial or {})
        super().__init__(*args, instance=instance, initial=initial, **kwargs)


class ConsentForm(ActForm):
    """Asks whether they agreed, when, and where that is kept."""

    consent = forms.ChoiceField(
        label=_("Consent of those who contributed"), choices=ContributorConsent.choices
    )
    consent_on = day_field(_("Given on"), required=False)
    consent_note = forms.CharField(
        label=_("Where the consent is kept"),
        help_text=_("Such as a folder. Never names."),
        max_length=300,
        required=False,
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        if thing.kind == EvidenceKind.STORY:
            self.fields["consent"].choices = [
                choice
                for choice in ContributorConsent.choices
                if choice[0] != ContributorConsent.NOT_NEEDED
            ]
        self.initial = {name: getattr(thing, name) for name in self.fields if hasattr(thing, name)}


class PublicationForm(ActForm):
    """Asks how much anybody may read."""

    publication = forms.ChoiceField(label=_("What anybody may read"), choices=Publication.choices)

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.initial = {"publication": thing.publication}


def _facts(evidence) -> list:
    return [
        (_("Evidence"), evidence.title),
        (_("Kind"), evidence.get_kind_display()),
        (_("Summary"), evidence.summary),
        (_("Consent"), evidence.get_consent_display()),
        (_("Anybody may read now"), evidence.get_publication_display()),
    ]


def _publishes(officer, _evidence) -> bool:
    return may_publish_evidence(officer)


ACTS = (
    Act(
        name="consent",
        label=_("Record consent"),
        explain=_("Without consent nothing of it is shown: what was public is taken down at once."),
        done=_("The consent is recorded."),
        run=services.record_consent,
        form=ConsentForm,
        preview=_facts,
        may=_publishes,
        open=lambda _evidence: True,
    ),
    Act(
        name="publish",
        label=_("Choose what is public"),
        explain=_("It takes effect at once, also on its file."),
        done=_("The choice is saved."),
        run=services.publish_evidence,
        form=PublicationForm,
        preview=_facts,
        may=_publishes,
        open=lambda evidence: evidence.consent_allows and evidence.is_collected,
    ),
)


# A change of these is a change of what those who contributed agreed to.
WHAT_WAS_AGREED = {"title", "summary", "body", "file", "provenance"}


def get_untranslated(name: str) -> str:
    """The field that a column such as `title_en` is a translation of."""
    stem, _line, language = name.rpartition("_")
    return stem if language in dict(settings.LANGUAGES) else name


@admin.register(Evidence)
class EvidenceAdmin(OfficersAdmin, TranslationAdmin):
    """Evidence. Consent and publication are written by the services."""

    area, place = Area.TASKFORCE, 5
    acts, act_key = ACTS, "evidence_id"
    reads = "evidence"
    export_permission = "taskforce.export_evidence"
    export_columns = (
        Column(_("Title"), lambda evidence: evidence.title),
        Column(_("Kind"), lambda evidence: evidence.get_kind_display()),
        Column(_("Where it comes from"), lambda evidence: evidence.provenance),
        Column(_("Commissioned from"), lambda evidence: evidence.commissioned_from),
        Column(_("Collected from"), lambda evidence: evidence.collected_from or ""),
        Column(_("Collected until"), lambda evidence: evidence.collected_until or ""),
        Column(_("Consent"), lambda evidence: evidence.get_consent_display()),
        Column(_("Anybody may read"), lambda evidence: evidence.get_publication_display()),
    )
    form = EvidenceForm
    list_display = ["title", "kind", "area", "collected_until", "consent", "publication"]
    list_filter = ["kind", "publication", "consent", "area"]
    search_fields = in_all("title", "summary", "provenance", "commissioned_from")
    date_hierarchy = "collected_until"
    fields = [
        "title",
        "slug",
        "kind",
        "area",
        "summary",
        "body",
        "file",
        "download",
        "provenance",
        "commissioned_from",
        "collected_from",
        "collected_until",
    ]
    formfield_overrides = {models.DateField: DAY}
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("area")

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["title_en"]}

    def get_readonly_fields(self, request, obj=None):
        """The address of what is public stays; the kind stays once consent is recorded."""
        fixed = [*super().get_readonly_fields(request, obj), "download"]
        if obj and obj.is_listed:
            fixed.append("slug")
        if obj and obj.consent != ContributorConsent.AWAITED:
            fixed.append("kind")
        return fixed

    def save_model(self, request, obj, form, change):
        """Save it with its file.

        Consent was given to what there was: new words or another file take it away.
        """
        super().save_model(request, obj, form, change)
        if "file" in form.changed_data:
            EvidenceFile.keep(form.cleaned_data["file"], field="file", evidence=obj)
        if WHAT_WAS_AGREED & {get_untranslated(name) for name in form.changed_data} and (
            services.words_changed(obj)
        ):
            messages.warning(
                request,
                _(
                    "Those who contributed agreed to what was there before. Nothing of it is shown "
                    "until you have recorded their consent to what is there now."
                ),
            )

    def has_delete_permission(self, request, obj=None):
        """What is public is taken down first."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not obj.is_listed)

    def is_on_site(self, thing):
        return thing.is_listed

    def beside(self, request, thing):
        """With the consent and what is public: both may be taken back while the page is open."""
        return super().beside(request, thing) | _as_words(self._standing(thing))

    def _standing(self, thing):
        return [
            (_("Consent"), thing.get_consent_display()),
            (_("Anybody may read"), thing.get_publication_display()),
        ]

    def more(self, request, thing):
        rows = self._standing(thing)
        if thing.consent == ContributorConsent.GIVEN:
            rows.append(
                (
                    _("Before you change it"),
                    _(
                        "Another title, summary, text, file or origin needs the consent of those "
                        "who contributed anew: until you record it, nothing of it is shown."
                    ),
                )
            )
        return rows

    def get_urls(self):
        view = self.admin_site.admin_view(self.file_view)
        return [path("file/<int:pk>/", view, name="taskforce_evidence_file"), *super().get_urls()]

    def file_view(self, request, pk):
        """The file, for officers who may see evidence."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        files = EvidenceFile.objects.select_related("evidence")
        kept = get_object_or_404(files, evidence=min(pk, 2**62))
        return sent(request, kept, name=named(kept.evidence.title))

    @admin.display(description=_("file now"))
    def download(self, evidence):
        """The way to the file."""
        if not evidence.pk or not hasattr(evidence, "file"):
            return self.get_empty_value_display()
        href = reverse("admin:taskforce_evidence_file", args=[evidence.pk])
        return format_html('<a href="{}">{}</a>', href, evidence.file.kind.upper())


def _as_words(rows) -> dict[str, str]:
    return {str(label): str(value) for label, value in rows}


class GroupMemberForm(forms.ModelForm):
    """An organisation, and who comes for it by their email address."""

    email = forms.EmailField(
        label=_("Account of who comes, by email address; not public"), required=False
    )

    class Meta:
        model = GroupMember
        fields = ["organisation", "sector", "leads"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.person:
            self.initial["email"] = self.instance.person.email

    def clean(self):
        super().clean()
        address = User.objects.normalize_email(self.cleaned_data.get("email"))
        self.instance.person = User.objects.filter(email=address).first() if address else None
        if address and self.instance.person is None:
            self.add_error("email", _("Nobody has an account with this address."))
        return self.cleaned_data


class GroupMemberInline(admin.StackedInline):
    """Who is in a group."""

    model = GroupMember
    form = GroupMemberForm
    fields = ["organisation", "sector", "leads", "email"]
    extra = 1

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person")


class GroupMeasureInline(TranslationStackedInline):
    """How a group is measured."""

    model = GroupMeasure
    formfield_overrides = {models.DateField: DAY}
    extra = 1


@admin.register(CrossSectorGroup)
class CrossSectorGroupAdmin(OfficersAdmin, TranslationAdmin):
    """Groups across the sectors, with their measures."""

    area, place = Area.TASKFORCE, 8
    reads = "cross-sector group"
    export_permission = "taskforce.export_groups"
    export_columns = (
        Column(_("Group"), lambda group: group.name),
        Column(_("Priority area"), lambda group: group.area),
        Column(_("Remit"), lambda group: group.remit),
        Column(_("Set up on"), lambda group: group.set_up_on),
        Column(_("Ended on"), lambda group: group.ended_on or ""),
        Column(
            _("Who works together"),
            lambda group: "; ".join(
                f"{m.organisation} ({m.get_sector_display()})" for m in group.members.all()
            ),
        ),
        Column(
            _("Measures: at the start, target, latest"),
            lambda group: "; ".join(
                f"{m.measure}: {m.baseline}, {m.target}, {'–' if m.latest is None else m.latest}"
                for m in group.measures.all()
            ),
        ),
    )
    form = ServiceForm
    inlines = [GroupMemberInline, GroupMeasureInline]
    list_display = ["name", "area", "set_up_on", "ended_on", "is_public", "is_demo"]
    list_filter = ["area", "is_public", "members__sector"]
    search_fields = [*in_all("name", "remit"), "members__organisation"]
    date_hierarchy = "set_up_on"
    fields = [
        "name",
        "slug",
        "area",
        "remit",
        "set_up_on",
        "ended_on",
        "framework_agreed_on",
        "is_public",
    ]
    formfield_overrides = {models.DateField: DAY}
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("area")

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["name_en"]}

    def export_queryset(self, rows):
        return rows.prefetch_related("members", "measures")
