"""Pages of the panels: what everybody reads, registering, and a resident's own registrations."""
