"""The form of a session."""

from officers.saving import ServiceForm
from panels.services import doubts_about


class SessionForm(ServiceForm):
    """A session's words, times and places."""

    def doubts(self) -> list[str]:
        """Dates and places that are more often a slip, where one of them was touched."""
        asked = ("programme", "starts_at", "ends_at", "registration_closes_at", "venue")
        if not {*asked} & {*self.changed_data}:
            return []
        return doubts_about(
            **{name: self.cleaned_data[name] for name in asked},
            pk=self.instance.pk,
            is_moved=self.instance.pk is not None
            and "starts_at" in self.changed_data
            and "registration_closes_at" not in self.changed_data,
        )
