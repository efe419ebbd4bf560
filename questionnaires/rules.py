"""Who may build sets and who may read answers. Nothing here reads a request."""

import rules

from core.actors import PORTAL
from questionnaires.enums import READ_WITH_THE_APPLICATION

PUBLISH = "questionnaires.publish_setversion"
VIEW_ANSWERS = "questionnaires.view_answers"
VIEW_SPECIAL = "questionnaires.view_special_answers"
EXPORT = "questionnaires.export_answers"
VIEW_LINK = "questionnaires.view_monitoringlink"


def may_move_version(actor, to: str) -> bool:
    """Officers publish and retire by permission; the portal, where it loads reference data."""
    return actor is PORTAL or actor.has_perm(PUBLISH)


def may_build(actor) -> bool:
    """Whether `actor` may write sets and their versions."""
    return actor is PORTAL or actor.has_perm("questionnaires.change_questionset")


@rules.predicate
def can_read_answers(user, question_set) -> bool:
    """Answers by one permission, special-category answers by another.

    Answers to an application are read with it, by nobody here: whoever scores it must not learn
    from this app whose it is.
    """
    if question_set.purpose in READ_WITH_THE_APPLICATION:
        return False
    return user.is_staff and user.has_perm(
        VIEW_SPECIAL if question_set.is_special else VIEW_ANSWERS
    )


@rules.predicate
def can_see_results(user, question_set) -> bool:
    """Counts in which nobody can be found: whoever sees the set, of sets that are read here."""
    if question_set.purpose in READ_WITH_THE_APPLICATION:
        return False
    return user.is_staff and user.has_perm("questionnaires.view_questionset")


@rules.predicate
def is_ordinary(user, question_set) -> bool:
    """Whether the set asks for no special-category data, which a tag would tell unsealed."""
    return not question_set.is_special


def kinds_readable_by(user) -> list[bool]:
    """Of which sets, by `is_special`, this officer may read answers."""
    kinds = ((False, VIEW_ANSWERS), (True, VIEW_SPECIAL))
    return [special for special, permission in kinds if user.has_perm(permission)]


@rules.predicate
def has_export_permission(user, question_set) -> bool:
    return user.has_perm(EXPORT)


can_export_answers = can_read_answers & has_export_permission
can_tag_answers = can_read_answers & is_ordinary


@rules.predicate
def is_the_person(user, person) -> bool:
    return user.is_authenticated and user.pk == person.pk


@rules.predicate
def may_view_links(user, person) -> bool:
    return user.is_staff and user.has_perm(VIEW_LINK)


def may_answer_survey(user, survey) -> bool:
    """Somebody who is signed in; anybody where the officer chose so."""
    return user.is_authenticated or survey.is_for_anybody


can_see_monitoring_of = is_the_person | may_view_links

rules.add_perm("questionnaires.read_answers_of_set", can_read_answers)
rules.add_perm("questionnaires.export_answers_of_set", can_export_answers)
rules.add_perm("questionnaires.see_results_of_set", can_see_results)
rules.add_perm("questionnaires.tag_answers_of_set", can_tag_answers)
rules.add_perm("questionnaires.see_monitoring_of", can_see_monitoring_of)
