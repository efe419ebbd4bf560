"""What officers may write in each language."""

from modeltranslation.translator import TranslationOptions, register

from taskforce.models import Meeting


@register(Meeting)
class MeetingTranslation(TranslationOptions):
    fields = ("title", "summary", "agenda")
