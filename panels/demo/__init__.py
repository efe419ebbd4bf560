"""A year of invented panel sessions, to show the portal with. Everything is marked as demo."""

from panels.demo.seeding import seed

__all__ = ["seed"]
