"""What groups are asked beside the sets of questions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from collaboration_fund.models import EligibilityQuestion, Round


class EligibilityForm(forms.Form):
    """The questions of a round by which a group checks whether it can apply."""

    def __init__(self, *args, round: Round, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = {f"q{one.pk}": one for one in round.eligibility.all()}
        for name, one in self.asked.items():
            self.fields[name] = forms.ChoiceField(
                label=one.question,
                choices=[("yes", _("Yes")), ("no", _("No"))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Answer yes or no")},
            )

    def unmet(self) -> list[EligibilityQuestion]:
        """What was answered with no."""
        return [one for name, one in self.asked.items() if self.cleaned_data[name] == "no"]
