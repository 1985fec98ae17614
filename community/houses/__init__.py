"""Organisations, houses, rooms, stages and who works there."""
