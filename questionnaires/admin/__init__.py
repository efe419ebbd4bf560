"""The officers' side of the questionnaires, in Django's own admin."""

from questionnaires.admin import questions, responses, sets, versions

__all__ = ["questions", "responses", "sets", "versions"]
