"""What officers see of messages, background jobs, places and people."""

from officers.admin import colleagues, jobs, messages, people, venues

__all__ = ["colleagues", "jobs", "messages", "people", "venues"]
