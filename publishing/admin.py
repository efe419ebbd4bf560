"""Published awards, as officers look after them: what is public, what is held back, and why."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collaboration_fund.rules import may_run
from officers.acts import Act, ActForm
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.fields import text_field
from officers.lists import ReadOnlyMixin, moment
from places.models import Ward
from publishing import services
from publishing.models import LONGEST_PURPOSE, PublicAward
from publishing.words import of_faults
from questionnaires.values import pounds


class DescribeForm(ActForm):
    """Asks what an award is for and where."""

    purpose = text_field(
        _("What it is for"),
        most=LONGEST_PURPOSE,
        help_text=_("A few plain sentences. Nobody’s name, address or telephone number."),
    )
    is_town_wide = forms.BooleanField(label=_("For the whole of Luton"), required=False)
    wards = forms.ModelMultipleChoiceField(
        Ward.objects.all(),
        label=_("Wards of those who benefit"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.fields["purpose"].initial = thing.purpose
        self.fields["is_town_wide"].initial = thing.is_town_wide
        self.fields["wards"].initial = [*thing.wards.all()]


DESCRIBE = Act(
    name="describe",
    label=_("Say what it is for"),
    explain=_("Everybody reads this on the award’s page and in the open data."),
    done=_("It is saved. Below you see whether the award is published."),
    run=services.describe,
    form=DescribeForm,
    may=may_run,
    open=lambda public: True,
)


class StandsFilter(admin.SimpleListFilter):
    """Whether an award is published."""

    title, parameter_name = _("publication"), "stands"

    def lookups(self, request, model_admin):
        return [("published", _("Published")), ("held", _("Held back"))]

    def queryset(self, request, queryset):
        cuts = {"published": queryset.published, "held": queryset.held_back}
        return cuts.get(self.value(), queryset.all)()


@admin.register(PublicAward)
class PublicAwardAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """Awards that the public reads, or would if nothing were wrong with them."""

    area, place = Area.FUND, 6
    acts, act_key = (DESCRIBE,), "public_id"
    list_display = ["award", "title", "round", "amount", "stands", "changed"]
    list_filter = [StandsFilter, "is_said", ("award__round", admin.RelatedOnlyFieldListFilter)]
    list_tabs = (
        (_("All"), ""),
        (_("Published"), "stands=published"),
        (_("Held back"), "stands=held"),
        (_("To say what for"), "is_said__exact=0"),
    )
    list_per_page = 50
    search_fields = ["award__reference", "award__title", "award__shares__organisation__name"]
    search_help_text = _("Search by reference, title or group")
    fields = readonly_fields = ["purpose", "is_town_wide", "where"]

    def get_queryset(self, request):
        """With what the list and the page show of each."""
        return super().get_queryset(request).for_reading()

    @admin.display(description=_("title"), ordering="award__title")
    def title(self, public):
        """What the award is called."""
        return public.award.title

    @admin.display(description=_("round"), ordering="award__round")
    def round(self, public):
        """Which round granted it."""
        return public.award.round

    @admin.display(description=_("amount"), ordering="award__pence")
    def amount(self, public):
        """How much was awarded."""
        return pounds(public.award.pence)

    @admin.display(description=_("publication"))
    def stands(self, public):
        """Whether it is published, or why it is held back."""
        if public.faults:
            return _("Held back: %s") % " ".join(of_faults(public.faults))
        return _("Published") if public.text else _("Not published")

    @admin.display(description=_("changed"), ordering="changed_at")
    def changed(self, public):
        """When what is published changed last."""
        return moment(public.changed_at)

    @admin.display(description=_("wards"))
    def where(self, public):
        """The wards of those who benefit."""
        return ", ".join(map(str, public.wards.all()))

    def links(self, request, public):
        """The way to the award itself."""
        address = reverse("admin:collaboration_fund_award_change", args=[public.award_id])
        return [(_("The award"), address)]

    def is_on_site(self, public):
        """Whether the public reads it."""
        return public.is_published

    def more(self, request, public):
        """What it is, and whether it is published."""
        return [
            (_("Award"), public.award.title),
            (_("Round"), public.award.round),
            (_("Amount"), pounds(public.award.pence)),
            (_("Decided on"), public.award.decided_on),
            (_("Publication"), self.stands(public)),
        ]
