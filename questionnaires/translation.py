"""What officers may write in each language."""

from modeltranslation.translator import TranslationOptions, register

from questionnaires.models import Choice, Column, Question, QuestionSet, Section, SetVersion


@register(QuestionSet)
class QuestionSetTranslation(TranslationOptions):
    fields = ("title",)


@register(SetVersion)
class SetVersionTranslation(TranslationOptions):
    fields = ("intro",)


@register(Section)
class SectionTranslation(TranslationOptions):
    fields = ("title", "intro")


@register(Question)
class QuestionTranslation(TranslationOptions):
    fields = ("label", "help")


@register(Choice)
class ChoiceTranslation(TranslationOptions):
    fields = ("label",)


@register(Column)
class ColumnTranslation(TranslationOptions):
    fields = ("label",)
