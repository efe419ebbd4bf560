"""The targets of a round: from the census, edited against the pool, from and to a file."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.exports import table_response
from core.forms import posted
from core.refusal import Refusal
from recruitment import services
from recruitment.admin.forms import TargetFileForm, TargetRows, target_choices
from recruitment.enums import LIVE_DRAWS, HowChosen
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

MADE_FROM, SEEN = "made_from", "seen"


def targets(model_admin, request, round):
    """Edit the targets; work out everybody's chance before saving them."""
    if "census" in request.POST:
        return _from_census(model_admin, request, round)
    words = words_of(round)
    saved = [
        {"of": f"{t.feature}:{t.value}", "minimum": t.minimum, "maximum": t.maximum}
        for t in round.targets.all()
    ]
    options = {"prefix": "target", "form_kwargs": {"choices": target_choices(words)}}
    # What is saved by now isn't what a line that is sent was made from.
    formset = TargetRows(posted(request), initial=None if request.POST else saved, **options)
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
    seen, now = _seen(request), _as_saved(round)
    if _is_stale(refusal):
        formset = TargetRows(_with_what_others_saved(request.POST.copy(), seen, now), **options)
    tally, there = counts(categories), sitting(round)
    seated = counts({person.id: person.values for person in there})
    shares = {(share.feature, share.value): share for share in census_shares()}
    return model_admin.page(
        request,
        round,
        _("Targets"),
        "admin/recruitment/targets.html",
        formset=formset,
        lines=[(form, *_beside(form, tally, seated, shares)) for form in formset],
        pool_size=len(categories),
        seats=round.seats(HowChosen.LOTTERY),
        seated=len(there),
        seated_known=sum(bool(person.values) for person in there),
        found=found,
        refusal=refusal,
        is_fixed=round.draws.filter(state__in=LIVE_DRAWS).exists(),
        file_form=TargetFileForm(),
        made_from=(MADE_FROM, mark_of_targets(round)),
        seen=(SEEN, json.dumps(now)),
        saved_now=_changed(seen, now, words) if _is_stale(refusal) else [],
    )


def _as_saved(round) -> dict[str, list[int]]:
    """{"feature:value": [minimum, maximum]} of the targets that are saved."""
    return {f"{t.feature}:{t.value}": [t.minimum, t.maximum] for t in round.targets.all()}


def _seen(request) -> dict[str, list[int]]:
    """The targets as the page that was sent had been given them; none where it doesn't say."""
    try:
        seen = json.loads(request.POST.get(SEEN, ""))
    except ValueError:
        return {}
    if not isinstance(seen, dict):
        return {}
    return {key: pair for key, pair in seen.items() if ":" in key and isinstance(pair, list)}


def _with_what_others_saved(data, seen, now):
    """The posted lines; one that this officer left alone is as it is saved now."""
    total = int(data["target-TOTAL_FORMS"])
    listed = set()
    for number in range(total):
        prefix = f"target-{number}"
        key = data.get(f"{prefix}-of", "")
        listed.add(key)
        typed = [data.get(f"{prefix}-{name}", "") for name in ("minimum", "maximum")]
        is_touched = f"{prefix}-DELETE" in data or typed != [*map(str, seen.get(key, ()))]
        if not is_touched and key in now:
            data[f"{prefix}-minimum"], data[f"{prefix}-maximum"] = map(str, now[key])
        elif not is_touched:
            data[f"{prefix}-DELETE"] = "on"
    for number, key in enumerate([k for k in now if k not in seen and k not in listed], total):
        data[f"target-{number}-of"] = key
        data[f"target-{number}-minimum"], data[f"target-{number}-maximum"] = map(str, now[key])
        data["target-TOTAL_FORMS"] = str(number + 1)
    return data


def _changed(seen, now, words) -> list[str]:
    """What somebody else changed since the page was made, one line each."""
    return [
        f"{in_words(tuple(key.split(':', 1)), words)}: "
        + ("–".join(map(str, now[key])) if key in now else _("deleted"))
        for key in {**seen, **now}
        if seen.get(key) != now.get(key)
    ]


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
        return model_admin.page(
            request,
            round,
            _("Set the targets from the census figures"),
            "admin/recruitment/census.html",
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
