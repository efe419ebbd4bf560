"""What officers do with a hub: say its hours, close it, measure it, name who looks after it."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs import rules, services
from hubs.admin import act_forms as asked
from hubs.enums import HubState
from officers.acts import Act, moves_to


def _may_people(officer, _hub) -> bool:
    return rules.may_manage_people(officer)


OPEN = Act(
    name="open",
    label=_("Say that it is in use"),
    explain=_("The hub isn’t planned any more: its page shows hours and access."),
    done=_("It is in use."),
    run=services.open_hub,
    leads=True,
    **moves_to(HubState.OPEN),
)
NOTICE = Act(
    name="notice",
    label=_("Say that it is closed"),
    explain=_("The notice stands on the hub’s page and in the list at once."),
    done=_("The notice is published."),
    run=services.post_notice,
    form=asked.NoticeForm,
    may=rules.may_edit,
    open=lambda _hub: True,
    press=_("Publish"),
)
END_NOTICE = Act(
    name="end-notice",
    label=_("End a notice"),
    explain=_("It holds no more from now on. One that hasn’t begun is taken back."),
    done=_("The notice has ended."),
    run=services.end_notice,
    form=asked.WhichNoticeForm,
    may=rules.may_edit,
    open=lambda hub: hub.notices.live().exists(),
)
HOURS = Act(
    name="hours",
    label=_("Opening hours of a week"),
    explain=_(
        "Usual hours hold from their day on until others begin. A season has a last day and goes "
        "before them."
    ),
    done=_("The hours are saved."),
    run=services.set_hours,
    form=asked.HoursForm,
    may=rules.may_edit,
    open=lambda _hub: True,
    press=_("Save"),
)
REMOVE_HOURS = Act(
    name="remove-hours",
    label=_("Take hours of a week away"),
    explain=_("What was said before them holds again."),
    done=_("They are taken away."),
    run=services.remove_period,
    form=asked.PeriodForm,
    may=rules.may_edit,
    open=lambda hub: hub.periods.exists(),
)
EXCEPTION = Act(
    name="exception",
    label=_("A day with other hours"),
    explain=_("It goes before the week, the season and bank holidays."),
    done=_("The day is saved."),
    run=services.set_exception,
    form=asked.ExceptionForm,
    may=rules.may_edit,
    open=lambda _hub: True,
    press=_("Save"),
)
REMOVE_EXCEPTION = Act(
    name="remove-exception",
    label=_("Give a day its usual hours again"),
    explain=_("The day has the hours of its week again."),
    done=_("It is done."),
    run=services.remove_exception,
    form=asked.WhichExceptionForm,
    may=rules.may_edit,
    open=lambda hub: hub.exceptions.filter(day__gte=timezone.localdate()).exists(),
)
HOLIDAYS = Act(
    name="holidays",
    label=_("Bank holidays"),
    explain=_("What the hub does on every bank holiday of England."),
    done=_("It is saved."),
    run=services.keep_holidays,
    form=asked.HolidaysForm,
    may=rules.may_edit,
    open=lambda _hub: True,
    press=_("Save"),
)
FACT = Act(
    name="fact",
    label=_("Record an access fact"),
    explain=_("Everybody reads it, with the day and who measured it. A lift that is out of order "
              "ends step-free access at once."),
    done=_("The fact is saved."),
    run=services.record_fact,
    form=asked.FactForm,
    may=rules.may_edit,
    open=lambda _hub: True,
    press=_("Save"),
)  # fmt: skip
FORGET_FACT = Act(
    name="forget-fact",
    label=_("Take an access fact back"),
    explain=_("The page says that it isn’t known."),
    done=_("It is taken back."),
    run=services.forget_fact,
    form=asked.WhichFactForm,
    may=rules.may_edit,
    open=lambda hub: hub.facts.exists(),
)
SAID = Act(
    name="said",
    label=_("Change what is said of it"),
    explain=_("Words, contact, what it has and whom it serves. Everybody reads it."),
    done=_("It is saved."),
    run=services.change,
    form=asked.SaidForm,
    may=rules.may_edit,
    open=lambda _hub: True,
    press=_("Save"),
)
ASSURE = Act(
    name="assure",
    label=_("All of it is right today"),
    explain=_(
        "Look at its public page first. A hub of which nobody says so for a year isn’t shown."
    ),
    done=_("It is assured today."),
    run=services.assure,
    may=rules.may_edit,
    open=lambda hub: hub.assured_on < timezone.localdate(),
)
ADD_MANAGER = Act(
    name="add-manager",
    label=_("Add a manager"),
    explain=_("They say the hours, notices and access of this hub, and of no other."),
    done=_("They look after the hub now."),
    run=services.add_manager,
    form=asked.PersonForm,
    may=_may_people,
    open=lambda _hub: True,
)
REMOVE_MANAGER = Act(
    name="remove-manager",
    label=_("Remove a manager"),
    explain=_("They look after this hub no more."),
    done=_("They are removed."),
    run=services.remove_manager,
    form=asked.ManagerForm,
    may=_may_people,
    open=lambda hub: hub.managers.exists(),
)
ACTS = (
    OPEN, NOTICE, END_NOTICE, HOURS, REMOVE_HOURS, EXCEPTION, REMOVE_EXCEPTION, HOLIDAYS, FACT,
    FORGET_FACT, SAID, ASSURE, ADD_MANAGER, REMOVE_MANAGER,
)  # fmt: skip
