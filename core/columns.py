"""Columns that keep typed text in the one form in which the portal knows it."""

from django.db import models

from core.fields import MailboxField
from core.text import comparable, email_address


class MailboxColumn(models.EmailField):
    """An email address in the form of `core.text.email_address`, whichever way it is written.

    What is looked for is brought into that form too.
    """

    def get_prep_value(self, value):
        """The address as it is kept."""
        value = super().get_prep_value(value)
        return email_address(value) if isinstance(value, str) else value

    def pre_save(self, model_instance, add):
        """The address as it is kept, on the row in hand too."""
        kept = self.get_prep_value(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, kept)
        return kept

    def formfield(self, **kwargs):
        """A form field that reads every spelling of an address as one."""
        return super().formfield(**{"form_class": MailboxField, **kwargs})


class ComparableColumn(models.TextField):
    """What another column of the row says, as `core.text.comparable` has it, to be searched by.

    It is written whenever the row is saved; a save of named fields names it too
    (`with_compared`). The admin's lists search by it wherever they search by the other column.
    """

    def __init__(self, *args, of: str, **kwargs):
        self.of = of
        super().__init__(*args, **{"editable": False, "blank": True, "default": "", **kwargs})

    def deconstruct(self):
        """With the name of the other column."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"of": self.of}

    def pre_save(self, model_instance, add):
        """What is kept now."""
        kept = comparable(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, kept)
        return kept


def with_compared(model: type[models.Model], names) -> set[str]:
    """The fields that a save of `names` has to name: their comparable columns as well."""
    return {*names, *(to for of, to in compared(model).items() if of in names)}


def compared(model: type[models.Model]) -> dict[str, str]:
    """The columns of a model that have a comparable one, and its name."""
    columns = (field for field in model._meta.fields if isinstance(field, ComparableColumn))
    return {column.of: column.name for column in columns}
