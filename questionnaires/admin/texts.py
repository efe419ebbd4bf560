"""The answers in words to one question: to read, search and tag."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.forms import add_refusal
from core.refusal import Refusal
from people.services import record_reading
from questionnaires import rules, services
from questionnaires.models import Question
from questionnaires.services.texts import LONGEST, UNTAGGED
from questionnaires.values import TEXTS

ON_A_PAGE = 50
ALL, TAKE_OFF = "all", "off"


class SearchForm(forms.Form):
    """Which of the answers are listed."""

    q = forms.CharField(label=gettext_lazy("Words in the answer"), max_length=200, required=False)
    tag = forms.ChoiceField(label=gettext_lazy("Tag"), required=False)

    def __init__(self, data, tags):
        super().__init__(data)
        self.fields["tag"].choices = [
            ("", _("All answers")),
            (UNTAGGED, _("Without a tag")),
            *((str(tag.pk), f"{tag} ({number})") for tag, number in tags),
        ]


class TagForm(forms.Form):
    """Which tag the chosen answers get, or lose."""

    name = forms.CharField(
        label=gettext_lazy("Tag"),
        max_length=LONGEST,
        help_text=gettext_lazy("A new one is made as you type it."),
        widget=forms.TextInput(attrs={"list": "tags", "autocomplete": "off"}),
    )


def texts_view(model_admin, request, question_set):
    """The list; on a POST, tag what is chosen. Reading it is recorded."""
    question = _question(question_set, request.GET.get("question", ""))
    tags = services.tags_of(question_set).get(question.key, [])
    search = SearchForm(request.GET, tags)
    sought = search.cleaned_data if search.is_valid() else {}
    texts = services.texts_to(
        question_set, question.key, words=sought.get("q", ""), tag=sought.get("tag", "")
    )
    form = TagForm(request.POST if request.method == "POST" else None)
    if form.is_bound and _tag(request, question_set, question.key, texts, form):
        return HttpResponseRedirect(request.get_full_path())
    shown = Paginator(texts, ON_A_PAGE).get_page(request.GET.get("page"))
    listed = services.with_tags(question.key, shown.object_list)
    if listed:
        what = f"answers to “{question.key}”"
        record_reading(question_set, actor=request.user, what=what, rows=len(listed))
    kept = request.GET.copy()
    kept.pop("page", None)
    return model_admin.page(
        request,
        question_set,
        question.label,
        "admin/questionnaires/texts.html",
        question=question,
        search=search,
        form=form,
        shown=shown,
        texts=listed,
        tags=tags,
        chosen=request.POST.getlist("chosen"),
        query=kept.urlencode(),
        may_tag=rules.can_tag_answers(request.user, question_set),
    )


def _question(question_set, key: str) -> Question:
    """The newest wording of a question that is answered in words. Raises Http404."""
    asked = Question.objects.filter(version__question_set=question_set, kind__in=TEXTS)
    found = asked.filter(key=key).order_by("-version__number").first()
    if found is None:
        raise Http404
    return found


def _tag(request, question_set, key: str, texts: list, form: TagForm) -> bool:
    """Tag what is chosen, or all that was found; whether it is done. Raises PermissionDenied."""
    if not rules.can_tag_answers(request.user, question_set):
        raise PermissionDenied
    if not form.is_valid():
        return False
    chosen = request.POST.getlist("chosen")
    if ALL in request.POST:
        if request.POST.get("number") != str(len(texts)):
            words = _("Other answers have come or gone since. Look at the list, and press again.")
            form.add_error(None, words)
            return False
        chosen = [text.response_id for text in texts]
    act = services.untag_answers if TAKE_OFF in request.POST else services.tag_answers
    there = {str(text.response_id) for text in texts}
    try:
        number = act(
            question_set_id=question_set.pk,
            key=key,
            response_ids=[pk for pk in chosen if str(pk) in there],
            name=form.cleaned_data["name"],
            actor=request.user,
        )
    except Refusal as refusal:
        add_refusal(form, refusal)
        return False
    if TAKE_OFF in request.POST:
        said = ngettext("Taken off %(number)d answer.", "Taken off %(number)d answers.", number)
    else:
        said = ngettext("Tagged %(number)d answer.", "Tagged %(number)d answers.", number)
    messages.success(request, said % {"number": number})
    return True
