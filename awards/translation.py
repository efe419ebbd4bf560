"""What officers may write of agreements in each language."""

from modeltranslation.translator import TranslationOptions, register

from awards.models import Template


@register(Template)
class TemplateTranslation(TranslationOptions):
    fields = ("title", "text")
