"""The text from which agreements are made: written as a draft, then used as it is."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from awards import rules
from awards.models import Template
from awards.words import PLACEHOLDERS
from core.languages import in_all
from core.placeholders import unknown
from core.refusal import Refusal, require


@transaction.atomic
def publish_template(*, template_id: int, actor) -> Template:
    """Use a text for every agreement that is made from now on. It can't be changed any more.

    Raises:
        Refusal: `not-allowed`; `in-use` already; `placeholder` where it names what isn't known.
    """
    require(rules.may_run(actor))
    template = Template.objects.select_for_update().get(pk=template_id)
    if not template.is_draft:
        raise Refusal(_("This text is in use already."), code="in-use")
    for column in in_all("title", "text"):
        if unknown(getattr(template, column) or "", PLACEHOLDERS):
            raise Refusal(
                _("The text names something in curly brackets that stands for nothing."),
                code="placeholder",
            )
    template.published_at = timezone.now()
    template.save(update_fields=["published_at"])
    return template


@transaction.atomic
def begin_version(*, template_id: int, actor) -> Template:
    """Begin the next version with what this one says.

    Raises:
        Refusal: `not-allowed`.
    """
    require(rules.may_run(actor))
    before = Template.objects.get(pk=template_id)
    columns = in_all("title", "text")
    return Template.objects.create(**{name: getattr(before, name) for name in columns})
