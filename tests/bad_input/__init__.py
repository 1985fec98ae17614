"""What must not get in: one clear sentence each, the fitting status, and nothing changed."""
