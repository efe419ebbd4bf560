"""What officers do in tests."""

from django.urls import reverse


def url(model: str, page: str, *args) -> str:
    """The address of an officers' page of the Taskforce."""
    return reverse(f"admin:taskforce_{model}_{page}", args=args)


def press(office, address: str, asked: dict | None = None, **extra):
    """Send a form; where the page asks first, read what it asks and send it once more."""
    page = office.post(address, asked, **extra)
    question = page.context and page.context.get("question")
    if page.status_code == 200 and question:
        page = office.post(address, {**(asked or {}), "seen": question.seen}, **extra)
    return page
