"""Pages of the Taskforce: what everybody reads, and a member's own."""
