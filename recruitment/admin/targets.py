"""The targets of a round: from the census, edited against the pool, from and to a file."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.exports import table_response
from core.forms import posted
from core.refusal import Refusal
from recruitment import services
from recruitment.admin.base import round_page
from recruitment.admin.forms import TargetFileForm, TargetRows, target_choices
from recruitment.enums import HowChosen
from recruitment.services.census import census_shares
from recruitment.services.chances import chances_of, in_words
from recruitment.services.lotteries import sitting
from recruitment.services.targets import (
    counts,
    mark_of_targets,
    pool_categories,
    words_of,
)
from taskforce.selection.errors import UnusableFile
from taskforce.selection.files import read_features

MADE_FROM = "made_from"


def targets(model_admin, request, round):
    """Edit the targets; work out everybody's chance before saving them."""
    if "census" in request.POST:
        return _from_census(model_admin, request, round)
    words = words_of(round)
    saved = [
        {"of": f"{t.feature}:{t.value}", "minimum": t.minimum, "maximum": t.maximum}
        for t in round.targets.all()
    ]
    formset = TargetRows(
        posted(request),
        initial=saved,
        prefix="target",
        form_kwargs={"choices": target_choices(words)},
    )
    categories = pool_categories(round, actor=request.user)
    found, refusal = None, None
    if request.method == "POST" and formset.is_valid():
        wanted = [
            form.row()
            for form in formset
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
        try:
            if "save" in request.POST:
                services.save_targets(
                    round_id=round.pk,
                    actor=request.user,
                    rows=wanted,
                    made_from=request.POST.get(MADE_FROM, ""),
                )
                messages.success(request, _("The targets are saved."))
                return redirect("admin:recruitment_round_targets", round.pk)
            found = chances_of(round, categories, wanted)
        except Refusal as error:
            refusal = error
    tally, there = counts(categories), sitting(round)
    seated = counts({person.id: person.values for person in there})
    shares = {(share.feature, share.value): share for share in census_shares()}
    return round_page(
        model_admin,
        request,
        round,
        _("Targets"),
        "targets",
        formset=formset,
        lines=[(form, *_beside(form, tally, seated, shares)) for form in formset],
        pool_size=len(categories),
        seats=round.seats(HowChosen.LOTTERY),
        seated=len(there),
        seated_known=sum(bool(person.values) for person in there),
        found=found,
        refusal=refusal,
        file_form=TargetFileForm(),
        made_from=(MADE_FROM, mark_of_targets(round)),
        saved_now=_in_words(round, words) if _is_stale(refusal) else [],
    )


def _is_stale(refusal) -> bool:
    return refusal is not None and refusal.code == "changed-meanwhile"


def _in_words(round, words) -> list[str]:
    """The targets that are saved, one line each."""
    return [
        f"{in_words((t.feature, t.value), words)}: {t.minimum}–{t.maximum}"
        for t in round.targets.all()
    ]


def _beside(form, tally, seated, shares):
    """What the pool, those who sit and the town have of a line’s answer, and whose figure it is."""
    feature, _colon, value = (form["of"].value() or "").partition(":")
    share = shares.get((feature, value))
    part = share and f"{100 * share.share:.0f}%"
    return tally[feature, value], seated[feature, value], part, share and share.source


def _from_census(model_admin, request, round):
    """Set the targets; ask first where that replaces some."""
    number = round.targets.count()
    if number and "confirmed" not in request.POST:
        return round_page(
            model_admin,
            request,
            round,
            _("Set the targets from the census figures"),
            "census",
            number=number,
            made_from=(MADE_FROM, mark_of_targets(round)),
            saved_now=_in_words(round, words_of(round)),
        )
    seen = request.POST.get(MADE_FROM, "") if number else None
    try:
        services.set_from_census(round_id=round.pk, actor=request.user, made_from=seen)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The targets are set from the census figures."))
    return redirect("admin:recruitment_round_targets", round.pk)


def targets_file(model_admin, request, round):
    """Take the targets as a file, or set them from one, in the features format."""
    if request.method != "POST":
        if not request.user.has_perm("recruitment.export_applications"):
            raise PermissionDenied
        rows = [(t.feature, t.value, t.minimum, t.maximum) for t in round.targets.all()]
        headings = ["feature", "value", "min", "max"]
        return table_response(headings, rows, kind="csv", name=f"{round.slug} features")
    form = TargetFileForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            rows = [
                {
                    "feature": target.feature,
                    "value": target.value,
                    "minimum": target.minimum,
                    "maximum": target.maximum,
                }
                for target in read_features(upload.name, upload.read()).targets
            ]
            services.save_targets(
                round_id=round.pk,
                actor=request.user,
                rows=rows,
                made_from=request.POST.get(MADE_FROM, ""),
            )
        except UnusableFile as error:
            messages.error(request, str(error))
        except Refusal as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("The targets are set from the file."))
    else:
        messages.error(request, form.errors["file"][0])
    return redirect("admin:recruitment_round_targets", round.pk)
