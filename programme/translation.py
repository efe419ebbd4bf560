"""What officers may write in each language."""

from modeltranslation.translator import TranslationOptions, register

from programme.models import Theme


@register(Theme)
class ThemeTranslation(TranslationOptions):
    fields = ("title",)
