"""When the staff work, when they are away, and what each may lead."""
