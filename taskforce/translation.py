"""What officers may write in each language."""

from modeltranslation.translator import TranslationOptions, register

from taskforce.models import CrossSectorGroup, Evidence, Meeting, PriorityArea, WorkItem


@register(Meeting)
class MeetingTranslation(TranslationOptions):
    fields = ("title", "summary", "agenda")


@register(PriorityArea)
class PriorityAreaTranslation(TranslationOptions):
    fields = ("title", "summary")


@register(WorkItem)
class WorkItemTranslation(TranslationOptions):
    fields = ("title",)


@register(Evidence)
class EvidenceTranslation(TranslationOptions):
    fields = ("title", "summary")


@register(CrossSectorGroup)
class CrossSectorGroupTranslation(TranslationOptions):
    fields = ("name", "remit")
