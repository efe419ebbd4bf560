"""What an agreement says, as one piece of data: made, hashed, shown and printed from here."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from awards.models import Payment, Template
from collaboration_fund.models import Award, Partner
from core.languages import english_column
from core.placeholders import fill
from questionnaires.values import pounds


def content_of(award: Award, template: Template, *, number: int, reason: str) -> dict:
    """All that an agreement says: the figures, and the text in each language that it is written in.

    Amounts are in pence, days as ISO has them. What counts is the English text.
    """
    partners = [*award.application.partners.taking_part()]
    shares = dict(award.shares.values_list("organisation", "pence"))
    payments = Payment.objects.live().filter(award=award).select_related("organisation")
    with override(settings.LANGUAGE_CODE):
        content = {
            "reference": award.reference,
            "number": number,
            "template": template.number,
            "reason": reason,
            "round": award.round.title,
            "title": award.title,
            "lead": award.application.lead.name,
            "pence": award.pence,
            "begins": award.starts_on.isoformat(),
            "ends": award.ends_on.isoformat(),
            "conditions": award.conditions,
            "groups": [_group(one, shares) for one in partners],
            "payments": [_payment(one) for one in payments],
        }
    return content | {"texts": texts_of(content, template)}


def _group(partner: Partner, shares: Mapping[int, int]) -> dict:
    return {
        "group": partner.organisation_id,
        "name": str(partner),
        "leads": partner.is_lead,
        "role": partner.role,
        "tasks": partner.tasks,
        "pence": shares.get(partner.organisation_id, 0),
    }


def _payment(payment: Payment) -> dict:
    return {
        "number": payment.number,
        "group": payment.organisation_id,
        "name": str(payment.organisation),
        "due": payment.due_on.isoformat(),
        "pence": payment.pence,
        "condition": payment.condition,
    }


def texts_of(content: Mapping, template: Template) -> dict[str, dict[str, str]]:
    """{language: title and text with their placeholders filled}, of those that are written."""
    texts = {}
    for language, _name in settings.LANGUAGES:
        title = getattr(template, f"title_{language}")
        text = getattr(template, f"text_{language}")
        if text:
            with override(language):
                words = words_of(content)
            title = title or getattr(template, english_column("title"))
            texts[language] = {"title": title, "text": fill(text, words)}
    return texts


def words_of(content: Mapping) -> dict[str, str]:
    """{placeholder: what stands for it}, in the language that is active."""
    return {
        "reference": content["reference"],
        "title": content["title"],
        "round": content["round"],
        "lead": content["lead"],
        "partners": "\n".join(one["name"] for one in content["groups"] if not one["leads"]),
        "groups": "\n".join(map(group_in_words, content["groups"])),
        "amount": pounds(content["pence"]),
        "begins": day(content["begins"]),
        "ends": day(content["ends"]),
        "conditions": content["conditions"] or _("None beside this text."),
        "payments": "\n".join(map(payment_in_words, content["payments"])),
    }


def group_in_words(group: Mapping) -> str:
    """A group with what it does and is paid, in a line."""
    paid = _("Paid to it: %(amount)s") % {"amount": pounds(group["pence"])}
    said = [group["role"], group["tasks"], paid if group["pence"] else ""]
    words = ". ".join(one.rstrip(".") for one in said if one)
    return f"{group['name']}: {words}" if words else group["name"]


def payment_in_words(payment: Mapping) -> str:
    """A payment in a line: how much, to whom, when, on what condition."""
    said = _("%(number)s. %(amount)s to %(group)s on %(day)s") % {
        "number": payment["number"],
        "amount": pounds(payment["pence"]),
        "group": payment["name"],
        "day": day(payment["due"]),
    }
    return f"{said}: {payment['condition']}" if payment["condition"] else said


def day(iso: str) -> str:
    """A day as people say it, in the language that is active."""
    return date_format(date.fromisoformat(iso), "j F Y")


def lines_of(payments: Iterable[Mapping]) -> dict[int, tuple]:
    """{line of the schedule: what was agreed of it}, to compare with what is to be paid."""
    return {one["number"]: (one["due"], one["pence"], one["condition"]) for one in payments}
