"""What was done and read, by whom, about whom: one hash chain per house."""
