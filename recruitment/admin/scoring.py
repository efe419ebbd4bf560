"""What a member of the selection panel sees: applications by code, never by name."""

from django import forms
from django.contrib import admin, messages
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from core.forms import NamedLimits, add_refusal, posted
from core.made_from import KnowsWhatItWasMadeFrom
from core.refusal import Refusal
from officers.areas import Area
from recruitment import services
from recruitment.enums import HIGHEST_SCORE, ApplicationState, RoundState
from recruitment.models import BlindApplication, Declaration, PanelMember, Score

Interest = Declaration.Interest

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
    reason = forms.CharField(
        label=_("If yes: what is it?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ScoreForm(KnowsWhatItWasMadeFrom, NamedLimits, forms.Form):
    """A score and a comment for each criterion."""

    def __init__(self, *args, criteria, scores, **kwargs):
        super().__init__(*args, **kwargs)
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


@admin.register(BlindApplication)
class ScoringAdmin(admin.ModelAdmin):
    """Two pages and nothing else: the list by code, and one application without its person.

    No search, no filters, no history, no export: each would be a way round the blindness.
    """

    area, place = Area.RECRUITMENT, 6

    def get_urls(self):
        name = "recruitment_blindapplication"
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
        return request.user.has_perm("recruitment.score_application")

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("recruitment.score_application")

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
            "list_url": reverse("admin:recruitment_blindapplication_changelist"),
            **more,
        }

    def list_view(self, request):
        """The applications to score, by code, with what is still to do."""
        mine = PanelMember.objects.filter(person=request.user, round__state=RoundState.SCORING)
        if not self.has_view_permission(request):
            mine = mine.none()
        rows, left = [], 0
        for member in mine.select_related("round"):
            declared = dict(member.declarations.values_list("application_id", "interest"))
            sent = set(
                member.scores.filter(submitted_at__isnull=False).values_list(
                    "application_id", flat=True
                )
            )
            begun = set(member.scores.values_list("application_id", flat=True))
            applications = member.round.applications.filter(state=ApplicationState.ELIGIBLE)
            rows += [
                (member.round, code, _standing(pk, declared, sent, begun))
                for pk, code in applications.order_by("blind_code").values_list("pk", "blind_code")
            ]
            done = sent | {pk for pk, interest in declared.items() if interest != Interest.NONE}
            left += applications.exclude(pk__in=done).count()
        context = self._context(request, _("Applications to score"), rows=rows, left=left)
        return TemplateResponse(request, "admin/recruitment/scoring_list.html", context)

    def declare_view(self, request, code):
        """Say whether one has an interest, before anything is shown."""
        application = self._application(request, code)
        try:
            services.refuse_unless_scored(application)
        except Refusal as refusal:
            return self._refused(request, refusal)
        form = DeclareForm(posted(request))
        if request.method == "POST" and form.is_valid():
            try:
                declaration = services.declare(
                    application_id=application.pk, actor=request.user, **form.cleaned_data
                )
            except Refusal as refusal:
                add_refusal(form, refusal)
            else:
                if declaration.is_clear:
                    return redirect("admin:recruitment_blindapplication_change", code)
                messages.warning(
                    request,
                    _("Thank you. This application is closed to you: %s.")
                    % declaration.get_interest_display(),
                )
                return redirect("admin:recruitment_blindapplication_changelist")
        context = self._context(
            request,
            _("Declaration of interest"),
            subtitle=code,
            code=code,
            form=form,
            errors=form.errors,
        )
        return TemplateResponse(request, "admin/recruitment/declare.html", context)

    def score_view(self, request, code):
        """The answers that tell nobody apart, and the scores."""
        application = self._application(request, code)
        try:
            services.refuse_unless_scored(application)
            opened = services.open_blind(application_id=application.pk, actor=request.user)
        except Refusal as refusal:
            if refusal.code == "declare-first":
                return redirect("admin:recruitment_blindapplication_declare", code)
            return self._refused(request, refusal)
        criteria = list(application.round.criteria.prefetch_related("anchors"))
        scores = {
            score.criterion_id: score
            for score in Score.objects.filter(application=application, member__person=request.user)
        }
        form = ScoreForm(posted(request), criteria=criteria, scores=scores)
        is_sent = any(score.submitted_at for score in scores.values())
        if request.method == "POST" and form.is_valid() and self._save(request, application, form):
            return redirect("admin:recruitment_blindapplication_changelist")
        context = self._context(
            request,
            _("Score"),
            subtitle=code,
            opened=opened,
            form=form,
            pairs=[
                (form[f"score-{criterion.pk}"], form[f"comment-{criterion.pk}"])
                for criterion in criteria
            ],
            scores=[scores[c.pk] for c in criteria if c.pk in scores],
            is_sent=is_sent,
            errors=form.errors,
            highest=HIGHEST_SCORE,
        )
        return TemplateResponse(request, "admin/recruitment/score.html", context)

    def _save(self, request, application, form) -> bool:
        final = "final" in request.POST
        try:
            services.score(
                application_id=application.pk,
                actor=request.user,
                values=form.part("score"),
                comments=form.part("comment"),
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
        return redirect("admin:recruitment_blindapplication_changelist")

    def _application(self, request, code) -> BlindApplication:
        """The application with this code in a round that this person scores in, or Http404."""
        found = (
            BlindApplication.objects.select_related("round")
            .filter(blind_code=code, round__panel__person=request.user)
            .first()
        )
        if found is None or not self.has_view_permission(request):
            raise Http404
        return found


def _standing(pk, declared, sent, begun) -> str:
    """Where one application is for this scorer."""
    if pk not in declared:
        return _("Say first whether you have an interest")
    if declared[pk] != Interest.NONE:
        return _("Closed to you: you have an interest")
    if pk in sent:
        return _("Submitted")
    return _("Draft") if pk in begun else _("To score")
