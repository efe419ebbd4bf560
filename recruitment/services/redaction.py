"""Taking an applicant's own name, address and contact out of what they wrote."""

from assessment.services.blotting import blotted
from recruitment.models import Application


def without_identity(text: str, application: Application) -> str:
    """`text` with what tells who wrote it blotted out, as `assessment.services.blotting` does.

    The person and the round's rows must be loaded.
    """
    return blotted(
        text,
        people=[application.person.name],
        organisations=[application.organisation],
        mailboxes=[application.person.email],
        addresses=[application.address],
    )
