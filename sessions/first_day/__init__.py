"""The first day of a house: from an empty database to a day that runs."""
