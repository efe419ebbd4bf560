"""What officers may write in each language."""

from modeltranslation.translator import TranslationOptions, register

from panels.models import AccessProvision, Session, Topic


@register(Topic)
class TopicTranslation(TranslationOptions):
    fields = ("title", "summary")


@register(AccessProvision)
class AccessProvisionTranslation(TranslationOptions):
    fields = ("title",)


@register(Session)
class SessionTranslation(TranslationOptions):
    fields = ("title", "summary", "expect", "audience", "cancel_reason", "outcome", "outcome_draft")
