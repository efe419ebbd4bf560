"""What an assessor sees: pieces by code, never by name."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from assessment import registry, rules, services
from assessment.enums import HIGHEST_SCORE, Advice, Confidence
from assessment.models import Assessment, Declaration, Piece, Score
from core.forms import NamedLimits, add_refusal, posted
from core.made_from import KnowsWhatItWasMadeFrom
from core.refusal import Refusal
from officers.areas import Area
from officers.fields import text_field

MOST_LETTERS = Score._meta.get_field("comment").max_length


class DeclareForm(NamedLimits, forms.Form):
    """Whether a scorer has an interest in an application."""

    has_interest = forms.TypedChoiceField(
        label=_("Do you have an interest in this application?"),
        help_text=_("Such as family, friends, neighbours, work or money."),
        choices=[("no", _("No, none that I know of")), ("yes", _("Yes, or it could look like it"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = text_field(_("If yes: what is it?"), most=500, rows=2, required=False)


class ScoreForm(KnowsWhatItWasMadeFrom, NamedLimits, forms.Form):
    """A score and a comment for each criterion, and a recommendation where one is asked for."""

    advice = forms.ChoiceField(
        label=_("What do you recommend?"),
        choices=Advice.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    conditions = text_field(
        _("Conditions"),
        rows=3,
        required=False,
        help_text=_("If it should be funded with conditions: which?"),
    )

    def __init__(self, *args, criteria, scores, advises=False, advice=None, **kwargs):
        super().__init__(*args, **kwargs)
        if advises:
            self.initial["advice"] = advice.advice if advice else ""
            self.initial["conditions"] = advice.conditions if advice else ""
        else:
            del self.fields["advice"], self.fields["conditions"]
        for criterion in criteria:
            given = scores.get(criterion.pk)
            self.fields[f"score-{criterion.pk}"] = forms.TypedChoiceField(
                label=criterion.title,
                help_text=criterion.explain,
                choices=[
                    (anchor.score, f"{anchor.score}: {anchor.text}")
                    for anchor in criterion.anchors.all()
                ],
                coerce=int,
                empty_value=None,
                required=False,
                initial=given.value if given else None,
                widget=forms.RadioSelect,
            )
            self.fields[f"sure-{criterion.pk}"] = forms.TypedChoiceField(
                label=_("How sure are you (%(criterion)s)?") % {"criterion": criterion.title},
                choices=Confidence.choices,
                coerce=int,
                empty_value=None,
                required=False,
                initial=given.confidence if given else Confidence.FAIR,
            )
            self.fields[f"comment-{criterion.pk}"] = forms.CharField(
                label=_("Why (%(criterion)s)") % {"criterion": criterion.title},
                help_text=_("At most %(most)s characters.") % {"most": f"{MOST_LETTERS:,}"},
                max_length=MOST_LETTERS,
                required=False,
                initial=given.comment if given else "",
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            # A browser would cut what is pasted; the form says so instead.
            del self.fields[f"comment-{criterion.pk}"].widget.attrs["maxlength"]

    def part(self, name: str) -> dict:
        """What was given under `name`, by criterion."""
        return {
            int(field.partition("-")[2]): value
            for field, value in self.cleaned_data.items()
            if field.startswith(f"{name}-")
        }


@admin.register(Piece)
class ScoringAdmin(admin.ModelAdmin):
    """Three pages and nothing else: the list by code, an interest, and a piece without its person.

    No search, no filters, no history, no export: each would be a way round the blindness.
    """

    area, place = Area.RECRUITMENT, 6

    def get_urls(self):
        name = "assessment_piece"
        return [
            path("", self.admin_site.admin_view(self.list_view), name=f"{name}_changelist"),
            path(
                "<slug:code>/",
                self.admin_site.admin_view(self.score_view),
                name=f"{name}_change",
            ),
            path(
                "<slug:code>/declare/",
                self.admin_site.admin_view(self.declare_view),
                name=f"{name}_declare",
            ),
        ]

    def has_module_permission(self, request):
        return rules.may_assess(request.user)

    def has_view_permission(self, request, obj=None):
        return rules.may_assess(request.user)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def _context(self, request, title, **more):
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "list_url": reverse("admin:assessment_piece_changelist"),
            **more,
        }

    def list_view(self, request):
        """The applications to score, by code, with what is still to do."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows, left = _to_score(request.user)
        context = self._context(request, _("Applications to score"), rows=rows, left=left)
        return TemplateResponse(request, "admin/assessment/list.html", context)

    def declare_view(self, request, code):
        """Say whether one has an interest, before anything is shown."""
        piece = self._piece(request, code)
        try:
            summary = services.summary_of(piece_id=piece.pk, actor=request.user)
        except Refusal as refusal:
            return self._refused(request, refusal)
        form = DeclareForm(posted(request))
        if request.method == "POST" and form.is_valid():
            try:
                declaration = services.declare(
                    piece_id=piece.pk, actor=request.user, **form.cleaned_data
                )
            except Refusal as refusal:
                add_refusal(form, refusal)
            else:
                if declaration.is_clear:
                    return redirect("admin:assessment_piece_change", code)
                messages.warning(
                    request,
                    _("Thank you. This application is closed to you: %s.")
                    % declaration.get_interest_display(),
                )
                return redirect("admin:assessment_piece_changelist")
        context = self._context(
            request,
            _("Declaration of interest"),
            subtitle=code,
            code=code,
            summary=summary,
            form=form,
            errors=form.errors,
        )
        return TemplateResponse(request, "admin/assessment/declare.html", context)

    def score_view(self, request, code):
        """The answers that tell nobody apart, and the scores."""
        piece = self._piece(request, code)
        try:
            services.refuse_unless_assessed(piece)
            opened = services.open_blind(piece_id=piece.pk, actor=request.user)
        except Refusal as refusal:
            if refusal.code == "declare-first":
                return redirect("admin:assessment_piece_declare", code)
            return self._refused(request, refusal)
        criteria = list(piece.assessment.criteria.prefetch_related("anchors"))
        given = services.given_by(request.user, piece)
        scores = given.older | given.now
        advises = registry.use_of(piece.assessment).advises
        form = ScoreForm(
            posted(request),
            criteria=criteria,
            scores=scores,
            advises=advises,
            advice=given.advice or given.older_advice,
        )
        is_sent = given.is_sent
        if request.method == "POST" and form.is_valid() and self._save(request, piece, form):
            return redirect("admin:assessment_piece_changelist")
        context = self._context(
            request,
            _("Score"),
            subtitle=code,
            opened=opened,
            form=form,
            parts=[
                [form[f"{part}-{criterion.pk}"] for part in ("score", "sure", "comment")]
                for criterion in criteria
            ],
            scores=[scores[c.pk] for c in criteria if c.pk in scores],
            advised=[form[name] for name in ("advice", "conditions") if name in form.fields],
            advice=given.advice,
            older=[given.older[c.pk] for c in criteria if c.pk in given.older],
            older_advice=given.older_advice,
            is_sent=is_sent,
            errors=form.errors,
            highest=HIGHEST_SCORE,
        )
        return TemplateResponse(request, "admin/assessment/score.html", context)

    def _save(self, request, piece, form) -> bool:
        final = "final" in request.POST
        try:
            services.score(
                piece_id=piece.pk,
                actor=request.user,
                values=form.part("score"),
                comments=form.part("comment"),
                confidence=form.part("sure"),
                advice=form.cleaned_data.get("advice", ""),
                conditions=form.cleaned_data.get("conditions", ""),
                final=final,
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
            return False
        said = _("Your scores are submitted.") if final else _("Your draft is kept.")
        messages.success(request, said)
        return True

    def _refused(self, request, refusal: Refusal):
        """Say why not, and lead back to the list."""
        messages.error(request, refusal.message)
        return redirect("admin:assessment_piece_changelist")

    def _piece(self, request, code) -> Piece:
        """The piece with this code that this person is asked to score, or Http404."""
        asked = services.open_to(request.user).select_related("assessment")
        found = asked.filter(code=code).first()
        if found is None or not self.has_view_permission(request):
            raise Http404
        return found


def _to_score(person) -> tuple[list[tuple], int]:
    """(what it belongs to, code, where it is) of each piece to score, and how many are left."""
    declared = set(
        Declaration.objects.filter(assessor__person=person).values_list("piece_id", flat=True)
    )
    scores = Score.objects.filter(assessor__person=person)
    begun = set(scores.values_list("piece_id", flat=True))
    sent = set(scores.current().sent().values_list("piece_id", flat=True))
    older = set(scores.sent().values_list("piece_id", flat=True)) - sent
    pieces = services.open_to(person).order_by("assessment", "code")
    things = Assessment.objects.with_things().in_bulk(
        pieces.values_list("assessment_id", flat=True)
    )
    rows = [
        (
            things[piece.assessment_id],
            piece.code,
            _("A newer edition came: confirm your scores")
            if piece.pk in older
            else _standing(piece.pk, declared, sent, begun),
        )
        for piece in pieces
    ]
    return rows, sum(piece.pk not in sent for piece in pieces)


def _standing(pk, declared, sent, begun) -> str:
    """Where one piece is for this assessor."""
    if pk not in declared:
        return _("Say first whether you have an interest")
    if pk in sent:
        return _("Submitted")
    return _("Draft") if pk in begun else _("To score")
