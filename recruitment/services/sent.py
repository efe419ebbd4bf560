"""What was last sent of an application: nobody but its applicant reads anything newer."""

from collections.abc import Iterable

from questionnaires import services as questions
from questionnaires.models import Response
from recruitment.models import Application


def answers_of(applications: Iterable[Application]) -> dict[int, list[questions.Answered]]:
    """The answers of many applications as they were last sent, by application id.

    Takes as many statements for a hundred as for one. Files are told by name.
    """
    wanted = {application.response_id: application.pk for application in applications}
    responses = (
        Response.objects.for_reading()
        .filter(pk__in=wanted)
        .prefetch_related("submissions", "files")
    )
    return {
        wanted[response.pk]: questions.read(
            response.version,
            questions.counted_values(response),
            files={str(file.pk): file for file in response.files.all()},
        )
        for response in responses
    }


def sent_answers(application: Application, *, blind: bool = False) -> list[questions.Answered]:
    """The application's answers as they were last sent; as they are where it never was.

    Args:
        blind: without what tells who somebody is, and without files.
    """
    response = (
        Response.objects.for_reading()
        .prefetch_related("submissions")
        .get(pk=application.response_id)
    )
    values = questions.counted_values(response)
    files = {str(file.pk): file for file in response.files.all()}
    return questions.read(response.version, values, files=files, blind=blind)
