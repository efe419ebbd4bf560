"""Acts: a button on a thing's page, and a page that explains, asks, shows who is told, and acts."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import NamedLimits
from core.languages import gathered
from core.made_from import KnowsWhatItWasMadeFrom
from officers.fields import text_field
from officers.translated import TranslatedFields


class ActForm(KnowsWhatItWasMadeFrom, NamedLimits, TranslatedFields, forms.Form):
    """What one act asks; its fields are the service's arguments. `thing` is what it acts on, or the
    first of the `things` of a list.
    """

    # The officer who pressed, once they have.
    actor = None

    def __init__(self, thing, data=None):
        super().__init__(data)
        self.thing = thing
        self.things = [thing]

    def doubts(self) -> list[str]:
        """What may be a slip in what was asked: the officer is asked whether it is meant."""
        return []

    def arguments(self) -> dict:
        """What the service is given beside the thing's key and the actor."""
        return gathered(self.cleaned_data, *self.translated)


class OneOf(ActForm):
    """Asks which of some rows of a thing: a subclass names the field, and has `rows`."""

    key, label = "", ""

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        # Nothing is chosen beforehand: a page that was gone back to would choose another by itself.
        choices = [("", "–"), *((row.pk, self.words(row)) for row in self.rows(thing))]
        self.fields[self.key] = forms.TypedChoiceField(
            label=self.label, choices=choices, coerce=int
        )

    def words(self, row) -> str:
        """What one of them is called."""
        return str(row)


class ReasonForm(ActForm):
    """Asks why."""

    reason = text_field(_("Reason"), help_text=_("Kept in the history. Only officers read it."))


class PublicReasonForm(ActForm):
    """Asks why, of what the reason is told to."""

    translated = {
        "reason": text_field(
            _("Reason"), help_text=_("It is public, and members read it in their email.")
        )
    }


@dataclass(frozen=True)
class Act:
    """One button on a thing's page and the page behind it.

    Args:
        name: the last part of the page's address.
        label: the words on the button, which head the page.
        explain: what will happen.
        done: what the officer reads afterwards.
        run: the service; it gets the thing's key, the actor and what the form asked.
        may: whether this officer may do it to this thing at all.
        open: whether it can be done in the state the thing is in.
        form: what is asked.
        check: raises the Refusal that the service would raise whatever the form asks, so that
            nobody fills one in for nothing.
        preview: (words, value) rows that show what it will change.
        then: the address to go to afterwards; it gets the admin, the thing and what `run` returned.
        press: the words on the button of its page, where they aren't `label`.
        first: the words on the first button of an act that always asks before it is done, such as
            “See who is told”; `press` stands beneath what it shows. An act that asks nothing needs
            none: its page shows at once who would be told.
        template: of its page, where that shows more.
        more: what such a page is given, by the thing.
        leads: whether it is the next step of a thing: its button stands first.
        ends: whether it ends something for good: its button stands apart, in red.
    """

    name: str
    label: str
    explain: str
    done: str
    run: Callable
    may: Callable
    open: Callable
    form: type[ActForm] = ActForm
    check: Callable = lambda _thing: None
    preview: Callable = lambda _thing: []
    then: Callable = lambda admin, thing, _found: admin.address("change", thing.pk)
    press: str = ""
    first: str = ""
    template: str = "officers/act.html"
    more: Callable = lambda _thing: {}
    leads: bool = False
    ends: bool = False


def to_the_list(admin, _thing, _found) -> str:
    """Where to go from a thing that is gone."""
    return admin.address("changelist")


def moves_to(state) -> dict:
    """The `may` and `open` of an act that moves a thing to `state`."""
    return {
        "may": lambda officer, thing: thing.may_move(officer, state),
        "open": lambda thing: state in thing.MOVES[thing.state],
    }
