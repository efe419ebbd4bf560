"""What officers may write in each language: all that the public reads of theirs."""

from modeltranslation.translator import TranslationOptions, register

from taskforce.models import (
    Action,
    CrossSectorGroup,
    Decision,
    Evidence,
    GroupMeasure,
    Meeting,
    Member,
    Minutes,
    Paper,
    PriorityArea,
    Review,
    Vote,
    WorkItem,
)


@register(Member)
class MemberTranslation(TranslationOptions):
    fields = ("seat", "leaving_words")


@register(Meeting)
class MeetingTranslation(TranslationOptions):
    fields = ("title", "summary", "agenda", "cancel_reason")


@register(Paper)
class PaperTranslation(TranslationOptions):
    fields = ("title",)


@register(Minutes)
class MinutesTranslation(TranslationOptions):
    fields = ("text",)


@register(Decision)
class DecisionTranslation(TranslationOptions):
    fields = ("text",)


@register(Action)
class ActionTranslation(TranslationOptions):
    fields = ("text",)


@register(PriorityArea)
class PriorityAreaTranslation(TranslationOptions):
    fields = ("title", "summary")


@register(WorkItem)
class WorkItemTranslation(TranslationOptions):
    fields = ("title",)


@register(Evidence)
class EvidenceTranslation(TranslationOptions):
    fields = ("title", "summary", "body", "provenance", "commissioned_from")


@register(CrossSectorGroup)
class CrossSectorGroupTranslation(TranslationOptions):
    fields = ("name", "remit")


@register(GroupMeasure)
class GroupMeasureTranslation(TranslationOptions):
    fields = ("measure", "unit")


@register(Review)
class ReviewTranslation(TranslationOptions):
    fields = ("impact", "relevance", "need", "outcome_reason")


@register(Vote)
class VoteTranslation(TranslationOptions):
    fields = ("title",)
