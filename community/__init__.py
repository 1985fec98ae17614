"""Who lives, works and visits here."""
