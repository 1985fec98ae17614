"""Notes about a session: one about the group, and one about each of those chosen; drafts, signatures, additions."""
