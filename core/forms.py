"""What views share about forms."""

from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """What was posted, an empty post too; None where nothing was, so that a form isn't checked."""
    return request.POST if request.method == "POST" else None
