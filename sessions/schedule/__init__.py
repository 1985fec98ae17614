"""Series, occurrences, groups and who is expected."""
