"""Who runs an assessment and who scores in it. Predicates over people and rows."""

from assessment import registry


def may_run(actor, assessment) -> bool:
    """Whoever runs what it belongs to."""
    if not (actor.is_active and actor.is_staff):
        return False
    runs = registry.use_of(assessment).run_by(actor)
    return runs.filter(pk=assessment.pk).exists()


def may_write_criteria(actor, assessment) -> bool:
    """Whoever runs it, until the criteria are fixed."""
    fixed = registry.use_of(assessment).criteria_fixed
    return may_run(actor, assessment) and not fixed(assessment)


def may_assess(actor) -> bool:
    """Whether they may score at all, on the panels that they sit on."""
    return actor.is_active and actor.is_staff and actor.has_perm("assessment.assess")
