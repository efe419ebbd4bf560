"""Stories and photographs of a report, and whether they may be public."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from core.files import sent
from monitoring import rules, services
from monitoring.forms import NothingForm, PhotographForm, StoryForm
from monitoring.views.pages import ReportPage, of_group, seen_report


@of_group
def stories(request, reference, number):
    """The stories and photographs of a report that is being written."""
    report = seen_report(request, reference, number)
    if not rules.may_write(request.user, report.award):
        raise Http404
    context = {
        "award": report.award,
        "report": report,
        "back": report.get_absolute_url(),
        "stories": report.stories.all(),
        "photographs": report.photographs.all(),
    }
    return render(request, "monitoring/stories.html", context)


@of_group
def photograph(request, reference, number, pk):
    """A photograph, for the people of the award's groups."""
    report = seen_report(request, reference, number)
    found = get_object_or_404(report.photographs, pk=pk)
    to_sender = rules.may_write(request.user, report.award)
    name = f"{report.award.reference}-{found.pk}.{found.kind}"
    return sent(request, found, name=name, inline=True, to_sender=to_sender)


class TellingPage(ReportPage):
    """Adds or removes a story or a photograph."""

    def get_success_url(self) -> str:
        return services.page_of(self.report, "stories")


class AddStoryPage(TellingPage):
    """Tell a story."""

    form_class, heading, press = StoryForm, _("Add a story"), _("Add it")
    done = _("The story is added.")

    def act(self, answers):
        services.add_story(**self.ours, **answers)


class AddPhotographPage(TellingPage):
    """Add a photograph."""

    form_class, heading, press = PhotographForm, _("Add a photograph"), _("Add it")
    done = _("The photograph is added.")

    def act(self, answers):
        services.add_photograph(**self.ours, **answers)


class RemoveStoryPage(TellingPage):
    """Take a story out."""

    form_class, heading, press = NothingForm, _("Take this story out?"), _("Take it out")
    done = _("The story is out of the report.")

    def act(self, _answers):
        services.remove_story(**self.ours, story_id=self.kwargs["pk"])

    def get_context_data(self, **more):
        story = get_object_or_404(self.report.stories, pk=self.kwargs["pk"])
        return super().get_context_data(words=story.words, is_warning=True, **more)


class RemovePhotographPage(TellingPage):
    """Take a photograph out."""

    form_class, heading, press = NothingForm, _("Take this photograph out?"), _("Take it out")
    done = _("The photograph is out of the report.")

    def act(self, _answers):
        services.remove_photograph(**self.ours, photograph_id=self.kwargs["pk"])

    def get_context_data(self, **more):
        found = get_object_or_404(self.report.photographs, pk=self.kwargs["pk"])
        return super().get_context_data(words=found.shows, is_warning=True, **more)
