"""The form of a session."""

from django.utils.translation import gettext as _

from core.languages import in_all
from officers.saving import ServiceForm
from panels.enums import SessionState
from panels.services import doubts_about


class SessionForm(ServiceForm):
    """A session's words, times and places."""

    def doubts(self) -> list[str]:
        """What is public at once, and dates and places that are more often a slip."""
        return [*self._public_at_once(), *self._slips()]

    def _public_at_once(self) -> list[str]:
        is_public = self.instance.state == SessionState.REPORTED
        if not is_public or not {*in_all("outcome")} & {*self.changed_data}:
            return []
        return [
            _(
                "This report is public: the new words stand on the session's page as soon as you "
                "save. Nobody is told that they changed."
            )
        ]

    def _slips(self) -> list[str]:
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
