"""A house's week as a file, and loading it."""
