"""Entering what many groups said at an event, row by row; each group confirms its own."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.fields import NameField, WholeNumberField
from core.forms import NamedLimits, add_refusal
from core.refusal import Refusal
from messaging.overhearing import overheard
from officers.asking import AskFirstError, ask_first
from officers.fields import day_field
from organisations.models import Organisation
from partnerships import rules, services
from partnerships.enums import Kind
from partnerships.forms import category_choices
from partnerships.models import Posting
from partnerships.services import Entered, Facts

FIRST_ROWS, MOST_ROWS = 3, 12
SHOWN_FOR = timedelta(days=90)
COLUMNS = ("group", "kind", "title", "category", "quantity")
NEEDED = {
    "group": _("Choose the group"),
    "title": _("Say in a few words what it is"),
    "category": _("Choose what it is about"),
}


class EnterForm(NamedLimits, forms.Form):
    """An event, and a line for each need or offer that was said there.

    It has as many lines as were sent, at least a few; `more` is how many are added to them.
    """

    event_name = NameField(
        label=_("Event"), max_length=Posting._meta.get_field("event_name").max_length
    )
    event_on = day_field(_("Day"))

    def __init__(self, data=None, *, sent=None, more: int = 0):
        """`sent` is typed and shown again as it is, `data` is looked at."""
        super().__init__(data, initial=sent)
        typed = data or sent or {}
        sent_rows = (
            number
            for number in range(1, MOST_ROWS + 1)
            if any(f"{name}_{number}" in typed for name in COLUMNS)
        )
        self.numbers = range(1, min(max(FIRST_ROWS, *sent_rows, 0) + more, MOST_ROWS) + 1)
        groups = [
            ("", _("Choose")),
            *Organisation.objects.standing().values_list("pk", "name"),
        ]
        for number in self.numbers:
            for name, field in self._row(groups).items():
                self.fields[f"{name}_{number}"] = field

    def _row(self, groups) -> dict[str, forms.Field]:
        title = Posting._meta.get_field("title").max_length
        return {
            "group": forms.TypedChoiceField(
                label=_("Group"), choices=groups, coerce=int, empty_value=None, required=False
            ),
            "kind": forms.ChoiceField(
                label=_("Need or offer"), choices=Kind.choices, required=False
            ),
            "title": NameField(label=_("In a few words"), max_length=title, required=False),
            "category": forms.ChoiceField(
                label=_("About"), choices=[("", _("Choose")), *category_choices()], required=False
            ),
            "quantity": WholeNumberField(label=_("How many"), required=False),
        }

    def rows(self) -> list[list]:
        """The fields of each line, as the page shows them."""
        return [[self[f"{name}_{number}"] for name in COLUMNS] for number in self.numbers]

    def takes_more(self) -> bool:
        """Whether another line can be added."""
        return len(self.numbers) < MOST_ROWS

    def clean(self):
        said = super().clean()
        for number in self.numbers:
            names = [f"{name}_{number}" for name in NEEDED]
            if any(said.get(name) for name in names):
                for name, words in NEEDED.items():
                    if not said.get(f"{name}_{number}") and f"{name}_{number}" not in self.errors:
                        self.add_error(f"{name}_{number}", words)
        return said

    def entries(self) -> list[Entered]:
        """What is to be entered: every line that is filled in."""
        said, entries = self.cleaned_data, []
        for number in self.numbers:
            if said[f"group_{number}"]:
                quantity = said[f"quantity_{number}"]
                facts = Facts(
                    kind=said[f"kind_{number}"] or Kind.NEED,
                    title=said[f"title_{number}"],
                    parts=[(said[f"category_{number}"], 1 if quantity is None else quantity)],
                    expires_on=timezone.localdate() + SHOWN_FOR,
                )
                entries.append(Entered(said[f"group_{number}"], facts))
        return entries


def enter_view(admin, request):
    """Ask for the event and its lines; show who is told before anything is kept."""
    if not rules.may_manage(request.user):
        raise PermissionDenied
    if "add_row" in request.POST:
        form = EnterForm(sent=request.POST.dict(), more=1)
    else:
        form = EnterForm(request.POST if request.method == "POST" else None)
    question = None
    if form.is_valid():
        try:
            entered = _enter(form, request)
        except AskFirstError as asked:
            question = admin.to_ask(request, request.user, asked.question)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            words = ngettext(
                "This is entered, and its group is asked to confirm it: %(entered)s.",
                "These are entered, and their groups are asked to confirm them: %(entered)s.",
                len(entered),
            )
            messages.success(request, words % {"entered": "; ".join(map(_in_words, entered))})
            return redirect(admin.address("changelist"))
    title = _("Enter what was said at an event")
    context = admin.context(request, title) | {
        "form": form,
        "errors": form.errors,
        "question": question,
    }
    return TemplateResponse(request, "admin/partnerships/enter.html", context)


def _in_words(posting: Posting) -> str:
    said = {"title": posting.title, "group": posting.organisation}
    return str(_("“%(title)s” of %(group)s") % said)


def _enter(form: EnterForm, request) -> list[Posting]:
    said = form.cleaned_data
    with transaction.atomic(), overheard() as posted:
        entered = services.enter(
            actor=request.user,
            event_name=said["event_name"],
            event_on=said["event_on"],
            entries=form.entries(),
        )
        ask_first([], posted, request)
    return entered
