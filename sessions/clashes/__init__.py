"""What cannot be at once, or should not: found, told in words, resolved or meant."""
