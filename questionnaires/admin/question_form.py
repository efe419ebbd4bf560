"""The form of one question: money in pounds, and a section that may be made on the way."""

from django import forms
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from core.fields import PoundsField
from people.officers import KnowsWhatItWasMadeFrom
from questionnaires.enums import Kind
from questionnaires.models import Section, SetVersion


class QuestionForm(KnowsWhatItWasMadeFrom, forms.ModelForm):
    """A question as an officer writes it; the admin sets `version_id` where it knows it."""

    version_id: int | None = None

    new_section = forms.CharField(
        label=_("Or a new section, called"),
        max_length=160,
        required=False,
        help_text=_("It comes after the others. Its heading can be translated later."),
    )
    min_pounds = PoundsField(label=_("Smallest amount, in pounds"), required=False)
    max_pounds = PoundsField(label=_("Largest amount, in pounds"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "section" in self.fields:
            self.fields["section"].required = False
            if self.version_id and not self.fields["section"].queryset.exists():
                self.fields["new_section"].initial = str(_("Questions"))
        if self.instance.kind == Kind.MONEY:
            for name in ("min", "max"):
                self.initial[f"{name}_pounds"] = getattr(self.instance, f"{name}_number")
                self.initial[f"{name}_number"] = None

    def clean(self):
        """Keep pounds as pence; ask for a section by name or by choice."""
        typed = super().clean()
        if typed.get("kind") == Kind.MONEY:
            typed |= {f"{name}_number": typed.get(f"{name}_pounds") for name in ("min", "max")}
        if "section" not in self.fields or "section" in self.errors:
            return typed
        if typed.get("new_section") and self.version_id:
            typed["section"] = None
        elif not typed.get("section"):
            self.add_error("section", _("Choose a section, or name a new one."))
        return typed

    def save(self, commit=True):
        """Make the new section, if one is named, and save the question in it.

        Raises:
            Refusal: `frozen` where the version is in use.
        """
        title = self.cleaned_data.get("new_section")
        if title and self.version_id:
            self.instance.section = _new_section(self.version_id, title)
        return super().save(commit)


def _new_section(version_id: int, title: str) -> Section:
    """A section after all others, under a key that no other has."""
    version = SetVersion.objects.get(pk=version_id)
    last = version.sections.aggregate(last=Max("order"))["last"] or 0
    taken = set(version.sections.values_list("key", flat=True))
    bare = slugify(title)[:50] or "section"
    key, number = bare, 2
    while key in taken:
        key, number = f"{bare}-{number}", number + 1
    return Section.objects.create(version=version, key=key, title=title, order=last + 1)
