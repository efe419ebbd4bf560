"""One act on many rows of a list: asked once, seen once, and then done to each."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.refusal import Refusal
from messaging.overhearing import overheard
from officers.acts import Act
from officers.asking import PRESSED, AskFirstError, ask_first
from officers.base import in_paragraphs

# More would take longer than a page may: the list is taken in parts.
MOST_AT_ONCE = 200


class ActsOnMany:
    """A list whose chosen rows can have an act done to them at once.

    `many` are acts that ask the same of every row. It stands before OfficersAdmin.
    """

    many: tuple[Act, ...] = ()

    def get_actions(self, request):
        """The acts, beside what the list can do anyway."""
        ours = {
            act.name: (partial(self.act_on_many, act=act), act.name, act.label) for act in self.many
        }
        return super().get_actions(request) | ours

    def act_on_many(self, _model_admin, request, chosen, *, act: Act):
        """Show what is chosen and who is told; on the press that has seen it, do it to each.

        What a row refuses is said beside the question and doesn't stand in the way of the others.
        """
        things = list(chosen.order_by("pk")[:MOST_AT_ONCE])
        if not things:
            messages.warning(request, _("None of these is in the list any more."))
            return None
        if chosen.count() > MOST_AT_ONCE:
            said = _("Only the first %(most)d are taken. Do the others afterwards.")
            messages.warning(request, said % {"most": MOST_AT_ONCE})
        if not all(act.may(request.user, thing) for thing in things):
            raise PermissionDenied
        form = act.form(things[0], request.POST if PRESSED in request.POST else None)
        form.things = things
        form.beside = {str(thing): _facts(act, thing) for thing in things}
        question = None
        if form.is_valid():
            try:
                done = self._do_to_each(request, act, things, form)
            except AskFirstError as asked:
                question = self.to_ask(request, request.user, asked.question)
            else:
                said = ngettext("Done for %(count)d.", "Done for %(count)d.", done)
                messages.success(request, f"{act.label}: {said % {'count': done}}")
                return None
        context = self.context(request, act.label) | {
            "act": act,
            "form": form,
            "errors": form.errors,
            "things": [
                (thing, [(words, in_paragraphs(value)) for words, value in act.preview(thing)])
                for thing in things
            ],
            "question": question,
            "here": request.get_full_path(),
        }
        return TemplateResponse(request, "officers/many.html", context)

    def _do_to_each(self, request, act, things, form) -> int:
        """How many it was done to.

        Raises:
            AskFirstError: the officer hasn't seen who is told, or which rows refuse.
        """
        refused, doubts = [], form.doubts()
        with transaction.atomic(), overheard() as posted:
            for thing in things:
                asked = {self.act_key: thing.pk, **form.arguments()}
                try:
                    with transaction.atomic():
                        act.run(actor=request.user, **asked)
                except Refusal as refusal:
                    why = {"thing": thing, "why": refusal.message}
                    refused.append(_("%(thing)s is left out: %(why)s") % why)
                except type(thing).DoesNotExist:
                    gone = _("%(thing)s is left out: somebody else has deleted it.")
                    refused.append(gone % {"thing": thing})
            ask_first([*doubts, *refused], posted, request, always=bool(act.first))
        return len(things) - len(refused)


def _facts(act: Act, thing) -> str:
    """What the page shows of a row, to see whether it is still so."""
    return ", ".join(f"{words}: {value}" for words, value in act.preview(thing))
