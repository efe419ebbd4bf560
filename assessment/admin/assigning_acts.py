"""The buttons of who scores what: work it out, release it, lift an interest that was found."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessment import registry, rules, services
from assessment.enums import Asked, Interest
from assessment.models import Assessment, Assignment, Declaration
from assessment.services.asking import pairs_of
from assessment.services.interests import found_between, seen_by
from core.refusal import Refusal
from officers.acts import Act, ActForm
from officers.fields import text_field

MOST_EACH = 9


class PlanForm(ActForm):
    """How many assessors each piece needs, and whether the work is shared out evenly."""

    each = forms.IntegerField(
        label=_("Assessors for each application"), min_value=1, max_value=MOST_EACH
    )
    even = forms.BooleanField(
        label=_("Share the work out evenly"),
        help_text=_(
            "Nobody has more than one application more than others, as far as interests and "
            "largest loads allow it. Without it, who knows most about an area gets most of it."
        ),
        required=False,
        initial=True,
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.fields["each"].initial = thing.least_assessors


class LiftForm(ActForm):
    """Which interest that the portal found is lifted, and why."""

    pair = forms.ChoiceField(label=_("Interest"), widget=forms.RadioSelect)
    reason = text_field(_("Why it doesn’t stand in the way"))

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.fields["pair"].choices = found(thing)


def found(assessment: Assessment) -> list[tuple[str, str]]:
    """The interests that the portal finds and nobody declared, in pieces that the officer sees."""
    pieces = seen_by(assessment.officer, assessment).assessed_now()
    pieces = list(pieces.select_related(registry.use_of(assessment).piece).order_by("code"))
    people = list(assessment.assessors.select_related("person"))
    said = Declaration.objects.filter(piece__in=pieces, interest=Interest.DECLARED)
    declared = set(said.values_list("piece_id", "assessor_id"))
    between = found_between(assessment, people, pieces)
    labels = dict(Interest.choices)
    return [
        (
            f"{piece.pk}-{one.pk}",
            _("%(code)s: %(person)s (%(found)s)")
            % {
                "code": piece.code,
                "person": one,
                "found": ", ".join(dict.fromkeys(str(labels[tie.kind]) for tie in ties)),
            },
        )
        for piece in pieces
        for one in people
        if (ties := between.get((piece.pk, one.pk))) and (piece.pk, one.pk) not in declared
    ]


def refuse_without_any(assessment: Assessment) -> None:
    """Raise the Refusal of an assessment in which there is no interest to lift."""
    if not found(assessment):
        raise Refusal(_("The portal finds no interest that could be lifted."), code="nothing-found")


def lift(*, assessment_id: int, pair: str, reason: str, actor):
    """Lift the interest of a pair of the form."""
    piece, _between, assessor = pair.partition("-")
    return services.lift(piece_id=int(piece), assessor_id=int(assessor), reason=reason, actor=actor)


def held(assessment: Assessment):
    """What is held, of the pieces that the officer sees."""
    return Assignment.objects.held().filter(piece__in=seen_by(assessment.officer, assessment))


def is_open(assessment: Assessment) -> bool:
    """Whether it can be said who scores what."""
    settled = registry.use_of(assessment).settled
    return assessment.asked == Asked.ASSIGNED and not settled(assessment)


def preview(assessment: Assessment) -> list[tuple[str, str]]:
    """Who is asked how much, once it is released."""
    pairs = pairs_of(held(assessment))
    people = assessment.assessors.select_related("person")
    return [
        (str(one), str(number))
        for one in people
        if (number := sum(assessor == one.pk for _piece, assessor in pairs))
    ]


def to_the_table(admin, assessment, _found) -> str:
    """Where who scores what is seen."""
    return admin.address("assign", assessment.pk)


PLAN = Act(
    name="plan",
    label=_("Work out who scores what"),
    explain=_(
        "The portal finds who scores what: never with an interest, nobody above their largest "
        "load, and the application that is served worst by people who know its areas as well as "
        "can be. It is held: you look at it, change it, and release it. Who is asked already stays."
    ),
    done=_("It is worked out and held. Look at it, and release it."),
    run=services.plan,
    may=rules.may_run,
    open=is_open,
    form=PlanForm,
    then=to_the_table,
)
RELEASE = Act(
    name="release",
    label=_("Release: ask the assessors"),
    explain=_("From now on the assessors see what they are to score."),
    done=_("It is released: the assessors see what they are to score."),
    run=services.release,
    may=rules.may_run,
    open=lambda assessment: is_open(assessment) and held(assessment).exists(),
    preview=preview,
    then=to_the_table,
    leads=True,
)
LIFT = Act(
    name="lift",
    label=_("Let somebody assess in spite of an interest"),
    explain=_(
        "Where the portal found an interest that is none, such as another person of the same name, "
        "the assessor can be asked then. Your reason is kept. What is found later still counts."
    ),
    done=_("They can be asked now. Your reason is kept."),
    run=lift,
    may=rules.may_run,
    open=is_open,
    check=refuse_without_any,
    form=LiftForm,
    then=to_the_table,
)
ASSIGNING_ACTS = (RELEASE, PLAN, LIFT)
