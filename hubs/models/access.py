"""What getting in and about is like, as somebody measured it. No row means that nobody has."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.models import is_known
from hubs.enums import ANSWERS, MOST_NUMBER, AccessKind, Answer, MeasuredBy
from hubs.models.hub import Hub


def _answers_fit() -> Q:
    """Each kind of fact has an answer of its own kind; what is counted has a number."""
    fits = Q()
    for kind, answers in ANSWERS.items():
        is_counted = answers == (Answer.NUMBER,)
        fits |= Q(kind=kind, answer__in=[*map(str, answers)], number__isnull=not is_counted)
    return fits


class AccessFact(models.Model):
    """One fact, with the day and by whom in which role it was measured."""

    hub = models.ForeignKey(
        Hub, on_delete=models.CASCADE, related_name="facts", verbose_name=_("hub")
    )
    kind = models.CharField(_("what"), max_length=20, choices=AccessKind)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, blank=True)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    note = models.CharField(_("more about it"), max_length=200, blank=True)
    measured_on = models.DateField(_("measured on"))
    measured_by = models.CharField(_("measured by"), max_length=10, choices=MeasuredBy)

    class Meta:
        verbose_name = _("access fact")
        verbose_name_plural = _("access facts")
        ordering = ["kind"]
        constraints = [
            is_known("access_fact", measured_by=MeasuredBy),
            models.UniqueConstraint(fields=["hub", "kind"], name="access_fact_once_a_hub"),
            models.CheckConstraint(condition=_answers_fit(), name="access_fact_answer_fits"),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number__lte=MOST_NUMBER),
                name="access_fact_number_is_likely",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.said}"

    @property
    def said(self) -> str:
        """Its value in words."""
        if self.number is None:
            return str(self.get_answer_display())
        if self.kind == AccessKind.DOOR_WIDTH:
            return _("%(number)d cm") % {"number": self.number}
        return ngettext("%(number)d bay", "%(number)d bays", self.number) % {"number": self.number}
