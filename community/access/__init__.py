"""Who is asking, and what such a person may do at all."""
