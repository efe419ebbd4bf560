"""What groups are asked about an award."""

from django import forms
from django.utils.translation import gettext_lazy as _

from awards.models import AgreementAcceptance
from collaboration_fund.models import Partner
from core.forms import NamedLimits


class AcceptForm(NamedLimits, forms.Form):
    """That somebody accepts an agreement, for which group, and as what they act."""

    partner = forms.ModelChoiceField(
        label=_("For which group do you accept?"),
        queryset=Partner.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose the group that you accept for")},
    )
    capacity = forms.CharField(
        label=_("As what do you act for your group?"),
        help_text=_("Such as chair, treasurer or director."),
        max_length=AgreementAcceptance._meta.get_field("capacity").max_length,
        error_messages={"required": _("Say as what you act for your group")},
    )
    agree = forms.BooleanField(
        label=_("We accept this agreement as it stands on this page"),
        error_messages={"required": _("Tick the box to accept")},
    )
    liable = forms.BooleanField(
        label=_(
            "I understand that my group is no company or other body in law, so that I and the "
            "others who accept are liable ourselves: also for paying the grant back"
        ),
        error_messages={"required": _("Tick the box to say that you understand it")},
    )
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, partners: list[Partner], digest: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["digest"] = digest
        keys = [one.pk for one in partners]
        self.fields["partner"].queryset = Partner.objects.filter(pk__in=keys).select_related(
            "organisation"
        )
        if len(partners) == 1:
            self.fields["partner"].widget = forms.HiddenInput()
            self.initial["partner"] = partners[0].pk
        if not any(one.is_liable for one in partners):
            del self.fields["liable"]

    def arguments(self) -> dict:
        """What the service is given."""
        said = {name: self.cleaned_data[name] for name in ("capacity", "digest")}
        return said | {"partner_id": self.cleaned_data["partner"].pk}


class DeclineForm(NamedLimits, forms.Form):
    """Why the lead group doesn't take the award."""

    reason = forms.CharField(
        label=_("Why doesn’t your group take it?"),
        help_text=_("The council and your partners read it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"required": _("Say why")},
    )
