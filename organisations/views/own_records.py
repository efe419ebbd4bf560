"""A group's numbers, committee and documents, as its people look after them."""

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.files import sent
from organisations import rules, services
from organisations.enums import DOCUMENT_HINT, DocumentKind
from organisations.forms import CommitteeForm, DocumentForm, NumberForm
from organisations.models import CommitteeMember, OrganisationNumber
from organisations.views.pages import OwnPage, own_group, own_page


class Numbers(OwnPage):
    """The numbers by which registers know the group, and one more."""

    form_class = NumberForm
    template_name = "organisations/my/numbers.html"
    page = "numbers"

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(numbers=self.organisation.numbers.all(), **kwargs)

    def act(self, answers: dict) -> None:
        services.add_number(**self.asked(), **answers)
        self.done = _("The number is added.")


class RemoveNumber(OwnPage):
    """A number that isn't the group's."""

    form_class = forms.Form
    template_name = "organisations/my/number_remove.html"
    page = "numbers"

    @cached_property
    def number(self) -> OrganisationNumber:
        """The number that the address names."""
        return get_object_or_404(self.organisation.numbers, pk=min(self.kwargs["pk"], 2**62))

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(number=self.number, **kwargs)

    def act(self, answers: dict) -> None:
        services.remove_number(**self.asked(), number_id=self.number.pk)
        self.done = _("The number is removed.")


class Committee(OwnPage):
    """Who runs the group, and one more of them."""

    form_class = CommitteeForm
    template_name = "organisations/my/committee.html"
    page = "committee"

    @cached_property
    def committee(self) -> list[CommitteeMember]:
        """Everybody on the list, with their relatives."""
        return list(self.organisation.committee.prefetch_related("related_to"))

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"others": self.committee}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            committee=self.committee,
            counted=services.counted(self.organisation),
            least=rules.LEAST_UNRELATED,
            needed=rules.needs_committee(self.organisation),
            **kwargs,
        )

    def act(self, answers: dict) -> None:
        related = [int(pk) for pk in answers.pop("related_to", ())]
        services.name_committee_member(**self.asked(), **answers, related_to=related)
        self.done = _("%(name)s is on the list.") % {"name": answers["name"]}


class OneOfCommittee(OwnPage):
    """Somebody of the committee."""

    page = "committee"

    @cached_property
    def member(self) -> CommitteeMember:
        """The person whom the address names."""
        return get_object_or_404(self.organisation.committee, pk=min(self.kwargs["pk"], 2**62))

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(member=self.member, **kwargs)


class ChangeCommitteeMember(OneOfCommittee):
    """What is said of somebody of the committee."""

    form_class = CommitteeForm
    template_name = "organisations/my/committee_member.html"

    def get_form_kwargs(self) -> dict:
        others = self.organisation.committee.exclude(pk=self.member.pk)
        return super().get_form_kwargs() | {"others": others}

    def get_initial(self) -> dict:
        related = self.member.related_to.values_list("pk", flat=True)
        return {"name": self.member.name, "role": self.member.role, "related_to": [*related]}

    def act(self, answers: dict) -> None:
        related = [int(pk) for pk in answers.pop("related_to", ())]
        services.name_committee_member(
            **self.asked(), **answers, related_to=related, member_id=self.member.pk
        )
        self.done = _("The list is changed.")


class RemoveCommitteeMember(OneOfCommittee):
    """Somebody who isn't on the committee any more."""

    form_class = forms.Form
    template_name = "organisations/my/committee_member_remove.html"

    def act(self, answers: dict) -> None:
        services.remove_committee_member(**self.asked(), member_id=self.member.pk)
        self.done = _("They are off the list.")


@own_page
@require_safe
def documents(request, slug):
    """What the group keeps with us, and what is missing."""
    group = own_group(request, slug, rules.Act.READ_DOCUMENTS)
    current = {one.what: one for one in group.documents.current()}
    rows = [(kind, DOCUMENT_HINT[kind], current.get(kind)) for kind in DocumentKind]
    context = {
        "organisation": group,
        "rows": rows,
        "may_edit": rules.may_edit(request.user, group),
    }
    return render(request, "organisations/my/documents.html", context)


class SendDocument(OwnPage):
    """One document, new or newer."""

    form_class = DocumentForm
    template_name = "organisations/my/document.html"
    page = "documents"

    @cached_property
    def what(self) -> DocumentKind:
        """Which document the address names."""
        try:
            return DocumentKind(self.kwargs["what"])
        except ValueError:
            raise Http404 from None

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"what": self.what}

    def get_context_data(self, **kwargs) -> dict:
        there = self.organisation.documents.current().filter(what=self.what).first()
        return super().get_context_data(what=self.what, document=there, **kwargs)

    def act(self, answers: dict) -> None:
        services.keep_document(**self.asked(), what=self.what, **answers)
        self.done = _("The document is here. It holds for every application.")


@own_page
@require_safe
def document_file(request, slug, pk):
    """One of the group's documents, as a file."""
    group = own_group(request, slug, rules.Act.READ_DOCUMENTS)
    document = get_object_or_404(group.documents.current(), pk=min(pk, 2**62))
    name = f"{group.slug}-{document.what}"
    return sent(request, document, name=name, to_sender=document.sent_by_id == request.user.pk)
