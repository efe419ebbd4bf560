"""What officers see of messages, background jobs, places and people."""

from officers.admin import jobs, messages, people, venues

__all__ = ["jobs", "messages", "people", "venues"]
