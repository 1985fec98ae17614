"""A few days in the house, end to end, in a real browser."""
