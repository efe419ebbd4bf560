"""Kinds of question, purposes of a set, and the states of versions and responses."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What a set of questions is for."""

    APPLICATION = "application", _("Application")
    SELECTION = "selection", _("Selection (who is drawn)")
    MONITORING = "monitoring", _("Equality monitoring")
    FEEDBACK = "feedback", _("Feedback")
    SURVEY = "survey", _("Survey")


class Audience(models.TextChoices):
    """Who may answer a survey."""

    SIGNED_IN = "signed-in", _("People who are signed in, once each")
    ANYBODY = "anybody", _("Anybody, also without signing in")


class Kind(models.TextChoices):
    """What an answer to a question is; the docstring of `values` says how each is kept."""

    SHORT_TEXT = "short-text", _("Short text")
    LONG_TEXT = "long-text", _("Long text")
    NUMBER = "number", _("Whole number")
    MONEY = "money", _("Money")
    DATE = "date", _("Date")
    POSTCODE = "postcode", _("Postcode")
    ONE = "one", _("One choice")
    MANY = "many", _("Several choices")
    FILE = "file", _("File")
    TABLE = "table", _("Table of rows")
    STATEMENT = "statement", _("Statement, not a question")


class ColumnKind(models.TextChoices):
    """What a cell of a table is."""

    SHORT_TEXT = Kind.SHORT_TEXT.value, Kind.SHORT_TEXT.label
    NUMBER = Kind.NUMBER.value, Kind.NUMBER.label
    MONEY = Kind.MONEY.value, Kind.MONEY.label
    DATE = Kind.DATE.value, Kind.DATE.label


class Operator(models.TextChoices):
    """How a condition looks at an earlier answer."""

    IS = "is", _("is")
    IS_NOT = "is-not", _("is answered and is not")
    INCLUDES = "includes", _("includes")
    ANSWERED = "answered", _("is answered")


# Which operators suit an earlier question of each kind. Others aren't offered, and are refused.
SUITS: dict[str, tuple[str, ...]] = {
    Kind.SHORT_TEXT: (Operator.IS, Operator.IS_NOT, Operator.ANSWERED),
    Kind.LONG_TEXT: (Operator.IS, Operator.IS_NOT, Operator.ANSWERED),
    Kind.NUMBER: (Operator.IS, Operator.IS_NOT, Operator.ANSWERED),
    Kind.MONEY: (Operator.IS, Operator.IS_NOT, Operator.ANSWERED),
    Kind.DATE: (Operator.IS, Operator.IS_NOT, Operator.ANSWERED),
    Kind.POSTCODE: (Operator.IS, Operator.IS_NOT, Operator.ANSWERED),
    Kind.ONE: (Operator.IS, Operator.IS_NOT, Operator.ANSWERED),
    Kind.MANY: (Operator.INCLUDES, Operator.ANSWERED),
    Kind.FILE: (Operator.ANSWERED,),
    Kind.TABLE: (Operator.ANSWERED,),
    Kind.STATEMENT: (),
}


class Stands(models.TextChoices):
    """How the wanted value of a condition stands to what was answered."""

    NOTHING = "nothing"
    AMONG = "among"
    OTHER = "other"


# The one meaning of each operator, whatever the kind: where the wanted value stands for a question
# to be asked. The server reads it in `conditions`, the script from the page.
ASKED_WHERE: dict[str, frozenset[str]] = {
    Operator.IS: frozenset({Stands.AMONG}),
    Operator.INCLUDES: frozenset({Stands.AMONG}),
    Operator.IS_NOT: frozenset({Stands.OTHER}),
    Operator.ANSWERED: frozenset({Stands.AMONG, Stands.OTHER}),
}


class VersionState(models.TextChoices):
    """Where a version of a set is: written, in use, or kept for what was answered with it."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Retired")


class ResponseState(models.TextChoices):
    """Where somebody's answers are."""

    DRAFT = "draft", _("Being answered")
    SUBMITTED = "submitted", _("Submitted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


VERSION_MOVES: dict[str, frozenset[str]] = {
    VersionState.DRAFT: frozenset({VersionState.PUBLISHED}),
    VersionState.PUBLISHED: frozenset({VersionState.RETIRED}),
    VersionState.RETIRED: frozenset(),
}

RESPONSE_MOVES: dict[str, frozenset[str]] = {
    ResponseState.DRAFT: frozenset({ResponseState.SUBMITTED, ResponseState.WITHDRAWN}),
    ResponseState.SUBMITTED: frozenset({ResponseState.DRAFT, ResponseState.WITHDRAWN}),
    ResponseState.WITHDRAWN: frozenset(),
}

CHOICES = (Kind.ONE, Kind.MANY)
# Sets for these purposes ask for special-category data: sealed, and kept apart.
ALWAYS_SPECIAL = (Purpose.SELECTION, Purpose.MONITORING)
# Read with the application they belong to, by the rules of the app that took it, and nowhere else.
READ_WITH_THE_APPLICATION = (Purpose.APPLICATION, Purpose.SELECTION)
