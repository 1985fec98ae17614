"""How many hours of what a week must hold for whom."""
