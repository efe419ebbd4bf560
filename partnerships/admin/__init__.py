"""The officers' side of needs, offers and partnerships."""

from partnerships.admin import matches, postings

__all__ = ["matches", "postings"]
