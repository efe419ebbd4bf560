"""What officers may write in each language."""

from modeltranslation.translator import TranslationOptions, register

from recruitment.models import Round, RoundAnswer


@register(Round)
class RoundTranslation(TranslationOptions):
    fields = (
        "title",
        "summary",
        "terms",
        "role",
        "commitment",
        "expenses",
        "eligibility",
        "selection_consent",
        "cancel_reason",
    )


@register(RoundAnswer)
class RoundAnswerTranslation(TranslationOptions):
    fields = ("question", "answer")
