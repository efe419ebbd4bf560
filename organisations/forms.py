"""What people are asked about their groups."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import DateField, MailboxField, NameField
from core.forms import NamedLimits
from core.made_from import KnowsWhatItWasMadeFrom
from core.uploads import UploadField
from organisations.enums import (
    DOCUMENT_HINT,
    DocumentKind,
    Language,
    LegalForm,
    People,
    Role,
    Scheme,
)
from organisations.models import CommitteeMember, Document, Membership, Organisation
from organisations.rules import needs_expiry
from people.models import User
from places.models import Ward


def _longest(model, field: str) -> int:
    return model._meta.get_field(field).max_length


def consent_field() -> forms.BooleanField:
    """The yes without which nobody belongs to a group."""
    return forms.BooleanField(
        label=_("I agree that the others of the group, and the council’s officers, see my name"),
        error_messages={"required": _("Tick the box to agree. Without it we can’t go on")},
    )


class AsksName(forms.Form):
    """Asks whoever acts for a group, and whose account has no name, for it first of all.

    Args:
        person: who fills it in; None where nobody new acts.
    """

    def __init__(self, *args, person=None, **kwargs):
        super().__init__(*args, **kwargs)
        if person is not None and not person.name:
            self.fields["your_name"] = NameField(
                label=_("Your full name"),
                help_text=_("The people of the groups that you deal with read it."),
                max_length=_longest(User, "name"),
                widget=forms.TextInput(attrs={"autocomplete": "name"}),
                error_messages={"required": _("Enter your full name")},
            )
            self.order_fields(["your_name"])


class RoleField(forms.ChoiceField):
    """What somebody may do for a group."""

    def __init__(self, **options):
        super().__init__(
            label=_("What may they do?"),
            choices=lambda: [(role.value, role.label) for role in Role],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose what they may do")},
            help_text=_(
                "A viewer reads everything. An editor also changes what is said of the group, and "
                "its documents. An owner also says who belongs to it."
            ),
            **options,
        )


class NewForm(NamedLimits, AsksName):
    """A group that comes to the portal: just enough to see whether it is here already."""

    name = NameField(
        label=_("Name of the group"),
        help_text=_("As it is written in its constitution or register."),
        max_length=_longest(Organisation, "name"),
        error_messages={"required": _("Enter the name of the group")},
    )
    form = forms.ChoiceField(
        label=_("What kind of group is it?"),
        choices=LegalForm.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of group it is")},
    )
    postcode = forms.CharField(
        label=_("Postcode"),
        help_text=_("Where the group is, or where its post goes."),
        max_length=10,
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "postal-code", "class": "govuk-input--width-10"}
        ),
    )
    scheme = forms.ChoiceField(
        label=_("Is it in a register?"),
        choices=[("", _("No, or I don’t know")), *Scheme.choices],
        required=False,
    )
    identifier = forms.CharField(
        label=_("Its number there"),
        help_text=_("For example, a charity number like 1164883."),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
    )
    consent = consent_field()

    def clean(self):
        said = super().clean()
        if said.get("scheme") and not said.get("identifier"):
            self.add_error("identifier", _("Enter the number"))
        if said.get("identifier") and not said.get("scheme"):
            self.add_error("scheme", _("Choose the register of this number"))
        return said


class FactsForm(KnowsWhatItWasMadeFrom, NamedLimits, forms.Form):
    """What a group says of itself."""

    name = NameField(
        label=_("Name of the group"),
        max_length=_longest(Organisation, "name"),
        error_messages={"required": _("Enter the name of the group")},
    )
    form = forms.ChoiceField(
        label=_("What kind of group is it?"), choices=LegalForm.choices, widget=forms.RadioSelect
    )
    summary = forms.CharField(
        label=_("What does the group do?"),
        help_text=_("A few sentences in plain words."),
        max_length=_longest(Organisation, "summary"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    people = forms.MultipleChoiceField(
        label=_("Whom does it work with?"),
        choices=People.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label=_("Which languages do you speak with people?"),
        choices=Language.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_town_wide = forms.BooleanField(label=_("It works in the whole of Luton"), required=False)
    wards = forms.MultipleChoiceField(
        label=_("Or only in these wards"),
        choices=(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    address = forms.CharField(
        label=_("Address"),
        help_text=_("Where the group is, or where its post goes. Only officers see it."),
        max_length=_longest(Organisation, "address"),
        required=False,
    )
    postcode = forms.CharField(
        label=_("Postcode"),
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    website = forms.CharField(
        label=_("Website"),
        help_text=_("The whole address, like https://www.example.org"),
        max_length=_longest(Organisation, "website"),
        required=False,
        widget=forms.URLInput,
    )
    email = MailboxField(
        label=_("Email address for the public"),
        help_text=_("The group’s, not your own. Anybody can read it in the directory."),
        max_length=_longest(Organisation, "email"),
        required=False,
    )
    telephone = forms.CharField(
        label=_("Telephone number for the public"),
        max_length=_longest(Organisation, "telephone"),
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
    has_own_account = forms.TypedChoiceField(
        label=_("Does the group have a bank account in its own name?"),
        help_text=_("We never ask for its number here."),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda said: said == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wards"].choices = Ward.objects.values_list("pk", "name")

    @staticmethod
    def of(organisation: Organisation) -> dict:
        """What stands in the form of a group."""
        plain = ("name", "form", "summary", "address", "postcode", "website", "email", "telephone")
        reaches = organisation.reaches.all()
        return {name: getattr(organisation, name) for name in plain} | {
            "is_town_wide": organisation.is_town_wide,
            "has_own_account": {True: "yes", False: "no"}.get(organisation.has_own_account, ""),
            "wards": [ward.pk for ward in organisation.wards.all()],
            "people": [reach.code for reach in reaches if reach.kind == "people"],
            "languages": [reach.code for reach in reaches if reach.kind == "language"],
        }


class NumberForm(NamedLimits, forms.Form):
    """A number by which a register knows the group."""

    scheme = forms.ChoiceField(label=_("Register"), choices=Scheme.choices)
    identifier = forms.CharField(
        label=_("Number"),
        max_length=30,
        error_messages={"required": _("Enter the number")},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
    )
    is_parents = forms.BooleanField(
        label=_("We are a branch, and this is our parent body’s number"), required=False
    )


class CommitteeForm(NamedLimits, forms.Form):
    """Somebody of the committee."""

    name = NameField(
        label=_("Full name"),
        max_length=_longest(CommitteeMember, "name"),
        error_messages={"required": _("Enter their full name")},
    )
    role = forms.CharField(
        label=_("What do they do?"),
        help_text=_("For example, chair, treasurer or trustee."),
        max_length=_longest(CommitteeMember, "role"),
        required=False,
    )
    related_to = forms.MultipleChoiceField(
        label=_("Is somebody of these their relative?"),
        help_text=_(
            "Married or partners, parents and children, brothers and sisters, or living together."
        ),
        choices=(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, others=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["related_to"].choices = [(str(one.pk), one.name) for one in others]
        if not others:
            del self.fields["related_to"]


class DocumentForm(NamedLimits, forms.Form):
    """A document, and until when it is good."""

    upload = UploadField(
        takes=Document.takes,
        label=_("The file"),
        help_text=_("PDF, Word, OpenDocument, a spreadsheet or a picture, up to 8 MB."),
        error_messages={"required": _("Choose the file")},
    )
    expires_on = DateField(
        label=_("Until when is it good?"),
        help_text=_("For example, 31 3 2027. For accounts: when the next ones are ready."),
        error_messages={"required": _("Enter the day until which it is good")},
    )

    def __init__(self, *args, what: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[
            "upload"
        ].help_text = f"{DOCUMENT_HINT[DocumentKind(what)]} {self.fields['upload'].help_text}"
        if not needs_expiry(what):
            del self.fields["expires_on"]


class InviteForm(NamedLimits, forms.Form):
    """Whom to invite, and what they may do."""

    email = MailboxField(
        label=_("Email address"),
        help_text=_("We send them a link. They need no account."),
        max_length=254,
        error_messages={
            "required": _("Enter their email address"),
            "invalid": _("Enter an email address in the right format, like name@example.com"),
        },
    )
    role = RoleField()


class RoleForm(KnowsWhatItWasMadeFrom, forms.Form):
    """What somebody of the group may do."""

    role = RoleField()


class HandOverForm(forms.Form):
    """Who becomes owner."""

    membership_id = forms.TypedChoiceField(
        label=_("Who becomes the owner?"),
        coerce=int,
        choices=(),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who becomes the owner")},
    )

    def __init__(self, *args, others=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["membership_id"].choices = [(one.pk, one.called) for one in others]


class JoinForm(NamedLimits, AsksName):
    """Asking a group to be let in."""

    said = forms.CharField(
        label=_("What do you do in the group?"),
        help_text=_("Its owner reads this. You can leave it empty."),
        max_length=_longest(Membership, "said"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    consent = consent_field()


class AcceptForm(NamedLimits, AsksName):
    """Saying yes to an invitation."""

    consent = consent_field()


class ListForm(forms.Form):
    """The group's consent to the directory."""

    agree = forms.BooleanField(
        label=_(
            "The group agrees that anybody can read this page. You can take it back at any time."
        ),
        error_messages={"required": _("Tick the box if the group agrees")},
    )
