"""People: one card per person and house."""
