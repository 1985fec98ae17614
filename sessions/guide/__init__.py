"""The help page: what somebody can do here, step by step, for each kind of person."""
