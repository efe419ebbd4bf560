"""What officers may write of a round in each language."""

from modeltranslation.translator import TranslationOptions, register

from collaboration_fund.models import EligibilityQuestion, Letter, Monitoring, Priority, Round


@register(Round)
class RoundTranslation(TranslationOptions):
    fields = ("title", "summary", "purpose", "declaration", "cancel_reason", "reasons")


@register(EligibilityQuestion)
class EligibilityQuestionTranslation(TranslationOptions):
    fields = ("question", "if_no")


@register(Priority)
class PriorityTranslation(TranslationOptions):
    fields = ("words",)


@register(Monitoring)
class MonitoringTranslation(TranslationOptions):
    fields = ("asks",)


@register(Letter)
class LetterTranslation(TranslationOptions):
    fields = ("subject", "text")
