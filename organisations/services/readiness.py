"""What a group hasn't said yet, or has to say again: for its own pages, officers and other apps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisations import rules
from organisations.enums import REGISTERED_IN, DocumentKind
from organisations.models import Organisation
from organisations.services.committee import counts


@dataclass(frozen=True)
class Missing:
    """One thing that is missing: a stable code, words, the page where it is put right, by when."""

    code: str
    words: str
    url: str
    due: date | None = None


def missing(organisations: Sequence[Organisation]) -> dict[int, list[Missing]]:
    """What each group is missing, by its key; in a constant number of statements."""
    found: dict[int, list[Missing]] = {one.pk: [] for one in organisations}
    keys = [*found]
    rows = Organisation.objects.filter(pk__in=keys).prefetch_related("numbers", "documents")
    counted = counts(keys)
    for one in rows:
        found[one.pk] += [*_facts(one), *_committee(one, counted.get(one.pk, 0)), *_documents(one)]
    return found


def missing_of(organisation: Organisation) -> list[Missing]:
    """What one group is missing."""
    return missing([organisation])[organisation.pk]


def _url(organisation: Organisation, page: str) -> str:
    return reverse(f"my_organisations:{page}", args=[organisation.slug])


def _facts(one: Organisation):
    if not one.summary:
        yield Missing("summary", _("Say what the group does"), _url(one, "edit"))
    if one.has_own_account is None:
        words = _("Say whether the group has a bank account in its own name")
        yield Missing("account", words, _url(one, "edit"))
    wanted = REGISTERED_IN.get(one.form, frozenset())
    if wanted and not any(number.scheme in wanted for number in one.numbers.all()):
        yield Missing(
            "number", _("Give the number of the group in its register"), _url(one, "numbers")
        )


def _committee(one: Organisation, counted: int):
    if rules.needs_committee(one) and counted < rules.LEAST_UNRELATED:
        words = ngettext(
            "Name your committee: at least 3 people who aren’t related. Now it is %(count)d",
            "Name your committee: at least 3 people who aren’t related. Now it is %(count)d",
            counted,
        )
        yield Missing("committee", words % {"count": counted}, _url(one, "committee"))


def _documents(one: Organisation):
    current = {document.what: document for document in one.documents.all() if document.is_current}
    for kind in DocumentKind:
        document = current.get(kind)
        url = reverse("my_organisations:document", args=[one.slug, kind])
        said = {"document": kind.label}
        if document is None:
            yield Missing(f"no-{kind.value}", _("Send this document: %(document)s") % said, url)
        elif document.has_run_out():
            words = _("This document has run out: %(document)s") % said
            yield Missing(f"run-out-{kind.value}", words, url, due=document.expires_on)
        elif document.runs_out_soon():
            words = _("This document runs out soon: %(document)s") % said
            yield Missing(f"runs-out-{kind.value}", words, url, due=document.expires_on)
