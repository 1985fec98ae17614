"""The day as each kind of person sees it."""
