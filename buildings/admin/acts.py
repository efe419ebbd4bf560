"""What is done with the record of a building."""

from django.utils.translation import gettext_lazy as _

from buildings import rules, services
from buildings.admin import act_forms as asked
from officers.acts import Act


def _may(officer, building) -> bool:
    return rules.may_keep(officer, building.hub)


def _always(_building) -> bool:
    return True


CHECK = Act(
    name="check",
    label=_("Record a check"),
    explain=_("A lift that failed ends step-free access on the public page at once."),
    done=_("It is recorded."),
    run=services.record_check,
    form=asked.DoneForm,
    may=_may,
    open=_always,
    press=_("Save"),
    leads=True,
)
CLOSE = Act(
    name="close",
    label=_("Say that a defect is mended"),
    explain=_("A lift runs again once it passes an examination: record that too."),
    done=_("It is mended."),
    run=services.close_defect,
    form=asked.DefectForm,
    may=_may,
    open=lambda building: building.defects.filter(closed_on=None).exists(),
    press=_("Save"),
)
SURVEY = Act(
    name="survey",
    label=_("Record a condition survey"),
    explain=_("The backlog is what the newest survey found and nobody has mended."),
    done=_("The survey is recorded."),
    run=services.record_survey,
    form=asked.SurveyForm,
    may=_may,
    open=_always,
    press=_("Save"),
)
MEND = Act(
    name="mend",
    label=_("Say that a finding is mended"),
    explain=_("It leaves the backlog."),
    done=_("It is mended."),
    run=services.mend,
    form=asked.MendForm,
    may=_may,
    open=lambda building: building.surveys.exists(),
    press=_("Save"),
)
INTERVAL = Act(
    name="interval",
    label=_("Say how often something is checked here"),
    explain=_("Such as by a written scheme, or by the risk."),
    done=_("It is saved."),
    run=services.set_interval,
    form=asked.IntervalForm,
    may=_may,
    open=_always,
    press=_("Save"),
)
FIGURES = Act(
    name="figures",
    label=_("Say what it costs and brings"),
    explain=_("In place of what was said."),
    done=_("The figures are saved."),
    run=services.say_figures,
    form=asked.FiguresForm,
    may=_may,
    open=_always,
    press=_("Save"),
)
COUNTS = Act(
    name="counts",
    label=_("Take counts from a sheet"),
    explain=_("All lines are taken, or none."),
    done=_("The counts are taken."),
    run=services.take_counts,
    form=asked.CountsForm,
    may=_may,
    open=_always,
    press=_("Save"),
)
INCIDENT = Act(
    name="incident",
    label=_("Note an incident"),
    explain=_("Date, kind and what was done. Nobody is named."),
    done=_("It is noted."),
    run=services.note_incident,
    form=asked.IncidentForm,
    may=_may,
    open=_always,
    press=_("Save"),
)
CHANGE = Act(
    name="record",
    label=_("Change what it is and has"),
    explain=_("What it has decides what is checked."),
    done=_("It is saved."),
    run=services.change,
    form=asked.RecordForm,
    may=_may,
    open=_always,
    press=_("Save"),
)
NOT_MENDED = Act(
    name="not-mended",
    label=_("Say that a finding isn’t mended"),
    explain=_("It stands in the backlog again."),
    done=_("It stands in the backlog again."),
    run=services.not_mended,
    form=asked.NotMendedForm,
    may=_may,
    open=lambda building: asked.NotMendedForm.rows(None, building).exists(),
    press=_("Save"),
)
TAKE_BACK_CHECK = Act(
    name="take-back-check",
    label=_("Take a check back"),
    explain=_(
        "Of what was recorded in error, with what it left to be mended. The history keeps it."
    ),
    done=_("It is taken back."),
    run=services.take_back_check,
    form=asked.WhichCheckForm,
    may=_may,
    open=lambda building: building.checks.exists(),
)
TAKE_BACK_SURVEY = Act(
    name="take-back-survey",
    label=_("Take a survey back"),
    explain=_("Of what was recorded in error. The history keeps it."),
    done=_("It is taken back."),
    run=services.take_back_survey,
    form=asked.WhichSurveyForm,
    may=_may,
    open=lambda building: building.surveys.exists(),
)
TAKE_BACK_INCIDENT = Act(
    name="take-back-incident",
    label=_("Take an incident back"),
    explain=_("Of what was noted in error. The history keeps it."),
    done=_("It is taken back."),
    run=services.take_back_incident,
    form=asked.WhichIncidentForm,
    may=_may,
    open=lambda building: building.incidents.exists(),
)
ACTS = (
    CHECK, CLOSE, SURVEY, MEND, INTERVAL, FIGURES, COUNTS, INCIDENT, CHANGE, NOT_MENDED,
    TAKE_BACK_CHECK, TAKE_BACK_SURVEY, TAKE_BACK_INCIDENT,
)  # fmt: skip
