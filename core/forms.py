"""What views and forms share."""

from itertools import chain, count

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.formats import number_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core.languages import english_column
from core.refusal import Refusal


def posted(request: HttpRequest) -> QueryDict | None:
    """What was posted, an empty post too; None where nothing was, so that a form isn't checked."""
    return request.POST if request.method == "POST" else None


def page_address(typed: str, *titles: str, rows, longest: int) -> str:
    """The last part of a page's address: what was typed, else one that is free, made of a title.

    Args:
        typed: what the person chose, or "".
        titles: of the thing in its languages; the first with Latin letters or digits is used.
        rows: a queryset of the other things, whose `slug` is taken.
        longest: how many characters are kept.

    Raises:
        ValidationError: nothing in the titles can stand in an address.
    """
    if typed:
        return typed
    made = next(filter(None, map(slugify, titles)), "")[: longest - 4].strip("-")
    if not made:
        raise ValidationError(_("Enter an address for the page, in Latin letters."))
    taken = set(rows.filter(slug__startswith=made).values_list("slug", flat=True))
    return next(
        one
        for one in chain([made], (f"{made}-{number}" for number in count(2)))
        if one not in taken
    )


def add_refusal(form, refusal: Refusal) -> None:
    """Show why a service said no beside the field it is about, or above the form.

    A translated field is asked for once in each language: the English one shows it.
    """
    names = (refusal.field, english_column(refusal.field))
    field = next((name for name in names if name in form.fields), None)
    form.add_error(field, getattr(refusal, "problems", refusal.message))


class NamedLimits:
    """A form whose words on what is too long, too high or too low name the field and the limit.

    It stands before Django's form class. Words that a field brings itself stay.
    """

    def full_clean(self):
        """Check the form, with these words."""
        for name, field in self.fields.items():
            for limit, words in _limits().items():
                number = _limit_of(field, limit)
                if number is not None:
                    said = words % {
                        "field": self[name].label,
                        "number": number_format(number, force_grouping=True),
                    }
                    # Django fills in values of its own afterwards.
                    field.error_messages.setdefault(limit, said.replace("%", "%%"))
            self._name_what_is_missing(name, field)
        super().full_clean()

    def _name_what_is_missing(self, name: str, field) -> None:
        if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
            words = _("Fill in “%(field)s”") % {"field": self[name].label}
            field.error_messages["required"] = words


class FilterForm(NamedLimits, forms.Form):
    """The filters of a list. Nothing has to be filled in; all of it is in the list's address.

    What an altered address chooses that isn't offered is named by its label.
    """

    mark_optional = False

    def full_clean(self):
        """Check the form, with words of its own for what isn't among the answers."""
        for name, field in self.fields.items():
            if isinstance(field, forms.ChoiceField):
                words = _("Choose “%(field)s” from the list") % {"field": self[name].label}
                field.error_messages["invalid_choice"] = words.replace("%", "%%")
        super().full_clean()


def _limit_of(field, limit: str):
    """A limit of a field, or of a validator without words of its own; None where it has none."""
    found = [
        one.limit_value
        for one in field.validators
        if getattr(one, "code", "") == limit and one.message == type(one).message
    ]
    number = getattr(field, limit, None)
    return next(iter(found), None) if number is None else number


def _limits() -> dict[str, str]:
    return {
        "max_length": _("Shorten “%(field)s” to %(number)s characters or fewer"),
        "max_value": _("“%(field)s” must be %(number)s or less"),
        "min_value": _("“%(field)s” must be %(number)s or more"),
    }
